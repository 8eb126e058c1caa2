namespace Academy.Launcher.Tools;

/// <summary>Where PostgreSQL's programs are: Debian keeps them off the PATH, one folder per version.</summary>
internal static class PostgresTools
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public static string? Find(string program)
    {
        var newest = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", program))
                .FirstOrDefault(File.Exists)
            : null;
        return newest ?? OnPath.Find(program);
    }

    public static string Require(string program) => Find(program)
        ?? throw new AdviceException($"PostgreSQL's {program} is not here. Install PostgreSQL 14 or later (Debian: apt-get install postgresql), or set ACADEMY_POSTGRES to the connection string of a server.");
}
