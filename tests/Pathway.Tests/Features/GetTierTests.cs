using System.Net;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Pathway.Tests.Features;

public sealed class GetTierTests(PathwayApp app) : IClassFixture<PathwayApp>
{
    [Fact]
    public async Task A_learner_gets_all_that_is_held_of_them_and_every_table_is_among_it_or_holds_nothing_of_people()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry());

        var tables = (await (await PathwayApp.Get(app.As("pathway.read", learner: learner), $"/api/pathway/v1/learners/{learner}/data")).Json()).GetProperty("tables");

        (tables.GetProperty("entries").GetArrayLength(), tables.GetProperty("learners")[0].GetProperty("tier").ValueKind).ShouldBe((1, System.Text.Json.JsonValueKind.Number));
        (await app.InDatabase(db => Task.FromResult(HeldDataCheck.NotDecided(db.Model, Academy.Pathway.Data.HeldData.Tables)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_learner_sees_the_tier_its_reasons_and_what_the_next_one_asks_for()
    {
        var entry = PathwayApp.AnEntry(subject: 37);
        var learner = await app.ALearnerWith(entry);

        var tier = await app.TierOf(learner);

        tier.GetProperty("tier").GetInt32().ShouldBe(1);
        tier.GetProperty("nextTier").GetProperty("pointsNeeded").GetInt32().ShouldBe(20);
        tier.GetProperty("ruleSet").GetProperty("name").GetString().ShouldBe("Starting rules");
        tier.GetProperty("evaluatedOn").GetString().ShouldBe("2026-11-22");
        var reason = tier.GetProperty("reasons")[0];
        reason.GetProperty("entryId").GetGuid().ShouldBe(entry.EntryId);
        reason.GetProperty("trainingCategoryCode").GetInt32().ShouldBe(37);
        reason.GetProperty("why").GetString().ShouldBe("Kitemarked: 10 points");
    }

    [Fact]
    public async Task A_learner_nobody_has_said_anything_about_has_no_tier_yet()
    {
        var tier = await app.TierOf(Guid.CreateVersion7());

        tier.GetProperty("tier").GetInt32().ShouldBe(0);
        tier.GetProperty("reasons").GetArrayLength().ShouldBe(0);
        tier.GetProperty("nextTier").GetProperty("pointsNeeded").GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task Academy_staff_see_it_once_they_say_why_and_the_learner_sees_that_they_did()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry());
        var officer = app.As("pathway.read", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]);

        (await Get(officer, learner)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A question about a tier");
        (await Get(officer, learner)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var activity = await PathwayApp.Get(app.As("pathway.read", learner: learner), $"/api/pathway/v1/learners/{learner}/activity");
        var seen = (await activity.Json()).GetProperty("activity").EnumerateArray().ShouldHaveSingleItem();
        (seen.GetProperty("what").GetString(), seen.GetProperty("who").GetString(), seen.GetProperty("purpose").GetString())
            .ShouldBe(("TierSeen", "The Academy", "A question about a tier"));
    }

    [Fact]
    public async Task Everybody_else_gets_the_same_answer_as_for_nobody()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry());

        (await Get(app.As("pathway.read", learner: Guid.NewGuid()), learner)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(app.As("pathway.read", OrganisationKind.Employer, Guid.NewGuid()), learner)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var officer = app.As("pathway.read", OrganisationKind.Academy, Guid.NewGuid());
        officer.DefaultRequestHeaders.Add("X-Purpose", "A question about a tier");
        (await Get(officer, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(app.As("pathway.rules", learner: learner), learner)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(app.CreateClient(), learner)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_has_not_changed_since_is_not_sent_again()
    {
        var learner = await app.ALearnerWith(PathwayApp.AnEntry());
        var client = app.As("pathway.read", learner: learner);
        var first = await Get(client, learner);

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        first.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await Get(client, learner)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await app.Deliver(new Contracts.Passport.CompletionRecorded(learner, 2, PathwayApp.AnEntry(2), app.Clock.GetUtcNow()));
        (await Get(client, learner)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, Guid learner)
        => PathwayApp.Get(client, $"/api/pathway/v1/learners/{learner}/tier");
}
