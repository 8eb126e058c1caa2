using System.Reflection;
using System.Text.RegularExpressions;
using Academy.Testing;

namespace Academy.Contracts.Tests;

/// <summary>contracts/README.md, the contracts and the services say the same about who says and who hears what.</summary>
public sealed partial class CatalogueTests
{
    private static readonly IReadOnlyList<Said> Contracts = [.. typeof(HeardByAttribute).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<HeardByAttribute>() is not null)
        .Select(type => new Said(type.Name, type.Namespace!.Split('.')[^1], [.. type.GetCustomAttribute<HeardByAttribute>()!.Services]))];

    private static readonly IReadOnlyList<Said> Catalogue = [.. File.ReadLines(Repository.File("contracts", "README.md"))
        .Select(line => Row().Match(line)).Where(match => match.Success)
        .Select(match => new Said(
            match.Groups["event"].Value,
            match.Groups["said"].Value.Trim(),
            [.. match.Groups["heard"].Value.Split(',', StringSplitOptions.TrimEntries).Select(service => service.ToLowerInvariant())]))];

    [Fact]
    public void The_catalogue_lists_every_event_with_who_says_and_who_hears_it()
    {
        Contracts.Count.ShouldBeGreaterThan(10);
        Catalogue.Select(Show).Order().ShouldBe(Contracts.Select(Show).Order());
    }

    [Fact]
    public void Merging_and_erasing_close_the_record_they_are_about_and_nothing_else_does()
        => typeof(HeardByAttribute).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<ClosesRecordAttribute>() is not null)
            .Select(type => type.Name).Order().ShouldBe(["LearnerErased", "LearnersMerged"]);

    [Fact]
    public void Every_event_has_a_hearer_and_every_hearer_a_consumer()
    {
        var missing =
            from contract in Contracts
            from hearer in contract.HeardBy
            let consumer = Repository.File("services", Capital(hearer), "Consumers", $"{contract.Event}Consumer.cs")
            where !File.Exists(consumer) || !Consumer().Matches(File.ReadAllText(consumer)).Any(match => match.Groups["event"].Value == contract.Event)
            select $"{hearer} does not hear {contract.Event}";

        Contracts.ShouldAllBe(contract => contract.HeardBy.Count > 0);
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_consumer_hears_an_event_that_names_its_service()
    {
        // What hears any event at all is the way to hear, not a hearer.
        var heard = Repository.Sources("services").Where(file => !file.Contains("ServiceDefaults", StringComparison.Ordinal)).Select(File.ReadAllText).SelectMany(text => Consumer().Matches(text)
            .Select(match => (Event: match.Groups["event"].Value, Service: ServiceOf(text)))).ToList();

        heard.ShouldNotBeEmpty();
        heard.Where(h => !Contracts.Any(c => c.Event == h.Event && c.HeardBy.Contains(h.Service))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_consumer_is_registered_in_its_services_program()
    {
        foreach (var contract in Contracts)
        {
            foreach (var hearer in contract.HeardBy)
            {
                File.ReadAllText(Repository.File("services", Capital(hearer), "Program.cs"))
                    .ShouldMatch($@"\.Hear(Many)?<{contract.Event}Consumer, {contract.Event}>\(\)");
            }
        }
    }

    [Fact]
    public void Every_event_is_said_by_its_service()
    {
        foreach (var contract in Contracts)
        {
            Repository.Sources(Path.Combine("services", contract.SaidBy)).Select(File.ReadAllText)
                .ShouldContain(text => Says(text, contract.Event), $"{contract.SaidBy} never says {contract.Event}");
        }
    }

    private static bool Says(string source, string @event)
        => source.Contains($"new {@event}(", StringComparison.Ordinal)
            || Regex.IsMatch(source, $@"\b{@event} \w+\([^)]*\)\s*=>\s*new\(", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Show(Said said) => $"{said.Event}: {said.SaidBy} → {string.Join(", ", said.HeardBy.Order())}";

    private static string Capital(string service) => char.ToUpperInvariant(service[0]) + service[1..];

    private static string ServiceOf(string source) => Namespace().Match(source).Groups["service"].Value.ToLowerInvariant();

    [GeneratedRegex(@"^\| `(?<event>\w+)` \| (?<said>\w+) \| (?<heard>[\w, ]+) \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@": (IConsumer|IHearMany)<(?<event>\w+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Consumer();

    [GeneratedRegex(@"namespace Academy\.(?<service>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();

    private sealed record Said(string Event, string SaidBy, IReadOnlyList<string> HeardBy);
}
