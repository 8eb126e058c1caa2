using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.Passport.Imports;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

/// <summary>Files too long to be taken with their request. Files of all tests are taken in turn, so each waits for its own.</summary>
public sealed class LongImportTests(PassportApp app)
{
    private const int Rows = ImportDesk.MostAtOnce + 500;
    private const int People = 10;

    [Fact]
    public async Task A_long_training_file_that_is_cut_off_goes_on_without_loss_or_double()
    {
        var (employer, learners) = await AWorkforce();
        var (status, waiting) = await Send(employer, File(Rows));
        await CutOff(waiting.GetProperty("importId").GetGuid());

        var report = await Finish(employer, waiting);

        (status, waiting.GetProperty("state").GetString(), waiting.GetProperty("created").GetInt32()).ShouldBe((HttpStatusCode.Accepted, "Waiting", 0));
        (report.GetProperty("state").GetString(), report.GetProperty("created").GetInt32(), report.GetProperty("done").GetInt32()).ShouldBe(("Finished", Rows, Rows));
        (await Entries(learners)).ShouldBe(Rows);
        (await app.Said<CompletionRecorded>()).Count(e => learners.Contains(e.LearnerId)).ShouldBe(Rows);
        (await app.InDatabase(db => db.ImportRows.CountAsync(row => row.ImportId == waiting.GetProperty("importId").GetGuid()))).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_training_file_sent_twice_adds_nothing_the_second_time_and_keeps_every_ledger_whole()
    {
        var (employer, learners) = await AWorkforce();
        await Finish(employer, (await Send(employer, File(Rows))).Report);

        var again = await Finish(employer, (await Send(employer, File(Rows))).Report);

        (again.GetProperty("created").GetInt32(), again.GetProperty("unchanged").GetInt32()).ShouldBe((0, Rows));
        (await Entries(learners)).ShouldBe(Rows);
        foreach (var learner in learners)
        {
            var (passport, lines) = await app.InDatabase(async db => (
                await db.Passports.SingleAsync(p => p.LearnerId == learner), await db.Ledger.Where(l => l.LearnerId == learner).OrderBy(l => l.Number).ToListAsync()));
            lines.Zip(lines.Select(l => l.Hash).Prepend([])).ShouldAllBe(pair => pair.First.IsIntact(pair.Second));
            passport.LedgerLength.ShouldBe(lines.Count);
            passport.LedgerHash.ShouldBe(lines[^1].Hash);
        }
    }

    [Fact]
    public async Task A_file_of_more_than_50_000_rows_is_not_taken_at_all()
    {
        var (employer, learners) = await AWorkforce();

        var (status, problem) = await Send(employer, File(ImportDesk.MostRows + 1));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("detail").GetString()!.ShouldContain("Split it");
        (await Entries(learners)).ShouldBe(0);
    }

    private async Task<(Guid Employer, List<Guid> Learners)> AWorkforce()
    {
        var employer = await app.AnEmployer();
        var learners = new List<Guid>();
        for (var i = 0; i < People; i++)
        {
            learners.Add((await app.ALearner()).Id);
            await app.AnEmployment(learners[^1], employer, shares: false, workplace: "RW1", worker: $"W{i}");
        }

        return (employer, learners);
    }

    /// <summary>What a crash leaves: a chunk was taken, and its transaction never committed.</summary>
    private Task<bool> CutOff(Guid importId) => app.InDatabase(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new ImportDesk(db, app.Clock).TakeChunk(await db.Imports.SingleAsync(i => i.Id == importId), CancellationToken.None);
        return true;
    });

    private async Task<JsonElement> Finish(Guid employer, JsonElement import)
    {
        var path = new Uri($"/api/passport/v1/imports/{import.GetProperty("importId").GetGuid()}", UriKind.Relative);
        JsonElement report;
        do
        {
            await app.Services.GetRequiredService<ImportRunner>().RunChunk(CancellationToken.None);
            report = await (await app.AsEmployer(employer).GetAsync(path)).Json();
        }
        while (report.GetProperty("state").GetString() == "Waiting");
        return report;
    }

    private Task<int> Entries(List<Guid> learners) => app.InDatabase(db => db.Entries.CountAsync(e => learners.Contains(e.LearnerId)));

    private async Task<(HttpStatusCode Status, JsonElement Report)> Send(Guid employer, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/passport/v1/imports")
        {
            Content = new StringContent(file, Encoding.UTF8, new MediaTypeHeaderValue("text/csv")),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        var response = await app.AsEmployer(employer).SendAsync(request);
        return (response.StatusCode, await response.Json());
    }

    private static string File(int rows)
        => string.Join("\r\n", Enumerable.Range(0, rows).Select(i => $"RW1,W{i % People},6,Fire drill {i / People},0,1,,1,12,01/09/2026,,")
            .Prepend("LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES"));
}
