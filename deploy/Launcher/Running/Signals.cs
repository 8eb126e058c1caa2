using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Academy.Launcher.Running;

public enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Pause = 19,
}

internal static partial class Signals
{
    public static void Send(int processId, Signal signal)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows has no signals.");
        _ = Kill(processId, Number(signal));
    }

    public static bool IsRoot => !OperatingSystem.IsWindows() && EffectiveUser() == 0;

    // macOS numbers these two differently from Linux.
    private static int Number(Signal signal) => (signal, OperatingSystem.IsMacOS()) switch
    {
        (Signal.Continue, true) => 19,
        (Signal.Pause, true) => 17,
        _ => (int)signal,
    };

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
