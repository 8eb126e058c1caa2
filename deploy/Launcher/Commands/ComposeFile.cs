using System.Diagnostics;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

/// <summary>Has docker-compose.yml read by Compose itself; that needs no engine.</summary>
internal static class ComposeFile
{
    public static async Task<bool> Check(CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        if (await Reader(cancel) is not [var program, .. var before])
        {
            Progress.Say("✗ Compose is not here, so docker-compose.yml was not checked. Type: sudo apt-get install -y docker-compose");
            return false;
        }

        var file = Path.Combine(Repository.Root, "docker-compose.yml");
        var (exitCode, output) = await Shell.Run(program, [.. before, "-f", file, "config", "-q"], cancel: cancel);
        if (exitCode != 0)
            Progress.Say(output);
        Action<string, TimeSpan> say = exitCode == 0 ? Progress.Done : Progress.Failed;
        say("docker-compose.yml", since.Elapsed);
        return exitCode == 0;
    }

    private static async Task<string[]> Reader(CancellationToken cancel)
    {
        if (OnPath.Find("docker") is { } docker && (await Shell.Run(docker, ["compose", "version"], cancel: cancel)).ExitCode == 0)
            return [docker, "compose"];
        if (OnPath.Find("docker-compose") is null && DebianPackages.CanInstall)
            await DebianPackages.Install(["docker-compose"], cancel);
        return OnPath.Find("docker-compose") is { } compose ? [compose] : [];
    }
}
