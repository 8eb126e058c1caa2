using System.Diagnostics;
using System.Net;
using System.Text;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Tests.Imports;

public sealed class WorkerImportTests(LearnerApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task A_row_becomes_a_learner_and_an_employment_without_consent()
    {
        var employer = await app.AnEmployer();

        var report = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(
            ("UNIQUEWORKERID", "N-7"), ("DISPLAYID", "Nguyễn Thị Hà"), ("DOB", "29/02/2000"), ("EMPLSTATUS", "3"), ("STARTDATE", "31/12/2019"))));

        (report.Number("rows"), report.Number("created"), report.GetProperty("file").GetString()).ShouldBe((1, 1, "worker"));
        var employment = (await Started(employer)).ShouldHaveSingleItem();
        employment.Version.ShouldBe(2);
        var facts = employment.Employment;
        facts.ShouldBe(new(facts.EmploymentId, employer, "Oak House", "N-7", 8, EmploymentKind.Bank, new(2019, 12, 31), null, SharesPassport: false));
        var learner = (await app.Said<LearnerRegistered>()).Single(e => e.LearnerId == employment.LearnerId);
        (learner.FullName, learner.DateOfBirth, learner.Version).ShouldBe(("Nguyễn Thị Hà", new DateOnly(2000, 2, 29), 1));
    }

    /// <summary>In CARECERT 2 is no and 3 in progress; in L2CARECERT it is the other way round.</summary>
    [Theory]
    [InlineData("1", "1;2025", StatedProgress.Completed, StatedProgress.Completed, 2025)]
    [InlineData("2", "2", StatedProgress.NotStarted, StatedProgress.Started, null)]
    [InlineData("3", "3", StatedProgress.Started, StatedProgress.NotStarted, null)]
    public async Task What_the_file_says_of_the_care_certificates_is_told_and_stays_when_a_later_file_says_nothing(
        string certificate, string level2, StatedProgress told, StatedProgress toldOfLevel2, int? year)
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("CARECERT", certificate), ("L2CARECERT", level2))));

        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("MAINJOBROLE", "7"))));

        var facts = (await Started(employer)).Select(started => started.Employment).ToList();
        facts.Select(fact => fact.JobRoleCode).ShouldBe([8, 7]);
        facts.ShouldAllBe(fact => fact.Certificates == new StatedCertificates(told, toldOfLevel2, year));
    }

    [Fact]
    public async Task The_older_columns_are_read_as_well()
    {
        var employer = await app.AnEmployer();

        var report = await app.Import(app.Employer(employer), $"{Csv.OldWorker}\n{Csv.Row(Csv.OldWorker, ("DISPLAYID", "Łukasz Wójcik"))}\n");

        report.Number("created").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_nothing()
    {
        var employer = await app.AnEmployer();
        string[] rows =
        [
            Csv.WorkerRow(),
            Csv.WorkerRow(("UNIQUEWORKERID", "W2"), ("DISPLAYID", "John Smith"), ("CHGUNIQUEWRKID", "W2a"), ("TRANSFERSTAFFRECORD", "Elm House")),
            Csv.WorkerRow(("UNIQUEWORKERID", "W3"), ("DISPLAYID", "John Smith"), ("STARTDATE", "")),
            Csv.WorkerRow(("UNIQUEWORKERID", "W4"), ("STATUS", "DELETE")),
        ];
        var first = await app.Import(app.Employer(employer), Csv.Workers(rows));
        var said = await Outbox(employer);

        var second = await app.Import(app.Employer(employer), Csv.Workers(rows));

        (first.Number("created"), first.Number("unchanged")).ShouldBe((3, 1));
        (second.Number("created"), second.Number("changed"), second.Number("unchanged")).ShouldBe((0, 0, 4));
        (await Outbox(employer)).ShouldBe(said);
    }

    [Fact]
    public async Task The_same_request_twice_gets_the_same_report()
    {
        var employer = await app.AnEmployer();
        var file = Encoding.UTF8.GetBytes(Csv.Workers(Csv.WorkerRow()));

        var first = await LearnerApp.Send(app.Employer(employer), file, key: "import-once");
        var second = await LearnerApp.Send(app.Employer(employer), file, key: "import-once");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Bad_rows_keep_nobody_out_and_can_be_sent_again()
    {
        var employer = await app.AnEmployer();
        string Row(string id, params (string, string)[] values) => Csv.WorkerRow([("UNIQUEWORKERID", id), .. values]);

        var first = await app.Import(app.Employer(employer), Csv.Workers(
            Row("A"), Row("B", ("DOB", "2025-13-40")), Row("C", ("STATUS", "HELLO")), Row("D", ("DOB", "")),
            Row("E", ("LOCALESTID", "Nowhere")), Row("F", ("DISPLAYID", "two\nlines"))));
        var second = await app.Import(app.Employer(employer), Csv.Workers(
            Row("A"), Row("B", ("DOB", "13/12/1985")), Row("C"), Row("D"), Row("E", ("LOCALESTID", "Elm House")), Row("F", ("DISPLAYID", "one line"))));

        first.Number("created").ShouldBe(1);
        first.Codes("errors").ShouldBe([4070, 4050, 5010, 5020, 5080]);
        first.GetProperty("errors")[0].Number("row").ShouldBe(3);
        (second.Number("created"), second.Number("unchanged")).ShouldBe((5, 1));
        second.Codes("errors").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_name_is_said_and_the_old_one_stays_findable()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("DISPLAYID", "Zofia Król"))));

        var report = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("DISPLAYID", "Zofia Nowak"), ("STATUS", "UPDATE"))));

        report.Number("changed").ShouldBe(1);
        var id = (await Started(employer))[0].LearnerId;
        var said = (await app.Said<LearnerDetailsChanged>()).Single(e => e.LearnerId == id);
        (said.Version, said.FullName).ShouldBe((3, "Zofia Nowak"));
        said.FormerNames.ShouldBe(["Zofia Król"]);
        (await Started(employer)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_reference_and_another_workplace_keep_the_person()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()));

        var renamed = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("CHGUNIQUEWRKID", "W1a"))));
        var moved = await app.Import(app.Employer(employer), Csv.Workers(
            Csv.WorkerRow(("UNIQUEWORKERID", "W1a"), ("TRANSFERSTAFFRECORD", "Elm House"))));
        var nowhere = await app.Import(app.Employer(employer), Csv.Workers(
            Csv.WorkerRow(("UNIQUEWORKERID", "W1a"), ("TRANSFERSTAFFRECORD", "Nowhere"))));

        (renamed.Number("changed"), moved.Number("changed")).ShouldBe((1, 1));
        nowhere.GetProperty("errors")[0].GetProperty("column").GetString().ShouldBe("TRANSFERSTAFFRECORD");
        var said = await Started(employer);
        said.Select(e => (e.Version, e.Employment.WorkerReference, e.Employment.WorkplaceReference))
            .ShouldBe([(2, "W1", "Oak House"), (3, "W1a", "Oak House"), (4, "W1a", "Elm House")]);
        said.Select(e => e.Employment.EmploymentId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_row_ends_the_employment_today_and_keeps_the_person()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()));

        var deleted = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("STATUS", "DELETE"))));
        var oldFile = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()));

        deleted.Number("changed").ShouldBe(1);
        var id = (await Started(employer)).ShouldHaveSingleItem().LearnerId;
        (await app.Said<EmploymentEnded>()).Single(e => e.LearnerId == id).Employment.EndedOn.ShouldBe(app.Clock.Today());
        (oldFile.Number("unchanged"), oldFile.Codes("warnings").ShouldHaveSingleItem()).ShouldBe((1, 5060));
        (await app.Learner(id).GetAsync($"/api/learner/v1/learners/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_who_comes_back_starts_again_without_consent()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow()));
        var first = (await Started(employer))[0];
        var path = $"/api/learner/v1/employments/{first.Employment.EmploymentId}";
        await Testing.Requests.PostNew(app.Learner(first.LearnerId), $"{path}/consent", new { sharesPassport = true });
        await Testing.Requests.PostNew(app.Employer(employer), $"{path}/end", new { endedOn = "2025-06-30" });

        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("STARTDATE", "01/07/2025"))));

        var back = (await Started(employer))[^1];
        back.LearnerId.ShouldBe(first.LearnerId);
        (back.Employment.StartedOn, back.Employment.SharesPassport).ShouldBe((new(2025, 7, 1), false));
        back.Employment.EmploymentId.ShouldNotBe(first.Employment.EmploymentId);
    }

    [Fact]
    public async Task A_row_without_change_does_nothing()
    {
        var employer = await app.AnEmployer();

        var report = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("STATUS", "NOCHANGE"))));

        (report.Number("unchanged"), report.Number("created")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_reference_used_again_for_somebody_else_is_refused()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(), Csv.WorkerRow(("UNIQUEWORKERID", "W2"), ("DISPLAYID", "Bo Li"))));

        var report = await app.Import(app.Employer(employer), Csv.Workers(
            Csv.WorkerRow(("DISPLAYID", "Someone Else"), ("DOB", "05/05/1955")),
            Csv.WorkerRow(("UNIQUEWORKERID", "W9"), ("CHGUNIQUEWRKID", "W2")),
            Csv.WorkerRow(("UNIQUEWORKERID", "W9"), ("LOCALESTID", "Elm House"))));

        report.Codes("errors").ShouldBe([5040, 5900]);
        (await app.Said<LearnerDetailsChanged>()).Count(e => e.FullName == "Someone Else").ShouldBe(0);
    }

    [Fact]
    public async Task A_reference_cannot_be_changed_into_another_persons()
    {
        var employer = await app.AnEmployer();
        await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(), Csv.WorkerRow(("UNIQUEWORKERID", "W2"), ("DISPLAYID", "Bo Li"))));

        var report = await app.Import(app.Employer(employer), Csv.Workers(Csv.WorkerRow(("CHGUNIQUEWRKID", "W2"))));

        report.Codes("errors").ShouldBe([5030]);
    }

    [Fact]
    public async Task A_person_started_by_academy_number_is_recognised_by_name_and_birthday()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner("Siân O'Brien-Jones");
        await app.AnEmployment(employer, number);
        var rows = Csv.Workers(
            Csv.WorkerRow(("DISPLAYID", "Siân O'Brien-Jones"), ("STARTDATE", "")),
            Csv.WorkerRow(("DISPLAYID", "Siân O'Brien-Jones"), ("UNIQUEWORKERID", "W2")));

        var report = await app.Import(app.Employer(employer), rows);

        (report.Number("changed"), report.Number("created")).ShouldBe((1, 1));
        (await Started(employer)).Where(e => e.LearnerId == id).Select(e => e.Employment.WorkerReference).ShouldBe([null, "W1"]);
    }

    [Fact]
    public async Task The_name_of_somebody_who_works_elsewhere_too_is_not_changed_by_one_employer()
    {
        var (a, b) = (await app.AnEmployer(), await app.AnEmployer());
        await app.Import(app.Employer(a), Csv.Workers(Csv.WorkerRow(("DISPLAYID", "Grace Mensah"))));
        var id = (await Started(a))[0].LearnerId;
        await Testing.Requests.PostNew(app.Officer, $"/api/learner/v1/learners/{id}/employments", new { employerId = b, startedOn = "2026-01-01", kind = "Bank" });

        var report = await app.Import(app.Employer(a), Csv.Workers(Csv.WorkerRow(("DISPLAYID", "G. M."))));

        (report.Number("unchanged"), report.Codes("warnings").ShouldHaveSingleItem()).ShouldBe((1, 5050));
        (await app.Said<LearnerDetailsChanged>()).ShouldNotContain(e => e.LearnerId == id);
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_end_in_one_learner_each()
    {
        var employer = await app.AnEmployer();
        var file = Encoding.UTF8.GetBytes(Csv.Workers([.. Enumerable.Range(1, 50).Select(i => Csv.WorkerRow(("UNIQUEWORKERID", $"P{i}")))]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LearnerApp.Send(app.Employer(employer), file)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict);
        (await Started(employer)).Count.ShouldBe(50);
        (await app.InDatabase(db => db.Employments.CountAsync(e => e.EmployerId == employer))).ShouldBe(50);
    }

    [Fact]
    public async Task National_insurance_numbers_are_nowhere()
    {
        var employer = await app.AnEmployer();
        app.IsRecording = true;
        var answer = await LearnerApp.Send(app.Employer(employer), Encoding.UTF8.GetBytes(Csv.Workers(
            Csv.WorkerRow(("DISPLAYID", "Zuleikha Unlogged")), Csv.WorkerRow(("UNIQUEWORKERID", "QQ123456C")), Csv.WorkerRow(("UNIQUEWORKERID", "W3"), ("DOB", "QQ123456C")))));

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("QQ123456C");
        var dump = await app.InDatabase(Dump);
        dump.ShouldContain(table => table.Contains("Oak House"));
        dump.ShouldAllBe(table => !table.Contains("QQ123456C"));
        app.IsRecording = false;
        app.Log.ShouldContain(line => line.Contains("INSERT INTO learners"));
        app.Log.ShouldAllBe(line => !line.Contains("QQ123456C"));
        app.Log.ShouldAllBe(line => !line.Contains("Unlogged"));
    }

    [Fact]
    public async Task Five_thousand_rows_go_in_and_five_thousand_and_one_are_refused()
    {
        var employer = await app.AnEmployer();
        List<string> rows = [.. Enumerable.Range(1, 5_000).Select(i => Csv.WorkerRow(("UNIQUEWORKERID", $"P{i}"), ("DISPLAYID", $"Worker {i}")))];

        foreach (var time in new[] { "first", "second" })
        {
            var watch = Stopwatch.StartNew();
            var report = await app.Import(app.Employer(employer), Csv.Workers(rows));
            output.WriteLine($"5,000 rows, {time} time: {watch.ElapsedMilliseconds} ms");
            report.Number(time == "first" ? "created" : "unchanged").ShouldBe(5_000);
        }

        var tooMany = await LearnerApp.Send(app.Employer(employer), Encoding.UTF8.GetBytes(Csv.Workers([.. rows, Csv.WorkerRow()])));
        tooMany.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await tooMany.Detail()).ShouldContain("more than 5,000 rows");
    }

    private async Task<IReadOnlyList<EmploymentStarted>> Started(Guid employer)
        => [.. (await app.Said<EmploymentStarted>()).Where(e => e.Employment.EmployerId == employer)];

    /// <summary>How much has been said of an employer and its people; other tests say things meanwhile.</summary>
    private Task<int> Outbox(Guid employer) => app.InDatabase(async db =>
    {
        var about = await db.Employments.Where(e => e.EmployerId == employer).Select(e => e.LearnerId).ToListAsync();
        var said = await db.Set<OutboxMessage>().Select(message => message.Body).ToListAsync();
        return said.Count(body => about.Append(employer).Any(id => body.Contains(id.ToString())));
    });

    /// <summary>Everything the database holds, as text.</summary>
    private static async Task<List<string>> Dump(Data.LearnerDb db)
    {
        var tables = await db.Database.SqlQuery<string>(
            $"SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public'")
            .ToListAsync();
        tables.Count.ShouldBeGreaterThan(8);

        // What is kept as bytes does not show in the text of a row.
        var answers = await db.Set<IdempotencyKey>().Select(key => key.Body).ToListAsync();
        return [.. tables, .. answers.Select(Encoding.UTF8.GetString)];
    }
}
