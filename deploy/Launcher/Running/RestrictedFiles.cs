using System.Security.Cryptography;

namespace Academy.Launcher.Running;

/// <summary>Files and folders only their owner can read, where the system knows such a thing.</summary>
internal static class RestrictedFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, FolderMode);
    }

    public static string ReadOrCreate(string file, Func<string> create)
    {
        if (File.Exists(file))
            return File.ReadAllText(file);
        var content = create();
        Write(file, content);
        return content;
    }

    public static void Write(string file, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Written aside and moved, so that a stop half-way never leaves half a secret.
        using (var writer = new StreamWriter(file + ".new", options))
            writer.Write(content);
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Letters and digits only: it goes into connection strings and addresses as it is.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
