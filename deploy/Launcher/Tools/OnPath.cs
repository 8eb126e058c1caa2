using System.Collections.Concurrent;

namespace Academy.Launcher.Tools;

internal static class OnPath
{
    private static readonly ConcurrentDictionary<string, string?> Known = new();

    public static string? Find(string program) => Known.GetOrAdd(program, Search);

    public static void ForgetAll() => Known.Clear();

    private static string? Search(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".bat", ".cmd"] : [""];
        string[] alsoHere = OperatingSystem.IsWindows() ? [] : ["/usr/sbin", "/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(alsoHere);
        return folders.Where(folder => folder.Length > 0)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }
}
