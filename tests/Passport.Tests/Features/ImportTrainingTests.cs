using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class ImportTrainingTests(PassportApp app)
{
    private const string Header12 = "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES";
    private const string Header8 = "LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES";

    [Fact]
    public async Task Good_rows_go_in_as_the_employers_word_and_bad_rows_say_what_to_fix()
    {
        var (learner, employer) = await AWorker();

        var report = await Send(employer, Header12, "RW1,W1,6,Fire drill,0,1,,1,12,01/09/2026,,", "RW1,W1,6,Fire drill,0,1,,1,12,31/09/2026,,");

        (Count(report, "created"), report.GetProperty("errors").GetArrayLength()).ShouldBe((1, 1));
        report.GetProperty("errors")[0].GetProperty("row").GetInt32().ShouldBe(3);
        var entry = (await app.PassportOf(learner)).GetProperty("entries")[0];
        entry.GetProperty("assurance").GetString().ShouldBe("EmployerAttested");
        entry.GetProperty("validUntil").GetString().ShouldBe("2027-08-31");
        entry.GetProperty("recordedBy").GetProperty("employer").GetString().ShouldBe("Rosewood Care Ltd");
    }

    [Fact]
    public async Task The_older_column_generation_goes_in_too()
    {
        var (learner, employer) = await AWorker();

        var report = await Send(employer, Header8, "RW1,W1,20,Safeguarding level 2,29/02/2024,28/02/2027,1,");

        Count(report, "created").ShouldBe(1);
        (await app.PassportOf(learner)).GetProperty("entries")[0].GetProperty("completedOn").GetString().ShouldBe("2024-02-29");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_nothing()
    {
        var (learner, employer) = await AWorker();
        const string row = "RW1,W1,6,Fire drill,0,1,,1,12,01/09/2026,,";
        await Send(employer, Header12, row);
        var version = (await app.PassportOf(learner)).GetProperty("version").GetInt64();

        var again = await Send(employer, Header12, row);

        (Count(again, "created"), Count(again, "changed"), Count(again, "unchanged")).ShouldBe((0, 0, 1));
        (await app.PassportOf(learner)).GetProperty("version").GetInt64().ShouldBe(version);
        (await app.Said<CompletionRecorded>()).Count(e => e.LearnerId == learner).ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_expiry_date_changes_the_entry_and_is_told()
    {
        var (learner, employer) = await AWorker();
        await Send(employer, Header12, "RW1,W1,6,Fire drill,0,1,,1,,01/09/2026,,");

        var corrected = await Send(employer, Header12, "RW1,W1,6,Fire drill,0,1,,1,12,01/09/2026,,");

        Count(corrected, "changed").ShouldBe(1);
        (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == learner).Entry.ValidUntil.ShouldBe(new DateOnly(2027, 8, 31));
    }

    [Fact]
    public async Task A_row_the_employer_withdrew_stays_withdrawn_when_the_file_comes_again_and_says_so()
    {
        var (learner, employer) = await AWorker();
        const string row = "RW1,W1,6,Fire drill,0,1,,1,12,01/09/2026,,";
        await Send(employer, Header12, row);
        var entry = (await app.PassportOf(learner)).GetProperty("entries")[0].GetProperty("entryId").GetGuid();
        (await app.AsEmployer(employer).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was on leave." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var again = await Send(employer, Header12, row);

        (Count(again, "created"), Count(again, "unchanged")).ShouldBe((0, 1));
        again.GetProperty("warnings")[0].GetProperty("code").GetInt32().ShouldBe(1201);
        (await app.PassportOf(learner)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_nobody_knows_is_an_error_of_that_row_only()
    {
        var (_, employer) = await AWorker();

        var report = await Send(employer, Header12, "RW1,nobody,6,Fire drill,0,1,,1,12,01/09/2026,,", "RW1,W1,6,Fire drill,0,1,,1,12,01/09/2026,,");

        Count(report, "created").ShouldBe(1);
        report.GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain("Send the worker file first");
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_with_a_sentence()
    {
        var (_, employer) = await AWorker();

        using var request = Request("/api/passport/v1/imports", "PK\u0003\u0004 an Excel workbook");
        var response = await app.AsEmployer(employer).SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Excel");
    }

    [Fact]
    public async Task An_employer_sends_only_for_its_own_staff()
    {
        var (_, employer) = await AWorker();
        var other = await app.AnEmployer();

        using var request = Request($"/api/passport/v1/imports?employerId={employer}", Header12);
        (await app.AsEmployer(other).SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(Guid Learner, Guid Employer)> AWorker()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer, shares: false, workplace: "RW1", worker: "W1");
        return (learner.Id, employer);
    }

    private async Task<JsonElement> Send(Guid employer, params string[] lines)
    {
        using var request = Request("/api/passport/v1/imports", lines);
        var response = await app.AsEmployer(employer).SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpRequestMessage Request(string path, params string[] lines) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } },
        Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
    };

    private static int Count(JsonElement report, string what) => report.GetProperty(what).GetInt32();
}
