namespace Academy.Launcher.Running;

/// <summary>The one folder a platform writes to. A marker in it says that it is ours and may be deleted.</summary>
internal static class StateFolder
{
    private const string Marker = "academy-state-folder";

    public static void Create(string folder)
    {
        if (IsOurs(folder))
            return;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new AdviceException($"{folder} holds something else. Set ACADEMY_HOME to a new or an empty folder.");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Marker), "The Academy keeps its databases, broker, logs and secrets here. ./academy reset deletes it.\n");
    }

    public static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, Marker));
}
