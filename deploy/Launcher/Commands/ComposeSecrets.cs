using Academy.Launcher.Running;

namespace Academy.Launcher.Commands;

/// <summary>
/// Makes what docker-compose.yml keeps in volumes: a folder per container, so that no service can read another's secrets.
/// Run again it changes nothing.
/// </summary>
internal static class ComposeSecrets
{
    public static Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (args is not [var folder])
            throw new AdviceException("Say where the secrets go: secrets FOLDER");
        var broker = Keep(folder, "broker", "password", RestrictedFiles.NewPassword);
        Keep(folder, "broker", "20-academy.conf", () => $"default_user = academy\ndefault_pass = {broker}\n");
        Keep(folder, "postgres", "password", RestrictedFiles.NewPassword);
        foreach (var name in ServiceDefinition.All)
        {
            var (service, role) = (name.ToLowerInvariant(), $"academy_{name.ToLowerInvariant()}");
            var password = Keep(folder, "postgres", role, RestrictedFiles.NewPassword);
            Keep(folder, service, "ConnectionStrings__Database", () => $"Host=postgres;Database={role};Username={role};Password={password};Maximum Pool Size=24");
            Keep(folder, service, "ConnectionStrings__Broker", () => $"amqp://academy:{broker}@rabbitmq:5672/");
        }

        foreach (var service in new[] { "identity", "passport", "benefits" })
            Keep(folder, service, PlatformSecrets.CodesKey, PlatformSecrets.NewCodesKey);
        Keep(folder, "identity", PlatformSecrets.BootstrapSecret, RestrictedFiles.NewPassword);
        Keep(folder, "identity", PlatformSecrets.SigningKey, PlatformSecrets.NewSigningKey);
        Keep(folder, "identity", PlatformSecrets.ProtectionSecret, RestrictedFiles.NewPassword);
        var signInKey = Keep(folder, "portal", PlatformSecrets.SignInKey, PlatformSecrets.NewSigningKey);
        Keep(folder, "identity", PlatformSecrets.PortalKey, () => PlatformSecrets.PublicHalf(signInKey));
        Progress.Say($"The secrets are in {folder}.");
        return Task.FromResult(0);
    }

    // Readable by every account inside the one container that mounts the folder: each image runs as an account of its own.
    private static string Keep(string folder, string container, string name, Func<string> create)
    {
        var file = Path.Combine(folder, container, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var content = RestrictedFiles.ReadOrCreate(file, create);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return content;
    }
}
