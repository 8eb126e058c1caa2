namespace Academy.Launcher.Running;

internal static class LogTail
{
    public static string Of(string file, int lines = 15)
    {
        if (!File.Exists(file))
            return $"({file} is not there)";
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var last = new Queue<string>();
        while (reader.ReadLine() is { } line)
        {
            last.Enqueue("    " + line);
            if (last.Count > lines)
                last.Dequeue();
        }

        return $"The last lines of {file}:{Environment.NewLine}{string.Join(Environment.NewLine, last)}";
    }
}
