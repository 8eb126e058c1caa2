using Academy.Launcher.Running;

namespace Academy.Launcher.Tools;

/// <summary>PostgreSQL refuses to run as root, so root hands it to the account its package made.</summary>
internal static class Accounts
{
    public static string? InPlaceOfRoot(string account)
        => Signals.IsRoot && Exists(account) ? account : null;

    public static async Task Give(string folder, string? account)
    {
        if (account is null)
            return;
        using var chown = System.Diagnostics.Process.Start("chown", ["-R", $"{account}:{account}", folder]);
        await chown.WaitForExitAsync();
        if (chown.ExitCode != 0)
            throw new AdviceException($"{folder} could not be given to the account {account}. Set ACADEMY_HOME to a folder on a file system that knows owners.");
    }

    private static bool Exists(string account)
        => File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(account + ":", StringComparison.Ordinal));
}
