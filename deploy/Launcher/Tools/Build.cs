using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Academy.Launcher.Tools;

/// <summary>Builds the services and the gateway, and leaves it when nothing they are made of has changed.</summary>
internal static partial class Build
{
    private static readonly string[] Sources = ["contracts", "services", "gateway"];

    public static async Task Services(string stateFolder, IEnumerable<string> assemblies, CancellationToken cancel)
    {
        var stampFile = Path.Combine(stateFolder, "build.stamp");
        var stamp = Stamp();
        if (File.Exists(stampFile) && await File.ReadAllTextAsync(stampFile, cancel) == stamp && assemblies.All(File.Exists))
            return;
        using var oneAtATime = await TakeTurn(cancel);
        var filter = Path.Combine(stateFolder, "up.slnf");
        await File.WriteAllTextAsync(filter, SolutionFilter(stateFolder), cancel);
        // ./academy test looks at the style; here somebody waits for the platform.
        var (exitCode, output) = await Shell.Run("dotnet", [.. Arguments(filter), "-p:RunAnalyzers=false"], cancel: cancel);
        await EndCompilerServer();
        if (exitCode != 0)
            throw new AdviceException($"The services do not build. Put right what the compiler says and try again:{Environment.NewLine}{output}");
        await File.WriteAllTextAsync(stampFile, Stamp(), cancel);
    }

    /// <summary>One warm compiler for all projects takes half the time of a cold one each, whatever the environment prefers.</summary>
    public static string[] Arguments(string solution)
        => ["build", solution, "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=true", "-p:Personas=true"];

    /// <summary>The compiler would wait for ten minutes for more work.</summary>
    public static Task EndCompilerServer() => Shell.Run("dotnet", ["build-server", "shutdown", "--vbcscompiler"]);

    /// <summary>Two copies started from one clone must not write the same files at once.</summary>
    public static async Task<IDisposable> TakeTurn(CancellationToken cancel)
    {
        var folder = Path.Combine(Repository.Root, "deploy", "Launcher", "obj");
        Directory.CreateDirectory(folder);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "build.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    private static string SolutionFilter(string stateFolder)
    {
        var projects = ProjectPath().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Academy.sln")))
            .Select(match => match.Groups["path"].Value)
            .Where(path => Sources.Contains(path.Split('\\', '/')[0]));
        var solution = Path.GetRelativePath(stateFolder, Path.Combine(Repository.Root, "Academy.sln"));
        return JsonSerializer.Serialize(new { solution = new { path = solution, projects } });
    }

    private static string Stamp()
    {
        var files = Sources.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !BuildOutput().IsMatch(Path.GetRelativePath(Repository.Root, file)))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {new FileInfo(file).Length}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
    }

    [GeneratedRegex("\"(?<path>[^\"]+\\.csproj)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)[\\/]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildOutput();
}
