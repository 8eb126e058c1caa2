using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Consumers;

public sealed class ClosedRecordTests(PassportApp app)
{
    private static readonly DateOnly Day = new(2026, 9, 1);
    private static readonly DateOnly NextDay = new(2026, 9, 2);

    [Fact]
    public async Task The_kept_passport_holds_the_entries_of_both_and_each_ledger_is_whole()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, Day, kept.Id);
        await app.Record(course, NextDay, other.Id);

        await app.Deliver(Merged(other, kept));

        (await Days(kept.Id)).ShouldBe(["2026-09-02", "2026-09-01"]);
        (await Ledger(kept.Id)).ShouldBe([LedgerEvent.Recorded, LedgerEvent.MovedHere]);
        (await Ledger(other.Id)).ShouldBe([LedgerEvent.Recorded]);
    }

    [Fact]
    public async Task What_both_records_hold_counts_once_and_stays_to_be_seen()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, Day, kept.Id, other.Id);

        await app.Deliver(Merged(other, kept));

        var entries = (await app.PassportOf(kept.Id)).GetProperty("entries");
        entries.GetArrayLength().ShouldBe(2);
        entries.EnumerateArray().Count(e => e.GetProperty("withdrawal").ValueKind == JsonValueKind.Object).ShouldBe(1);
        var said = (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == kept.Id);
        said.Entry.Withdrawn.ShouldBeTrue();
        said.Version.ShouldBeGreaterThan((await app.Said<CompletionRecorded>()).Where(e => e.LearnerId == other.Id).Max(e => e.Version));
    }

    [Fact]
    public async Task Of_two_entries_for_the_same_the_one_that_is_vouched_for_better_stands()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course with { TrainerId = Guid.CreateVersion7() }, Day, kept.Id);
        await app.Record(course, Day, other.Id);

        await app.Deliver(Merged(other, kept));

        var entries = (await app.PassportOf(kept.Id)).GetProperty("entries").EnumerateArray().ToList();
        entries.Single(e => e.GetProperty("withdrawal").ValueKind != JsonValueKind.Object).GetProperty("assurance").GetString().ShouldBe("Kitemarked");
        entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_employer_that_saw_the_merged_record_sees_the_kept_one_and_the_person_is_told()
    {
        var (kept, other, employer) = (await app.ALearner(), await app.ALearner(), await app.AnEmployer());
        var employment = await app.AnEmployment(other.Id, employer, version: 2);
        await app.Deliver(Merged(other, kept));

        await app.AnEmployment(kept.Id, employer, id: employment, version: 6);

        (await app.AsEmployer(employer).GetAsync(Url(kept.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var activity = await (await app.AsLearner(kept.Id).GetAsync(new Uri($"/api/passport/v1/learners/{kept.Id}/activity", UriKind.Relative))).Json();
        activity.GetProperty("activity").EnumerateArray().Select(line => line.GetProperty("what").GetString()).ShouldContain("EmployerMaySee");
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public async Task Passports_and_mergings_are_heard_in_any_order(params int[] order)
    {
        var now = app.Clock.GetUtcNow();
        var (kept, other, last) = (ALearner(), ALearner(), ALearner());
        var course = await app.ACourse();
        await app.Deliver(Registered(other));
        await app.Record(course, Day, other.Id);
        Func<Task>[] heard =
        [
            () => app.Deliver(new LearnersMerged(other.Id, 2, kept.Id, now)),
            () => app.Deliver(new LearnersMerged(kept.Id, 2, last.Id, now)),
            async () =>
            {
                await app.Deliver(Registered(last));
                await app.Deliver(Registered(kept));
            },
        ];

        foreach (var index in order)
        {
            await heard[index]();
        }

        await app.Deliver(new LearnersMerged(other.Id, 3, last.Id, now));

        (await Days(last.Id)).ShouldBe(["2026-09-01"]);
    }

    [Fact]
    public async Task A_merging_heard_twice_moves_nothing_twice()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, Day, other.Id);
        var merged = Merged(other, kept);
        await app.Deliver(merged);
        var version = (await app.PassportOf(kept.Id)).GetProperty("version").GetInt64();

        await app.Deliver(merged);

        (await app.PassportOf(kept.Id)).GetProperty("version").GetInt64().ShouldBe(version);
    }

    [Fact]
    public async Task A_class_list_with_the_number_of_the_merged_record_records_for_the_person()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Deliver(Merged(other, kept));

        var answer = await app.AsProvider(course.ProviderId).PostNew("/api/passport/v1/completions", new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = Day,
            learners = new object[]
            {
                new { academyNumber = other.AcademyNumber },
                new { learnerId = kept.Id, academyNumber = other.AcademyNumber },
                new { learnerId = other.Id, academyNumber = kept.AcademyNumber },
            },
        });

        var results = (await answer.Json()).GetProperty("completions").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("outcome").GetString()).ShouldBe(["Recorded", "AlreadyRecorded", "AlreadyRecorded"]);
        results.Select(r => r.GetProperty("learnerId").GetGuid()).Distinct().ShouldBe([kept.Id]);
        (await Days(kept.Id)).ShouldBe(["2026-09-01"]);
    }

    [Fact]
    public async Task A_decision_on_a_mark_that_is_just_being_worked_off_reaches_the_entries_that_move()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, Day, other.Id);
        var granted = app.Clock.GetUtcNow();
        await app.Deliver(course.CourseWithdrawn(granted, new DateOnly(2026, 9, 1), granted, Academy.Contracts.Kitemark.Consequence.VoidFrom, new DateOnly(2026, 8, 1)));

        await app.Deliver(Merged(other, kept));

        (await app.PassportOf(kept.Id)).GetProperty("entries")[0].GetProperty("assurance").GetString().ShouldBe("Recorded");
        await app.Reassess();
    }

    [Fact]
    public async Task A_share_of_the_merged_record_is_stopped_and_its_receipts_are_the_persons()
    {
        var (kept, other, employer) = (await app.ALearner(), await app.ALearner(), await app.AnEmployer());
        var share = await (await app.AsLearner(other.Id).PostNew($"/api/passport/v1/learners/{other.Id}/shares", new { days = 7 })).Json();
        var code = share.GetProperty("code").GetString();
        var check = await app.AsEmployer(employer).PostNew("/api/passport/v1/checks", new { code, dateOfBirth = other.DateOfBirth });
        check.StatusCode.ShouldBe(HttpStatusCode.Created);

        await app.Deliver(Merged(other, kept));

        (await app.CreateClient().PostNew("/api/passport/v1/checks", new { code, dateOfBirth = other.DateOfBirth })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.InDatabase(db => db.Checks.SingleAsync(c => c.LearnerId == kept.Id))).OrganisationId.ShouldBe(employer);
    }

    [Fact]
    public async Task A_merged_id_leads_on_whoever_may_see_the_kept_passport_and_nobody_else()
    {
        var (kept, other, course) = (await app.ALearner(), await app.ALearner(), await app.ACourse());
        await app.Record(course, Day, other.Id);
        await app.Deliver(Merged(other, kept));
        var officer = app.As("passport.read", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A test");

        foreach (var client in new[] { officer, app.AsProvider(course.ProviderId) })
        {
            var followed = await client.Follow($"{Url(other.Id)}");
            followed.StatusCode.ShouldBe(HttpStatusCode.OK);
            followed.RequestMessage!.RequestUri!.AbsolutePath.ShouldContain($"{kept.Id}");
        }

        (await app.AsProvider((await app.ACourse()).ProviderId).GetAsync(Url(other.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsLearner((await app.ALearner()).Id).GetAsync(Url(other.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_of_an_erased_person_stays_and_nothing_comes_back_with_late_news()
    {
        var (learner, course, employer) = (await app.ALearner(), await app.ACourse(), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        await app.Record(course, Day, learner.Id);
        var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 7 })).Json();
        var code = share.GetProperty("code").GetString();
        await app.AsEmployer(employer).PostNew("/api/passport/v1/checks", new { code, dateOfBirth = learner.DateOfBirth });

        await app.Deliver(new LearnerErased(learner.Id, 9, app.Clock.GetUtcNow()));
        await app.Deliver(new LearnerRegistered(learner.Id, 1, learner.AcademyNumber, learner.Name, learner.DateOfBirth, app.Clock.GetUtcNow()));
        await app.AnEmployment(learner.Id, employer, version: 8);
        await app.Deliver(Merged(learner, await app.ALearner()));

        await app.InDatabase(async db =>
        {
            (await db.Passports.AnyAsync(p => p.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Entries.AnyAsync(e => e.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Ledger.AnyAsync(l => l.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Shares.AnyAsync(s => s.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Checks.AnyAsync(c => c.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Employments.AnyAsync(e => e.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Activity.AnyAsync(a => a.LearnerId == learner.Id)).ShouldBeFalse();
            (await db.Set<ClosedRecord>().SingleAsync(r => r.LearnerId == learner.Id)).MergedInto.ShouldBeNull();
            return 0;
        });
        (await app.CreateClient().PostNew("/api/passport/v1/checks", new { code, dateOfBirth = learner.DateOfBirth })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var officer = app.As("passport.read", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A test");
        (await officer.GetAsync(Url(learner.Id))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await app.AsEmployer(employer).GetAsync(Url(learner.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<IEnumerable<string?>> Days(Guid learner)
        => (await app.PassportOf(learner)).GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("completedOn").GetString());

    /// <summary>What the ledger says, after it was found intact from its first line to the last hash of the passport.</summary>
    private async Task<List<LedgerEvent>> Ledger(Guid learner)
    {
        var lines = await app.InDatabase(db => db.Ledger.Where(l => l.LearnerId == learner).OrderBy(l => l.Number).ToListAsync());
        byte[] previous = [];
        foreach (var line in lines)
        {
            line.IsIntact(previous).ShouldBeTrue();
            previous = line.Hash;
        }

        (await app.InDatabase(db => db.Passports.SingleAsync(p => p.LearnerId == learner))).LedgerHash.ShouldBe(previous);
        return lines.ConvertAll(line => line.Event);
    }

    private LearnersMerged Merged(ALearner from, ALearner into) => new(from.Id, 5, into.Id, app.Clock.GetUtcNow());

    private LearnerRegistered Registered(ALearner learner) => new(learner.Id, 1, learner.AcademyNumber, learner.Name, learner.DateOfBirth, app.Clock.GetUtcNow());

    private static ALearner ALearner() => new(Guid.CreateVersion7(), Codes.New(), "Amara Okafor", new DateOnly(1990, 5, 14));

    private static Uri Url(Guid learner) => new($"/api/passport/v1/learners/{learner}/passport", UriKind.Relative);
}
