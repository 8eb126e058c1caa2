namespace Academy.Launcher;

internal static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    // From where the launcher was built first: it belongs to that clone, wherever it is called from.
    private static string Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                    return folder.FullName;
            }
        }

        throw new AdviceException("Academy.sln is in no folder above this one. Run the launcher inside a clone of the repository.");
    }
}
