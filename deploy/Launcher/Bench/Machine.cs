using System.Globalization;

namespace Academy.Launcher.Bench;

/// <summary>
/// Who used the processors, as Linux counts it: this process with all it started, and everything else, to which counts what the
/// host of a virtual machine took away.
/// </summary>
/// <param name="EndedChildren">The part of ours that programs used which ran to their end: the load generator.</param>
/// <param name="Parts">Ours by what the program is; of PostgreSQL by whose database it worked on.</param>
internal sealed record Machine(TimeSpan All, TimeSpan Idle, TimeSpan Ours, TimeSpan EndedChildren, IReadOnlyDictionary<string, TimeSpan> Parts)
{
    private const double TicksPerSecond = 100;

    /// <summary>The share of the machine that was neither idle nor ours.</summary>
    public double Foreign => Math.Max(0, (All - Idle - Ours) / All);

    public Machine Since(Machine before)
        => new(
            All - before.All, Idle - before.Idle, Ours - before.Ours, EndedChildren - before.EndedChildren,
            Parts.ToDictionary(part => part.Key, part => part.Value - before.Parts.GetValueOrDefault(part.Key)));

    public static Machine Read()
    {
        var line = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Ticks).ToArray();
        var processes = Directory.EnumerateDirectories("/proc").Select(folder => Process(Path.Combine(folder, "stat"))).OfType<Used>().ToDictionary(one => one.Id);
        var ours = processes.Values.Where(one => IsOurs(one, processes)).ToList();
        var ended = processes[Environment.ProcessId].EndedChildren;
        return new(
            Sum(line), line[3] + line[4],
            Sum(ours.Select(one => one.Own + one.EndedChildren)), ended,
            ours.GroupBy(one => NameOf(one.Id)).ToDictionary(part => part.Key, part => Sum(part.Select(one => one.Own)), StringComparer.Ordinal));
    }

    /// <summary>As its command line says: an assembly of ours, PostgreSQL with the database a session is for, or the program.</summary>
    private static string NameOf(int id)
    {
        var words = CommandLine(id).Split('\0', ' ');
        if (words[0] == "postgres:")
            return words is [_, _, var database, ['1', ..], ..] ? $"PostgreSQL for {database}" : "PostgreSQL";
        var program = words.FirstOrDefault(word => word.EndsWith(".dll", StringComparison.Ordinal)) ?? words[0];
        return Path.GetFileNameWithoutExtension(program) switch
        {
            "beam" => "RabbitMQ",
            "postgres" => "PostgreSQL",
            var name => name.Replace("Academy.", "", StringComparison.Ordinal),
        };
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Ours are the descendants of this process, by way of whatever shell started them.</summary>
    private static bool IsOurs(Used one, Dictionary<int, Used> all)
    {
        for (var id = one.Id; id > 1 && all.TryGetValue(id, out var ancestor); id = ancestor.Parent)
        {
            if (id == Environment.ProcessId)
                return true;
        }

        return false;
    }

    private static Used? Process(string file)
    {
        if (!int.TryParse(Path.GetFileName(Path.GetDirectoryName(file)), CultureInfo.InvariantCulture, out var id))
            return null;
        try
        {
            // The program's name, in brackets, may hold anything; what follows it are numbers.
            var text = File.ReadAllText(file);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Used(id, int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(fields[11]) + Ticks(fields[12]), Ticks(fields[13]) + Ticks(fields[14]));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private static TimeSpan Ticks(string text) => TimeSpan.FromSeconds(long.Parse(text, CultureInfo.InvariantCulture) / TicksPerSecond);

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private sealed record Used(int Id, int Parent, TimeSpan Own, TimeSpan EndedChildren);
}
