using System.Diagnostics;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Architecture.Tests;

/// <summary>One click that signs in as somebody is for developers: nothing of it may be in what is released.</summary>
public sealed class PersonasTests
{
    [Fact]
    public async Task A_release_build_has_no_personas_unless_they_are_asked_for()
    {
        (await PersonasIn("-p:Configuration=Release")).ShouldBeEmpty();
        (await PersonasIn("-p:Configuration=Debug")).ShouldBeEmpty();
        (await PersonasIn("-p:Configuration=Release", "-p:Personas=true")).ShouldNotBeEmpty();
    }

    [Fact]
    public void No_image_asks_for_personas()
    {
        foreach (var file in new[] { Repository.File("deploy", "Dockerfile"), Repository.File("docker-compose.yml"), Repository.File("Directory.Build.props") })
        {
            File.ReadAllText(file).ShouldNotContain("Personas", Case.Insensitive, file);
        }
    }

    /// <summary>What of the personas the build would take in: source files, pages and the word the compiler is given.</summary>
    private static async Task<IReadOnlyList<string>> PersonasIn(params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet",
            ["msbuild", Repository.File("services", "Identity", "Identity.csproj"), .. properties, "-getItem:Compile", "-getItem:Content", "-getProperty:DefineConstants"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said);
        var evaluated = JsonDocument.Parse(said).RootElement;
        var items = evaluated.GetProperty("Items");
        var files = new[] { "Compile", "Content" }.SelectMany(kind => items.GetProperty(kind).EnumerateArray())
            .Select(item => item.GetProperty("Identity").GetString()!).ToList();
        files.ShouldContain(file => file.EndsWith("Program.cs", StringComparison.Ordinal));
        return [.. files.Append(evaluated.GetProperty("Properties").GetProperty("DefineConstants").GetString()!)
            .Where(word => word.Contains("personas", StringComparison.OrdinalIgnoreCase))];
    }
}
