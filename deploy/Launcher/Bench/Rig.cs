using System.Diagnostics;
using System.Globalization;

namespace Academy.Launcher.Bench;

/// <summary>What a scenario measures with: the platform with its county, the references, and how often and how long.</summary>
/// <param name="Rounds">How often each side of a load is measured; what takes long is measured <see cref="FewRounds"/> times.</param>
/// <param name="Size">How many people the county has once it is whole.</param>
internal sealed record Rig(County County, People People, BareServer Bare, Inside Inside, Findings Findings, int Size, int Rounds, int Seconds)
{
    public Uri Gateway => County.Platform.GatewayAddress;

    public int FewRounds => (Rounds + 1) / 2;

    /// <summary>Lets the rest of the county come in.</summary>
    public async Task Fill(CancellationToken cancel)
    {
        if (County.Learners.Count >= Size)
            return;
        await County.Grow(Inside, Size, cancel);
        await Bare.CopyDocuments(cancel);
    }

    public async Task Compare(Comparison comparison, CancellationToken cancel)
        => Findings.Add(await new Rounds(Rounds, Seconds).Measure(comparison, cancel));

    /// <summary>Times ours and the reference in turn; both say how many seconds they took.</summary>
    public async Task Time(
        string id, string what, string reference, Target target, int rounds, Func<Task<double>> ours, Func<Task<double>> bare)
    {
        var measured = new List<Round>();
        for (var round = 0; round < rounds; round++)
            measured.Add(new Round(await ours(), await bare()));
        Findings.Add(new Line(id, what, "s", reference, target, measured));
    }

    /// <summary>
    /// Times some work of ours and tells whose processor time it took: what bounds it is whoever has most, or waiting, where much of the
    /// machine was idle. Of a load the table tells it.
    /// </summary>
    public async Task<double> Profiled(string id, string what, Func<Task> work)
    {
        var before = Machine.Read();
        var seconds = await TimeOf(work);
        var used = Machine.Read().Since(before);
        var parts = used.Parts.Where(part => part.Value * 50 > used.Ours).OrderByDescending(part => part.Value)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value.TotalSeconds:0.0}"));
        Findings.Told(id, $"{what}: seconds of processor time", $"{string.Join(", ", parts)}; in {seconds:0.0} s, {used.Idle / used.All:P0} of the machine idle");
        return seconds;
    }

    public static async Task<double> TimeOf(Func<Task> work)
    {
        var since = Stopwatch.StartNew();
        await work();
        return since.Elapsed.TotalSeconds;
    }

    /// <summary>Waits for something that is asked of a database, and gives up after a while.</summary>
    /// <param name="pause">Milliseconds between two questions; longer where a question is work for the database.</param>
    public static async Task Until(string what, Func<Task<bool>> isSo, CancellationToken cancel, int mostSeconds = 300, int pause = 50)
    {
        var since = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (since.Elapsed.TotalSeconds > mostSeconds)
                throw new AdviceException(string.Create(CultureInfo.InvariantCulture, $"After {mostSeconds} s it is still not so that {what}."));
            await Task.Delay(pause, cancel);
        }
    }
}
