using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Tests.Features;

/// <summary>Somebody says that they work for an employer that invited them.</summary>
public sealed class StaffInvitationTests(LearnerApp app)
{
    private static readonly DateOnly Born = new(1990, 2, 3);

    [Fact]
    public async Task Somebody_without_a_record_gets_one_and_works_there_and_shares_nothing()
    {
        var employer = await app.AnEmployer();
        var (accepted, message) = (Accepted(Guid.CreateVersion7(), employer, "Elm House", "Łukasz Wójcik"), Guid.CreateVersion7());

        (await app.Deliver(accepted, message)).ShouldBeTrue();
        (await app.Deliver(accepted, message)).ShouldBeFalse();
        await app.Deliver(accepted);

        var registered = (await app.Said<LearnerRegistered>()).Where(e => e.LearnerId == accepted.LearnerId).ShouldHaveSingleItem();
        (registered.FullName, registered.DateOfBirth, registered.Version).ShouldBe(("Łukasz Wójcik", Born, 1));
        var started = (await app.Said<EmploymentStarted>()).Where(e => e.LearnerId == accepted.LearnerId).ShouldHaveSingleItem();
        (started.Version, started.Employment.EmployerId, started.Employment.WorkplaceReference, started.Employment.StartedOn, started.Employment.SharesPassport)
            .ShouldBe((2, employer, "Elm House", new DateOnly(2026, 11, 22), false));
    }

    [Fact]
    public async Task An_employment_that_goes_on_stays_as_it_is_and_two_invitations_at_two_employers_are_of_one_record()
    {
        var (one, other) = (await app.AnEmployer(), await app.AnEmployer());
        var (id, number) = await app.ALearner();
        await app.AnEmployment(one, number);

        await app.Deliver(Accepted(id, one, "Elm House"));
        await app.Deliver(Accepted(id, other, "No such house", "Somebody Else"));

        var work = await app.InDatabase(db => db.Employments.AsNoTracking().Where(e => e.LearnerId == id).OrderBy(e => e.StartedOn).ToListAsync());
        work.Select(e => (e.EmployerId, e.WorkplaceReference)).ShouldBe([(one, "Oak House"), (other, null)]);
        (await app.InDatabase(db => db.Learners.SingleAsync(l => l.Id == id))).FullName.ShouldBe("Amara Okafor");
    }

    [Fact]
    public async Task Whoever_left_and_comes_back_starts_after_the_last_day()
    {
        var employer = await app.AnEmployer();
        var (id, number) = await app.ALearner();
        var first = await app.AnEmployment(employer, number);
        await app.Employer(employer).PostNew($"/api/learner/v1/employments/{first.GetProperty("employmentId").GetGuid()}/end", new { endedOn = "2026-11-30" });

        await app.Deliver(Accepted(id, employer));

        (await app.Said<EmploymentStarted>()).Last(e => e.LearnerId == id).Employment.StartedOn.ShouldBe(new DateOnly(2026, 12, 1));
    }

    [Fact]
    public async Task What_a_merged_record_says_counts_for_the_kept_one_and_an_employer_nobody_knows_changes_nothing()
    {
        var employer = await app.AnEmployer();
        var ((kept, _), (merged, _)) = (await app.ALearner(), await app.ALearner());
        await app.InDatabase(db => db.Learners.Where(l => l.Id == merged).ExecuteUpdateAsync(l => l.SetProperty(x => x.MergedInto, kept)));

        await app.Deliver(Accepted(merged, employer));
        await app.Deliver(Accepted(kept, Guid.CreateVersion7()));

        (await app.InDatabase(db => db.Employments.Where(e => e.LearnerId == kept || e.LearnerId == merged).Select(e => e.EmployerId).ToListAsync())).ShouldBe([employer]);
        (await app.InDatabase(db => db.Employments.CountAsync(e => e.LearnerId == kept))).ShouldBe(1);
    }

    private StaffInvitationAccepted Accepted(Guid learner, Guid employer, string? workplace = null, string? name = null)
        => new(learner, 1, Guid.CreateVersion7(), employer, workplace, name, name is null ? null : Born, app.Clock.GetUtcNow());
}
