using System.Text.Json;

namespace Academy.Launcher.Running;

/// <summary>What platform.json in the state folder says of the platform that is up, for the other commands.</summary>
internal sealed record RunningPlatform(Uri GatewayAddress, int LauncherProcessId, IReadOnlyDictionary<string, int> ProcessIds, string SecretsFolder)
{
    private const string FileName = "platform.json";
    private const string LockName = "up.lock";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RunningPlatform Of(Platform platform)
    {
        var ids = platform.Services.ToDictionary(service => service.Key, service => service.Value.ProcessId);
        ids["Portal"] = platform.Portal.ProcessId;
        ids["Gateway"] = platform.Gateway.ProcessId;
        if (platform.Postgres is { } postgres)
            ids["PostgreSQL"] = postgres.ProcessId;
        if (platform.RabbitMq is { } rabbitMq)
            ids["RabbitMQ"] = rabbitMq.ProcessId;
        return new(platform.GatewayAddress, Environment.ProcessId, ids, platform.SecretsFolder);
    }

    /// <summary>Null when nothing is up on this state folder; a file left behind by a killed launcher does not count.</summary>
    public static RunningPlatform? Find(string stateFolder)
    {
        var file = Path.Combine(stateFolder, FileName);
        return IsLocked(stateFolder) && File.Exists(file) ? JsonSerializer.Deserialize<RunningPlatform>(File.ReadAllText(file), Json) : null;
    }

    public static bool IsLocked(string stateFolder)
    {
        if (!File.Exists(Path.Combine(stateFolder, LockName)))
            return false;
        using var mine = TryLock(stateFolder);
        return mine is null;
    }

    /// <summary>Held while a launcher works on the state folder; the system lets go of it when the launcher dies.</summary>
    public static FileStream? TryLock(string stateFolder)
    {
        try
        {
            return new FileStream(Path.Combine(stateFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Write(string stateFolder) => RestrictedFiles.Write(Path.Combine(stateFolder, FileName), JsonSerializer.Serialize(this, Json));

    public static void Remove(string stateFolder) => File.Delete(Path.Combine(stateFolder, FileName));
}
