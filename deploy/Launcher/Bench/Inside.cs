using System.Globalization;
using System.Text.Json;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Bench;

/// <summary>
/// The program <c>deploy/bench/Inside</c>, which is made of the services' own code: it copies people, makes one-time codes, and runs
/// pure code in a loop. What it says is one line of JSON.
/// </summary>
internal sealed class Inside(Platform platform)
{
    public static string Project => Path.Combine(Repository.Root, "deploy", "bench", "Inside", "Inside.csproj");

    public Task Copy(IReadOnlyList<Guid> templates, int people, CancellationToken cancel)
        => Run(["people", Text(people), .. templates.Select(template => template.ToString())], cancel);

    /// <summary>Codes that were not used yet, and are for fifteen minutes, as the Benefits service makes them.</summary>
    public async Task<IReadOnlyList<string>> Codes(LoadedCounty county, int codes, CancellationToken cancel)
        => (await Run(["codes", Text(codes), county.OfferId.ToString(), county.PartnerId.ToString(), .. county.Templates.Select(learner => learner.ToString())], cancel))
            .EnumerateArray().Select(code => code.GetString()!).ToList();

    /// <summary>How often something is done in a second, and how often the bare ECDSA in it, in turn.</summary>
    public async Task<Round> Measure(string what, int seconds, CancellationToken cancel)
    {
        var said = await Run(["measure", what, Text(seconds)], cancel);
        return new Round(said.GetProperty("Ours").GetDouble(), said.GetProperty("Bare").GetDouble());
    }

    private async Task<JsonElement> Run(string[] arguments, CancellationToken cancel)
    {
        var program = Path.Combine(Path.GetDirectoryName(Project)!, "bin", "Release", "net10.0", "Academy.Inside.dll");
        var environment = platform.Services.Keys.ToDictionary(service => $"ConnectionStrings__{service}", platform.ConnectionString);
        environment["Secrets__Folder"] = platform.SecretsFolder;
        environment["Auth__Issuer"] = platform.GatewayAddress.AbsoluteUri;
        var (exitCode, output) = await Shell.Run("dotnet", [program, .. arguments], environment: environment, cancel: cancel);
        var said = output.Split('\n').FirstOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal));
        return exitCode == 0 && said is not null
            ? JsonDocument.Parse(said["RESULT ".Length..]).RootElement
            : throw new AdviceException($"{Path.GetFileName(program)} {arguments[0]} ended with {exitCode}: {output}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
