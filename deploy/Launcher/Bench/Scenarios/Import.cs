using System.Diagnostics;
using Npgsql;

namespace Academy.Launcher.Bench.Scenarios;

internal sealed class Import : IScenario
{
    private const int Rows = 50_000;

    /// <summary>More than one transaction takes, so that a kill finds some of it in and some not.</summary>
    private const int RowsOfKill = 20_000;

    public string Id => "P7";

    public string What => "rows of training files imported";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var files = await TrainingFiles.Open(rig, cancel);
        using var http = new HttpClient { BaseAddress = rig.Gateway, Timeout = TimeSpan.FromMinutes(10) };
        await rig.County.Run("Passport", $"DROP TABLE IF EXISTS {BareServer.Schema}.entries; CREATE TABLE {BareServer.Schema}.entries (LIKE public.entries INCLUDING ALL)", cancel);
        var title = TrainingFiles.NewTitle();
        var memory = new List<double>();
        double seconds;
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            var watching = Footprint.Watch(rig.County.Platform["Passport"], memory, stop.Token);
            seconds = await rig.Profiled(Id, What, () => files.Send(http, files.Of(title, Rows), Guid.CreateVersion7().ToString(), cancel));
            await stop.CancelAsync();
            await watching;
        }

        var rows = await files.Count(title, cancel);
        var bare = await Copied(rig, title, cancel);
        rig.Findings.Add(new Line(Id, $"{What} ({rows:N0}, everything visible)", "/s", "COPY of the same rows into the same table with its indexes", Target.AtLeast(0.08), [new Round(rows / seconds, rows / bare)]));
        var (half, most) = (memory.Take((memory.Count / 2) + 1).Max(), memory.Max());
        rig.Findings.Shows(Id, "memory of the Passport service, second half of the import beside the first", $"{most:N0} MiB, {half:N0} MiB", "≤ 1.25 of it", most <= 1.25 * half);
        var since = Stopwatch.StartNew();
        await rig.County.Drained(cancel);
        rig.Findings.Told(Id, "the other services have heard of every row", $"{since.Elapsed.TotalSeconds:0} s later");
        await Killed(rig, files, http, cancel);
    }

    private static async Task<double> Copied(Rig rig, string title, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(rig.County.Platform.ConnectionString("Passport"));
        await using var connection = await database.OpenConnectionAsync(cancel);
        using var source = await connection.BeginTextExportAsync($"COPY (SELECT * FROM public.entries WHERE title = '{title}') TO STDOUT", cancel);
        var rows = await source.ReadToEndAsync(cancel);
        source.Dispose();
        return await Rig.TimeOf(async () =>
        {
            await using var target = await connection.BeginTextImportAsync($"COPY {BareServer.Schema}.entries FROM STDIN", cancel);
            await target.WriteAsync(rows.AsMemory(), cancel);
        });
    }

    /// <summary>The Passport service is killed when some of a file is in; the same file is sent again under the same key, and goes on where it stopped.</summary>
    private async Task Killed(Rig rig, TrainingFiles files, HttpClient http, CancellationToken cancel)
    {
        var (title, key, passport) = (TrainingFiles.NewTitle(), Guid.CreateVersion7().ToString(), rig.County.Platform["Passport"]);
        var file = files.Of(title, RowsOfKill);
        var sending = files.Send(http, file, key, cancel);
        await Rig.Until("some of the file is in", async () => await files.Count(title, cancel) > 0, cancel, pause: 5);
        await passport.Kill();
        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
        await passport.Start();
        var before = await files.Count(title, cancel);
        await passport.WaitUntilReady(TimeSpan.FromSeconds(60), cancel);
        await files.Send(http, file, key, cancel);
        var (there, wanted) = (await files.Count(title, cancel), TrainingFiles.RowsOf(file));
        rig.Findings.Shows(Id, "rows there after a kill in the middle and the same file again", $"{there:N0} of {wanted:N0}, {before:N0} at the kill", "each once, some before the kill and some after it", there == wanted && before > 0 && before < wanted);
    }
}

/// <summary>Whoever checks a passport while a file of another employer's training is taken in.</summary>
internal sealed class ImportMeanwhile : IScenario
{
    private const int Rows = 5_000;

    public string Id => "P18";

    public string What => "checks while training files are imported";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var files = await TrainingFiles.Open(rig, cancel);
        var checks = CheckByCode.Checks(rig, await CheckByCode.Shares(rig, await rig.People.Own(cancel), cancel));
        await Bench.Rounds.Run(checks, rig.Seconds, cancel);
        var (perSecond, p99) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < rig.FewRounds; round++)
        {
            // What the last file said is heard by then, or the checks were not alone.
            await rig.County.Drained(cancel);
            var alone = await Bench.Rounds.Run(checks, rig.Seconds, cancel);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var importing = SendOn(rig, files, stop.Token);
            var meanwhile = await Bench.Rounds.Run(checks, rig.Seconds, cancel);
            var goesOn = !importing.IsCompleted;
            await stop.CancelAsync();
            await importing;
            if (!goesOn)
                throw new AdviceException("The files were in before the checks had been measured.");
            perSecond.Add(new Round(meanwhile.PerSecond, alone.PerSecond, meanwhile, alone));
            p99.Add(new Round(meanwhile.P99, alone.P99));
        }

        rig.Findings.Add(new Line(Id, $"{What}, throughput", "/s", "checks alone", Target.AtLeast(0.4), perSecond));
        rig.Findings.Add(new Line(Id, $"{What}, p99", "ms", "checks alone", Target.AtMost(5), p99));
        await rig.County.Drained(cancel);
    }

    /// <summary>File after file; one that was begun is finished.</summary>
    private static async Task SendOn(Rig rig, TrainingFiles files, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = rig.Gateway, Timeout = TimeSpan.FromMinutes(10) };
        while (!stop.IsCancellationRequested)
            await files.Send(http, files.Of(TrainingFiles.NewTitle(), Rows), Guid.CreateVersion7().ToString(), CancellationToken.None);
    }
}
