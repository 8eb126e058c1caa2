using System.Diagnostics;

namespace Academy.Launcher.Tests;

public sealed class OwnerDiesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_dies_when_its_owner_is_killed()
    {
        using var folder = new TemporaryFolder();
        using var owner = Process.Start(new ProcessStartInfo("dotnet", [Fixture.Assembly, "own", folder.Path, "-"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var line = await owner.StandardOutput.ReadLineAsync(Cancel);
        var owned = line!.Split(' ').Select(int.Parse).ToList();
        owned.ShouldAllBe(id => IsAlive(id));

        owner.Kill();

        await UntilNoneUses(folder.Path);
        owned.ShouldAllBe(id => !IsAlive(id));
    }

    // The name server and the databases' workers are not in the owner's list, but the folder is on their command lines or under their feet.
    private static async Task UntilNoneUses(string folder)
    {
        var since = Stopwatch.StartNew();
        while (Users(folder).Any())
        {
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), $"still there: {string.Join(", ", Users(folder))}");
            await Task.Delay(100, Cancel);
        }
    }

    private static IEnumerable<string> Users(string folder) => Directory.EnumerateDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture, out _) && WorksIn(process, folder));

    private static bool WorksIn(string process, string folder)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true
                && !IsZombie(File.ReadAllText(Path.Combine(process, "stat")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            return !IsZombie(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A dead process stays in the table until the system's first process has taken note of it.
    private static bool IsZombie(string stat) => stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
}
