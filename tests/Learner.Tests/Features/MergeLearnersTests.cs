using System.Net;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Tests.Features;

public sealed class MergeLearnersTests(LearnerApp app)
{
    private const string Learners = "/api/learner/v1/learners";
    private const string Why = "Same person: both employers and the person say so.";

    [Fact]
    public async Task The_kept_record_has_the_employments_and_names_of_both_and_both_numbers_lead_to_it()
    {
        var (kept, other) = (await app.ALearner("Amara Okafor"), await app.ALearner("Amara Smith"));
        var (oak, elm) = (await app.AnEmployer(), await app.AnEmployer());
        await app.AnEmployment(oak, kept.Number);
        var moved = await app.AnEmployment(elm, other.Number);

        var answer = await Merge(kept.Id, other.Id);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var record = await (await Officer().GetAsync(Url($"{Learners}/{kept.Id}"))).Json();
        record.GetProperty("formerNames").EnumerateArray().Select(n => n.GetString()).ShouldBe(["Amara Smith"]);
        record.GetProperty("employments").EnumerateArray().Select(e => e.GetProperty("employerId").GetGuid()).ShouldBe([oak, elm], ignoreOrder: true);
        var said = (await app.Said<EmploymentStarted>()).Last(e => e.Employment.EmploymentId == moved.GetProperty("employmentId").GetGuid());
        said.LearnerId.ShouldBe(kept.Id);
        var merged = (await app.Said<LearnersMerged>()).Single(e => e.LearnerId == other.Id);
        merged.KeptLearnerId.ShouldBe(kept.Id);
        (await (await app.Start(oak, other.Number)).Json()).GetProperty("learnerId").GetGuid().ShouldBe(kept.Id);
    }

    [Fact]
    public async Task Whatever_is_said_of_the_kept_record_is_newer_than_all_that_was_said_of_the_other()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        var employer = await app.AnEmployer();
        var employment = (await app.AnEmployment(employer, other.Number)).GetProperty("employmentId").GetGuid();
        for (var day = 1; day <= 5; day++)
        {
            await app.Officer.PostAsJsonAsync(Url($"/api/learner/v1/employments/{employment}/end"), new { endedOn = $"2026-10-0{day}" });
        }

        var before = (await app.Said<EmploymentEnded>()).Where(e => e.LearnerId == other.Id).Max(e => e.Version);

        await Merge(kept.Id, other.Id);

        (await app.Said<EmploymentStarted>()).Last(e => e.Employment.EmploymentId == employment).Version.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Of_two_employments_at_one_employer_one_goes_on()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        var employer = await app.AnEmployer();
        var goesOn = (await app.AnEmployment(employer, kept.Number)).GetProperty("employmentId").GetGuid();
        var ends = (await app.AnEmployment(employer, other.Number)).GetProperty("employmentId").GetGuid();
        (await app.Learner(other.Id).PostAsJsonAsync(Url($"/api/learner/v1/employments/{ends}/consent"), new { sharesPassport = true })).EnsureSuccessStatusCode();

        await Merge(kept.Id, other.Id);

        var open = await app.InDatabase(db => db.Employments.Where(e => e.EmployerId == employer && e.EndedOn == null).ToListAsync());
        open.ShouldHaveSingleItem().Id.ShouldBe(goesOn);
        (await app.InDatabase(db => db.Employments.AnyAsync(e => e.EmployerId == employer && e.SharesPassport))).ShouldBeFalse("what the kept record refuses is refused");
    }

    [Fact]
    public async Task A_merged_id_leads_on_those_who_may_see_the_person_and_is_not_there_for_others()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        var (employer, stranger) = (await app.AnEmployer(), await app.AnEmployer());
        await app.AnEmployment(employer, other.Number);
        await Merge(kept.Id, other.Id);

        foreach (var client in new[] { Officer(), app.Employer(employer), app.Learner(kept.Id) })
        {
            var followed = await client.Follow($"{Learners}/{other.Id}");
            followed.StatusCode.ShouldBe(HttpStatusCode.OK);
            followed.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"{Learners}/{kept.Id}");
        }

        (await Officer().Follow($"{Learners}/{other.Id:N}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"{Learners}/{kept.Id}");
        var activity = await app.Learner(kept.Id).Follow($"{Learners}/{other.Id}/activity");
        activity.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"{Learners}/{kept.Id}/activity");
        foreach (var client in new[] { app.Employer(stranger), app.Learner((await app.ALearner()).Id) })
        {
            (await client.GetAsync(Url($"{Learners}/{other.Id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await client.GetAsync(Url($"{Learners}/{other.Id}/activity"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_person_sees_who_looked_at_either_record()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        await Officer("A question about the other record").GetAsync(Url($"{Learners}/{other.Id}"));

        await Merge(kept.Id, other.Id);

        var lines = (await (await app.Learner(kept.Id).GetAsync(Url($"{Learners}/{kept.Id}/activity"))).Json()).GetProperty("activity");
        lines.EnumerateArray().Select(line => line.GetProperty("purpose").GetString())
            .ShouldBe(["The merging of two records", "A question about the other record"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_record_that_was_merged_into_one_that_is_merged_itself_leads_to_the_last()
    {
        var (first, second, third) = (await app.ALearner(), await app.ALearner(), await app.ALearner());

        await Merge(second.Id, first.Id);
        await Merge(third.Id, second.Id);

        (await Officer().Follow($"{Learners}/{first.Id}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"{Learners}/{third.Id}");
        var said = (await app.Said<LearnersMerged>()).Where(e => e.LearnerId == first.Id).ToList();
        said.Select(e => e.KeptLearnerId).ShouldBe([second.Id, third.Id]);
        said[1].Version.ShouldBeGreaterThan(said[0].Version);
    }

    [Fact]
    public async Task Nobody_merges_a_record_with_itself_or_with_one_that_is_closed_and_only_officers_merge()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        (await Merge(kept.Id, kept.Id)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Merge(kept.Id, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Merge(Guid.NewGuid(), kept.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Merge(kept.Id, other.Id);
        (await Merge((await app.ALearner()).Id, other.Id)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var third = await app.ALearner();
        foreach (var client in new[]
        {
            app.As("learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["administrator"]),
            app.As("learners.merge", OrganisationKind.Employer, await app.AnEmployer(), roles: ["officer"]),
            app.As("learners.merge", learner: kept.Id),
        })
        {
            (await client.PostNew($"{Learners}/{kept.Id}/merge", new { duplicateLearnerId = third.Id, reason = Why })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var withoutPurpose = app.As("learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        (await withoutPurpose.PostNew($"{Learners}/{kept.Id}/merge", new { duplicateLearnerId = third.Id, reason = Why }))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> Merge(Guid kept, Guid duplicate)
        => await Officer("The merging of two records").PostNew($"{Learners}/{kept}/merge", new { duplicateLearnerId = duplicate, reason = Why });

    private HttpClient Officer(string purpose = "A test")
    {
        var client = app.As("learners.read learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        client.DefaultRequestHeaders.Add("X-Purpose", purpose);
        return client;
    }

    private static Uri Url(string path) => new(path, UriKind.Relative);
}
