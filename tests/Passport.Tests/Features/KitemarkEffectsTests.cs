using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Consumers;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

/// <summary>What a decision would change is told before it is taken, and is what it then changes.</summary>
public sealed class KitemarkEffectsTests(PassportApp app)
{
    private static readonly DateOnly August = new(2026, 8, 1);
    private static readonly DateOnly September = new(2026, 9, 1);
    private static readonly DateOnly October = new(2026, 10, 1);

    [Theory]
    [InlineData(MarkDecisionKind.Suspended, Consequence.Stands, 0, 0, 0)]
    [InlineData(MarkDecisionKind.Suspended, Consequence.NeedsReview, 4, 3, 2)]
    [InlineData(MarkDecisionKind.Suspended, Consequence.VoidFrom, 2, 2, 1)]
    [InlineData(MarkDecisionKind.Withdrawn, Consequence.Stands, 0, 0, 0)]
    [InlineData(MarkDecisionKind.Withdrawn, Consequence.NeedsReview, 4, 3, 2)]
    [InlineData(MarkDecisionKind.Withdrawn, Consequence.VoidFrom, 2, 2, 1)]
    public async Task N2_what_comes_of_a_decision_is_what_was_foretold_and_taken_back_all_is_as_it_was_with_history_intact(
        MarkDecisionKind kind, Consequence consequence, int records, int learners, int employers)
    {
        var (first, second, third) = (await app.ALearner(), await app.ALearner(), await app.ALearner());
        var (today, before) = (await app.AnEmployer(), await app.AnEmployer());
        await app.AnEmployment(first.Id, today);
        await app.AnEmployment(third.Id, before);
        var (course, bystander) = (await app.ACourse(), await app.ACourse());
        await app.Record(course, August, first.Id, third.Id);
        await app.Record(course, September, first.Id, second.Id);
        await app.Record(bystander, September, third.Id);
        var voidFrom = consequence == Consequence.VoidFrom ? September : (DateOnly?)null;

        var foretold = await Effects(course, kind, consequence, voidFrom);
        var decided = await Decide(course, kind, consequence, voidFrom);

        Told(foretold).ShouldBe((records, learners, employers));
        var work = (await Work(course)).First();
        (work.GetProperty("changed").GetInt32() >= records).ShouldBeTrue("entries that merely say that the mark has ended count there too");
        var notices = await app.InDatabase(db => db.Notices.CountAsync(n => n.CauseId == work.GetProperty("reassessmentId").GetGuid()));
        notices.ShouldBe(learners + employers, "one each");
        Entry(await app.PassportOf(first.Id), September).ShouldBe(consequence switch
        {
            Consequence.Stands => ("Kitemarked", false),
            Consequence.NeedsReview => ("Kitemarked", true),
            _ => ("Recorded", false),
        });
        Entry(await app.PassportOf(first.Id), August).ShouldBe(("Kitemarked", consequence == Consequence.NeedsReview));
        (await Refusal(await MarkOf(course), $"kind={kind}&from=2026-10-01&consequence=Stands"))
            .ShouldBe(kind == MarkDecisionKind.Withdrawn ? "/problems/already-withdrawn" : "/problems/already-suspended", "a second time there is nothing to foretell");
        var lines = await LinesOf(first.Id);
        var back = await (await Lead(app).GetAsync($"/api/passport/v1/kitemarks/{course.Marks[1]}/effects?kind=Reinstated")).Json();
        Told(back).ShouldBe((records, learners, employers), "taken back, the same changes again");
        (back.GetProperty("losingMark").GetInt32(), back.GetProperty("underReview").GetInt32()).ShouldBe((0, 0));
        back.GetProperty("gainingMark").GetInt32().ShouldBe(consequence == Consequence.VoidFrom ? records : 0);
        back.GetProperty("leavingReview").GetInt32().ShouldBe(consequence == Consequence.NeedsReview ? records : 0);
        back.GetProperty("regained").GetArrayLength().ShouldBe(0, "without a purpose numbers only");
        (await LooksAt(first.Id)).ShouldBeEmpty();
        (await Regained(course)).ShouldBe(consequence == Consequence.VoidFrom ? [first.Id, second.Id] : [], ignoreOrder: true);
        (await LooksAt(first.Id)).ShouldBe(consequence == Consequence.VoidFrom ? [("The Academy", "To foresee tiers")] : []);
        (await LooksAt(third.Id)).ShouldBeEmpty("of whom nothing is told");

        await app.Deliver(course.CourseReinstated(decided, app.Clock.GetUtcNow().AddMinutes(2)));
        await app.Reassess();

        Entry(await app.PassportOf(first.Id), September).ShouldBe(("Kitemarked", false));
        (await LinesOf(first.Id)).Take(lines.Count).ShouldBe(lines, "what was written stays; the rest comes after it");
    }

    [Fact]
    public async Task Where_nothing_was_decided_there_is_nothing_to_take_back()
    {
        var answer = await Lead(app).GetAsync($"/api/passport/v1/kitemarks/{(await app.ACourse()).Marks[1]}/effects?kind=Reinstated");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe("/problems/nothing-to-reverse");
    }

    [Theory]
    [InlineData("kind=Withdrawn&from=2019-12-31&consequence=Stands", "/problems/decision-outside-period")]
    [InlineData("kind=Suspended&from=2100-01-01&consequence=Stands", "/problems/decision-outside-period")]
    [InlineData("kind=Withdrawn&from=2026-10-01&consequence=VoidFrom&voidFrom=2026-10-02", "/problems/void-from-outside")]
    [InlineData("kind=Withdrawn&from=2026-10-01&consequence=VoidFrom&voidFrom=2019-12-31", "/problems/void-from-outside")]
    public async Task What_Kitemark_would_refuse_is_not_foretold(string query, string problem)
    {
        var course = await app.ACourse();

        foreach (var mark in course.Marks)
        {
            (await Refusal(mark, query)).ShouldBe(problem);
        }
    }

    [Fact]
    public async Task A_decision_is_not_foretold_to_be_taken_back_where_something_newer_would_hold_on_the_same_days()
    {
        var course = await app.ACourse();
        var withdrawn = await Decide(course, MarkDecisionKind.Withdrawn, Consequence.Stands, null);
        var anew = new MarkPeriod(new(2026, 10, 10), new(2027, 10, 9), app.Clock.GetUtcNow(), []);
        await app.Deliver(new KitemarkGranted(Guid.CreateVersion7(), 1, withdrawn.Subject, withdrawn.SubjectId, anew, app.Clock.GetUtcNow()));

        (await Refusal(withdrawn.KitemarkId, "kind=Reinstated")).ShouldBe("/problems/period-overlaps");
    }

    [Fact]
    public async Task Entries_tell_what_they_rest_on_so_that_others_know_what_a_decision_would_change()
    {
        await using var own = new PassportApp();
        var (learner, course) = (await own.ALearner(), await own.ACourse());
        await own.Record(course, September, learner.Id);

        (await own.Said<CompletionRecorded>()).Single().MarkIds.ShouldNotBeNull().Count.ShouldBe(3);
        await own.Deliver(course.CourseWithdrawn(own.Clock.GetUtcNow(), October, own.Clock.GetUtcNow().AddMinutes(1), Consequence.VoidFrom, September));
        await own.Reassess();
        var changed = (await own.Said<PassportEntryChanged>()).Single();
        (changed.Entry.Assurance, changed.MarkIds.ShouldNotBeNull().Count).ShouldBe((Assurance.Recorded, 2));
    }

    [Fact]
    public async Task The_end_of_a_trainers_authorisation_is_foretold_as_well()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, September, learner.Id);
        var authorisation = await app.InDatabase(db => db.Marks.Where(m => m.SubjectId == course.TrainerId).Select(m => m.Id).SingleAsync());

        Told(await Effects(authorisation, MarkDecisionKind.Withdrawn, Consequence.VoidFrom, August)).Records.ShouldBe(1);
    }

    [Fact]
    public async Task Judging_again_shows_how_far_it_has_come_and_goes_on_where_it_was_cut_off()
    {
        await using var own = new PassportApp();
        var (employer, course) = (await own.AnEmployer(), await own.ACourse());
        var learners = new List<Guid>();
        for (var i = 0; i < 205; i++)
        {
            learners.Add((await own.ALearner()).Id);
            await own.AnEmployment(learners[^1], employer);
        }

        foreach (var members in learners.Chunk(100))
        {
            await own.Record(course, September, members);
        }

        await own.Deliver(course.CourseWithdrawn(own.Clock.GetUtcNow(), October, own.Clock.GetUtcNow().AddMinutes(1), Consequence.NeedsReview));
        (Progress(await Newest()), (await Newest()).GetProperty("finishedAt").ValueKind).ShouldBe(((0, null, 0), JsonValueKind.Null));
        await Runner().RunChunk(CancellationToken.None);
        Progress(await Newest()).ShouldBe((200, 205, 200));

        await CutOff();

        Progress(await Newest()).ShouldBe((200, 205, 200), "a chunk that was cut off has changed nothing");
        await own.Reassess();
        Progress(await Newest()).ShouldBe((205, 205, 205));
        (await own.InDatabase(db => db.Entries.CountAsync(e => e.UnderReview))).ShouldBe(205);
        (await own.Said<PassportEntryChanged>()).Count.ShouldBe(205, "each is said once");
        (await own.InDatabase(db => db.Notices.Where(n => n.RecipientId == employer).SingleAsync())).People.ShouldBe(205);

        ReassessmentRunner Runner() => own.Services.GetRequiredService<ReassessmentRunner>();

        async Task<JsonElement> Newest() => (await (await Lead(own).GetAsync("/api/passport/v1/reassessments")).Json()).GetProperty("reassessments")[0];

        // Somebody holds a passport of the second chunk until the work is stopped in the middle, as by a kill.
        async Task CutOff()
        {
            await using var scope = own.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Data.PassportDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.LockPassports([learners.Max()], CancellationToken.None);
            using var stop = new CancellationTokenSource();
            var running = Runner().RunChunk(stop.Token);
            while (await own.InDatabase(other => other.Database.SqlQuery<int>(
                $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync()) == 0)
            {
            }

            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => running);
        }
    }

    [Theory]
    [InlineData("?from=2026-10-01&consequence=Stands", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Withdrawn&consequence=Stands", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Withdrawn&from=2026-10-01", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Reinstated&from=2026-10-01", HttpStatusCode.BadRequest)]
    [InlineData("?kind=7&from=2026-10-01&consequence=Stands", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Withdrawn&from=2026-10-01&consequence=7", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Reinstated", HttpStatusCode.NotFound)]
    [InlineData("?kind=Withdrawn&from=yesterday&consequence=Stands", HttpStatusCode.BadRequest)]
    [InlineData("?kind=Withdrawn&from=2026-10-01&consequence=VoidFrom", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?kind=Withdrawn&from=2026-10-01&consequence=Stands&voidFrom=2026-09-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("?kind=Withdrawn&from=2026-10-01&consequence=Stands", HttpStatusCode.NotFound)]
    public async Task A_question_that_makes_no_sense_is_refused(string query, HttpStatusCode status)
        => (await Lead(app).GetAsync($"/api/passport/v1/kitemarks/{Guid.CreateVersion7()}/effects{query}")).StatusCode.ShouldBe(status);

    [Fact]
    public async Task Only_a_kitemark_lead_of_the_Academy_is_told()
    {
        var course = await app.ACourse();
        var path = $"/api/passport/v1/kitemarks/{await MarkOf(course)}/effects?kind=Withdrawn&from=2026-10-01&consequence=Stands";
        foreach (var client in new[]
        {
            app.As("passport.effects", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["officer"]),
            app.As("passport.effects", OrganisationKind.TrainingProvider, course.ProviderId, roles: ["kitemark-lead"]),
        })
        {
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await client.GetAsync("/api/passport/v1/reassessments")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await app.AsProvider(course.ProviderId).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static HttpClient Lead(PassportApp of) => of.As("passport.effects", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["kitemark-lead"]);

    private static (int Records, int Learners, int Employers) Told(JsonElement effects)
        => (effects.GetProperty("records").GetInt32(), effects.GetProperty("learners").GetInt32(), effects.GetProperty("employers").GetInt32());

    private static (int Done, int? Learners, int Changed) Progress(JsonElement work)
        => (work.GetProperty("done").GetInt32(), work.GetProperty("learners") is { ValueKind: JsonValueKind.Number } all ? all.GetInt32() : null, work.GetProperty("changed").GetInt32());

    private static (string?, bool) Entry(JsonElement passport, DateOnly day)
    {
        var entry = passport.GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("completedOn").GetString() == $"{day:yyyy-MM-dd}");
        return (entry.GetProperty("assurance").GetString(), entry.GetProperty("underReview").GetBoolean());
    }

    private Task<Guid> MarkOf(ACourse course) => app.InDatabase(db => db.Marks.Where(m => m.SubjectId == course.VersionId).Select(m => m.Id).SingleAsync());

    private async Task<JsonElement> Effects(ACourse course, MarkDecisionKind kind, Consequence consequence, DateOnly? voidFrom)
        => await Effects(await MarkOf(course), kind, consequence, voidFrom);

    private async Task<JsonElement> Effects(Guid mark, MarkDecisionKind kind, Consequence consequence, DateOnly? voidFrom)
    {
        var answer = await Lead(app).GetAsync(
            $"/api/passport/v1/kitemarks/{mark}/effects?kind={kind}&from=2026-10-01&consequence={consequence}{(voidFrom is { } day ? $"&voidFrom={day:yyyy-MM-dd}" : "")}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private async Task<string?> Refusal(Guid mark, string query)
    {
        var answer = await Lead(app).GetAsync($"/api/passport/v1/kitemarks/{mark}/effects?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("type").GetString();
    }

    private async Task<KitemarkWithdrawn> Decide(ACourse course, MarkDecisionKind kind, Consequence consequence, DateOnly? voidFrom)
    {
        var at = app.Clock.GetUtcNow().AddMinutes(1);
        var said = course.CourseWithdrawn(app.Clock.GetUtcNow(), October, at, consequence, voidFrom);
        said = said with { Period = said.Period with { Decisions = [said.Period.Decisions[0] with { Kind = kind }] } };
        await (kind == MarkDecisionKind.Withdrawn
            ? app.Deliver(said)
            : app.Deliver(new KitemarkSuspended(said.KitemarkId, said.Version, said.Subject, said.SubjectId, said.Period, at)));
        await app.Reassess();
        return said;
    }

    private async Task<List<JsonElement>> Work(ACourse course)
        => [.. (await (await Lead(app).GetAsync($"/api/passport/v1/reassessments?kitemarkId={await MarkOf(course)}")).Json()).GetProperty("reassessments").EnumerateArray()];

    /// <summary>Of whom a lead is told that they would be kitemarked again, who says why.</summary>
    private async Task<List<Guid>> Regained(ACourse course)
    {
        var lead = Lead(app);
        lead.DefaultRequestHeaders.Add("X-Purpose", "To foresee tiers");
        var back = await (await lead.GetAsync($"/api/passport/v1/kitemarks/{course.Marks[1]}/effects?kind=Reinstated")).Json();
        return [.. back.GetProperty("regained").EnumerateArray().Select(person => person.GetProperty("learnerId").GetGuid())];
    }

    private async Task<List<(string?, string?)>> LooksAt(Guid learner)
        => [.. (await (await app.AsLearner(learner).GetAsync($"/api/passport/v1/learners/{learner}/activity")).Json()).GetProperty("activity").EnumerateArray()
            .Where(line => line.GetProperty("what").GetString() == "EffectsForetold").Select(line => (line.GetProperty("who").GetString(), line.GetProperty("purpose").GetString()))];

    private Task<List<string>> LinesOf(Guid learner)
        => app.InDatabase(db => db.Ledger.Where(l => l.LearnerId == learner).OrderBy(l => l.Number).Select(l => Convert.ToHexString(l.Hash)).ToListAsync());
}
