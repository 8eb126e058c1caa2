using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Commands;

internal static class Doctor
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var requirements = await Requirements.Check(browser: true);
        var running = RunningPlatform.Find(Home.Folder);
        foreach (var line in Lines(requirements, running, Home.Port, FreePorts.IsFree(Home.Port), Home.Folder))
            Progress.Say(line);
        return requirements.All(requirement => requirement.IsMet || IsGiven(requirement)) ? 0 : 1;
    }

    public static IEnumerable<string> Lines(IReadOnlyList<Requirement> requirements, RunningPlatform? running, int port, bool portIsFree, string home)
    {
        foreach (var requirement in requirements)
            yield return IsGiven(requirement) ? $"✓ {requirement.Name} is given by the environment" : requirement.Line;
        yield return running is null ? $"– nothing is up on {home}. Type: ./academy up" : $"✓ up at {running.GatewayAddress} (process {running.LauncherProcessId}, state in {home})";
        foreach (var (name, id) in running?.ProcessIds ?? new Dictionary<string, int>())
            yield return $"  {name,-12} process {id}";
        if (running is null)
            yield return portIsFree ? $"✓ port {port} is free" : $"✗ port {port} is taken. Type: ACADEMY_PORT={port + 100} ./academy up";
    }

    private static bool IsGiven(Requirement requirement) => requirement.DebianPackage switch
    {
        "postgresql" => !string.IsNullOrEmpty(Home.Postgres),
        "rabbitmq-server" => !string.IsNullOrEmpty(Home.RabbitMq),
        _ => false,
    };
}
