using System.Reflection;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Contracts.Tests;

/// <summary>
/// What an event looks like on the wire is a promise: services of different ages speak to each other, and messages wait
/// in queues while a new version is installed. A change that breaks a file here needs a new event beside the old one.
/// </summary>
public sealed class WireTests
{
    private static readonly string Folder = Repository.File("tests", "Contracts.Tests", "Wire");

    public static TheoryData<Type> Events => [.. AllEvents];

    private static IEnumerable<Type> AllEvents => typeof(HeardByAttribute).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<HeardByAttribute>() is not null).OrderBy(type => type.FullName);

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_written_as_its_golden_file_says(Type @event)
    {
        var file = Path.Combine(Folder, $"{@event.FullName}.json");
        var written = JsonSerializer.Serialize(Sample.Of(@event), @event, Wire.Indented) + "\n";
        if (Environment.GetEnvironmentVariable("ACADEMY_WRITE_GOLDEN_FILES") == "yes" && !File.Exists(file))
        {
            File.WriteAllText(file, written);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing. For a new event write it with ACADEMY_WRITE_GOLDEN_FILES=yes; an event that has one is not renamed.");
        written.ShouldBe(File.ReadAllText(file));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_read_back_from_its_golden_file(Type @event)
    {
        var text = File.ReadAllText(Path.Combine(Folder, $"{@event.FullName}.json"));

        var read = JsonSerializer.Deserialize(text, @event, Wire.Plain);

        JsonSerializer.Serialize(read, @event, Wire.Indented).ShouldBe(text.TrimEnd('\n'));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void A_property_that_a_hearer_does_not_know_yet_is_passed_over(Type @event)
    {
        var text = File.ReadAllText(Path.Combine(Folder, $"{@event.FullName}.json"));
        var grown = text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"saidByANewerService\": {\"a\": [1, null]},");

        JsonSerializer.Deserialize(grown, @event, Wire.Plain).ShouldNotBeNull();
    }

    /// <summary>What an event looked like before a property was added is kept in Wire/Earlier: such messages may still wait in a queue.</summary>
    [Fact]
    public void A_message_from_before_a_property_was_added_is_still_read()
    {
        var earlier = Directory.GetFiles(Path.Combine(Folder, "Earlier"), "*.json");

        earlier.ShouldNotBeEmpty();
        foreach (var file in earlier)
        {
            var @event = AllEvents.Single(type => Path.GetFileName(file).StartsWith($"{type.FullName}.", StringComparison.Ordinal));
            var read = JsonSerializer.SerializeToElement(JsonSerializer.Deserialize(File.ReadAllText(file), @event, Wire.Plain), @event, Wire.Plain);
            Covers(read, JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file))).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void No_golden_file_is_left_without_its_event()
    {
        var files = Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension);

        files.Except(AllEvents.Select(type => type.FullName)).ShouldBeEmpty("an event was renamed or removed while a service may still say or hear it");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_names_first_whom_it_is_about_and_in_which_version(Type @event)
    {
        var parameters = @event.GetConstructors()[0].GetParameters();

        parameters[0].ParameterType.ShouldBe(typeof(Guid));
        (parameters[1].Name, parameters[1].ParameterType).ShouldBe(("Version", typeof(long)));
        @event.IsSealed.ShouldBeTrue();
        @event.BaseType.ShouldBe(typeof(object));
    }

    /// <summary>Whether all that was said is in what was read, whatever else is.</summary>
    private static bool Covers(JsonElement read, JsonElement said) => said.ValueKind == JsonValueKind.Object
        ? said.EnumerateObject().All(property => read.TryGetProperty(property.Name, out var value) && Covers(value, property.Value))
        : JsonElement.DeepEquals(read, said);
}
