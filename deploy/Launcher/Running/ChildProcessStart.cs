using Academy.Launcher.Tools;

namespace Academy.Launcher.Running;

/// <summary>What to start, with which environment, where its output goes and as whom it runs.</summary>
public sealed record ChildProcessStart(string File, IReadOnlyList<string> Arguments, string LogFile)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> EnvironmentToForget { get; init; } = [];

    public string WorkingFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The account to run as; only asked for when the owner is root.</summary>
    public string? Account { get; init; }

    /// <summary>The signal the process gets when its owner dies.</summary>
    public Signal OwnerDied { get; init; } = Signal.Kill;

    internal string NoteFile => LogFile + ".pid";

    // Each link of the chain replaces itself by the next, so the process we hold is the program itself and not a wrapper.
    internal IReadOnlyList<string> Command()
    {
        if (OperatingSystem.IsWindows())
            return [File, .. Arguments];
        return
        [
            "/bin/sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", LogFile,
            .. OwnSession(), .. AsAccount(), File, .. Arguments,
        ];
    }

    // A session of its own keeps Ctrl+C in the terminal from reaching the child before its owner can stop things in order.
    private static string[] OwnSession() => OnPath.Find("setsid") is { } setsid ? [setsid] : [];

    private string[] AsAccount()
    {
        if (OnPath.Find("setpriv") is not { } setpriv)
            return [];
        string[] dieWithOwner = [setpriv, "--pdeathsig", OwnerDied.ToString().ToUpperInvariant()];
        if (Account is null)
            return [.. dieWithOwner, "--"];
        // Root's own folders (a clone under /root) are closed to other accounts: the capability opens them to this process alone.
        return [.. dieWithOwner, $"--reuid={Account}", $"--regid={Account}", "--init-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"];
    }
}
