using System.Net;
using Academy.Contracts.Learner;
using Academy.People;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Tests.Features;

public sealed class EraseLearnerTests(LearnerApp app)
{
    private const string Learners = "/api/learner/v1/learners";

    [Fact]
    public async Task Nothing_of_the_person_stays_in_any_table_but_that_a_record_was_erased()
    {
        var (learner, other) = (await app.ALearner($"Zebediah Quillfeather {Guid.NewGuid():N}"[..40]), await app.ALearner("Zebediah Quillfeather-Smith"));
        await app.AnEmployment(await app.AnEmployer(), learner.Number);
        var officer = app.As("learners.read learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A test");
        await officer.PostNew($"{Learners}/{learner.Id}/merge", new { duplicateLearnerId = other.Id, reason = "Zebediah says so." });

        var answer = await Erase(learner.Id);

        (await answer.Json()).GetProperty("records").GetInt32().ShouldBe(2);
        await app.InDatabase(async db =>
        {
            Guid[] ids = [learner.Id, other.Id];
            (await db.Learners.AnyAsync(l => ids.Contains(l.Id))).ShouldBeFalse();
            (await db.Employments.AnyAsync(e => ids.Contains(e.LearnerId))).ShouldBeFalse();
            (await db.Set<ActivityLine>().AnyAsync(line => ids.Contains(line.LearnerId))).ShouldBeFalse();
            var closures = await db.Closures.Where(c => ids.Contains(c.LearnerId)).ToListAsync();
            closures.Select(c => (c.LearnerId, c.KeptLearnerId, c.Reason)).ShouldBe(
                [(learner.Id, null, "AskedFor"), (other.Id, null, "AskedFor")], ignoreOrder: true);
            return 0;
        });
        (await app.Said<LearnerErased>()).Select(e => e.LearnerId).Intersect([learner.Id, other.Id]).Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_Academy_learns_that_it_was_erased_and_to_others_it_is_not_there()
    {
        var learner = await app.ALearner();
        var employer = await app.AnEmployer();
        await app.AnEmployment(employer, learner.Number);

        await Erase(learner.Id);

        var officer = app.Officer;
        officer.DefaultRequestHeaders.Add("X-Purpose", "A test");
        (await officer.GetAsync(Url($"{Learners}/{learner.Id}"))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await app.Employer(employer).GetAsync(Url($"{Learners}/{learner.Id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Start(employer, learner.Number, "2026-11-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Erase(learner.Id)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Nobody_is_erased_by_way_of_a_record_that_was_merged_into_theirs()
    {
        var (kept, other) = (await app.ALearner(), await app.ALearner());
        var officer = app.As("learners.merge", OrganisationKind.Academy, Guid.Empty, roles: ["officer"]);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A test");
        await officer.PostNew($"{Learners}/{kept.Id}/merge", new { duplicateLearnerId = other.Id, reason = "One person." });

        var answer = await Erase(other.Id, "RegisteredInError");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Detail()).ShouldContain($"{kept.Id}");
        (await app.Learner(kept.Id).GetAsync(Url($"{Learners}/{kept.Id}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_an_administrator_of_the_Academy_erases_and_says_for_which_reason()
    {
        var learner = await app.ALearner();
        foreach (var client in new[]
        {
            app.As("learners.erase", OrganisationKind.Academy, Guid.Empty, roles: ["officer", "auditor"]),
            app.As("learners.erase", OrganisationKind.Employer, await app.AnEmployer(), roles: ["administrator"]),
            app.As("learners.erase", learner: learner.Id),
        })
        {
            (await client.PostNew($"{Learners}/{learner.Id}/erase", new { reason = "AskedFor" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await Erase(learner.Id, "Because")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Erase(Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Learner(learner.Id).GetAsync(Url($"{Learners}/{learner.Id}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> Erase(Guid learner, string reason = "AskedFor")
        => app.As("learners.erase", OrganisationKind.Academy, Guid.Empty, roles: ["administrator"]).PostNew($"{Learners}/{learner}/erase", new { reason });

    private static Uri Url(string path) => new(path, UriKind.Relative);
}
