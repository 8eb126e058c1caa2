using System.Net;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Benefits.Tests.Features;

public sealed class OffersTests(BenefitsApp app) : IClassFixture<BenefitsApp>
{
    private const string V1 = BenefitsApp.V1;

    [Fact]
    public async Task Everybody_can_read_an_offer_and_its_rule_in_plain_words()
    {
        var partner = await app.APartner("Zoë's Gym");
        var offer = await app.AnOffer(
            partner, new { minimumTier = 2, employerStandings = new[] { "Gold", "Silver", "HertsCarePartner" }, jobRoleCodes = new[] { 8 } });

        var listed = await (await BenefitsApp.Get(app.CreateClient(), $"{V1}/offers/{offer}")).Json();

        listed.GetProperty("partner").GetString().ShouldBe("Zoë's Gym");
        listed.GetProperty("rule").GetString().ShouldBe(
            "You need tier 2. You need to work for an employer that is Gold, Silver or a Herts Care Partner. You need job role 8 (ASC-WDS code).");
    }

    [Fact]
    public async Task The_list_leaves_out_what_has_ended_and_goes_on_page_by_page()
    {
        var partner = await app.APartner();
        var current = new[] { await app.AnOffer(partner, new { minimumTier = 0 }), await app.AnOffer(partner, new { minimumTier = 1 }) };
        var ended = await app.AnOffer(partner, new { minimumTier = 0 }, app.Today.AddDays(-9), app.Today.AddDays(-1));

        var seen = new List<Guid>();
        for (var next = $"{V1}/offers?limit=1"; next is not null;)
        {
            var page = await (await BenefitsApp.Get(app.CreateClient(), next)).Json();
            seen.AddRange(page.GetProperty("offers").EnumerateArray().Select(o => o.GetProperty("offerId").GetGuid()));
            next = page.GetProperty("next").GetString();
        }

        seen.ShouldBeUnique();
        seen.ShouldContain(current[0]);
        seen.ShouldContain(current[1]);
        seen.ShouldNotContain(ended);
    }

    [Fact]
    public async Task A_partner_publishes_its_own_offers_and_no_others()
    {
        var (partner, other) = (await app.APartner(), await app.APartner());
        var client = app.As("benefits.offers", OrganisationKind.Partner, partner);

        var own = await client.PostNew($"{V1}/offers", BenefitsApp.OfferOf(partner, new { minimumTier = 0 }, app.Today, app.Today));
        var foreign = await client.PostNew($"{V1}/offers", BenefitsApp.OfferOf(other, new { minimumTier = 0 }, app.Today, app.Today));
        var rule = await client.PostNew(
            $"{V1}/offers/{await app.AnOffer(other, new { minimumTier = 0 })}/rules", new { effectiveFrom = app.Today.AddDays(1), rule = new { minimumTier = 1 } });

        own.StatusCode.ShouldBe(HttpStatusCode.Created);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        rule.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_an_officer_registers_a_partner()
    {
        var answer = await app.As("benefits.offers", OrganisationKind.Partner, Guid.NewGuid()).PostNew($"{V1}/partners", new { name = "Gym" });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_offer_sent_twice_is_there_once()
    {
        var offer = BenefitsApp.OfferOf(await app.APartner(), new { minimumTier = 0 }, app.Today, app.Today);
        var (client, key) = (app.AsOfficer(), Guid.NewGuid().ToString());

        var first = await client.PostNew($"{V1}/offers", offer, key);
        var second = await client.PostNew($"{V1}/offers", offer, key);

        second.Headers.Location.ShouldBe(first.Headers.Location);
    }

    [Fact]
    public async Task A_changed_rule_applies_from_its_day_on()
    {
        var (learner, offer) = (Guid.CreateVersion7(), await app.AnOffer(await app.APartner(), new { minimumTier = 0 }));

        var changed = await app.AsOfficer().PostNew(
            $"{V1}/offers/{offer}/rules", new { effectiveFrom = app.Today.AddDays(5), rule = new { minimumTier = 1 } });

        changed.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await changed.Json()).GetProperty("comingRules")[0].GetProperty("rule").GetString().ShouldBe("You need tier 1.");
        (await app.BenefitOf(learner, offer)).GetProperty("validUntil").GetString().ShouldBe("2026-11-26");
    }

    [Fact]
    public async Task A_rule_for_a_day_that_is_over_is_refused()
    {
        var offer = await app.AnOffer(await app.APartner(), new { minimumTier = 0 });

        var answer = await app.AsOfficer().PostNew(
            $"{V1}/offers/{offer}/rules", new { effectiveFrom = app.Today.AddDays(-1), rule = new { minimumTier = 1 } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_offer_that_is_not_well_formed_names_the_fields()
    {
        var answer = await app.AsOfficer().PostNew($"{V1}/offers", new { partnerId = Guid.Empty, name = "", description = "x", rule = new { minimumTier = 6 } });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json()).GetProperty("errors").EnumerateObject().Select(error => error.Name.ToUpperInvariant())
            .ShouldBe(["PARTNERID", "NAME", "VALIDFROM", "VALIDUNTIL", "RULE.MINIMUMTIER"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_offer_that_ends_before_it_begins_or_asks_for_an_unknown_standing_is_refused()
    {
        var partner = await app.APartner();

        var backwards = await app.AsOfficer().PostNew($"{V1}/offers", BenefitsApp.OfferOf(partner, new { minimumTier = 0 }, app.Today, app.Today.AddDays(-1)));
        var unknown = await app.AsOfficer().PostNew(
            $"{V1}/offers", BenefitsApp.OfferOf(partner, new { minimumTier = 0, employerStandings = new[] { 99 } }, app.Today, app.Today));

        (await backwards.Json()).GetProperty("detail").GetString().ShouldBe("An offer ends on or after the day it begins, and by the year 2100.");
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Benefits_are_shown_to_the_learner_only()
    {
        var learner = Guid.CreateVersion7();
        var path = $"{V1}/learners/{learner}/benefits";

        (await BenefitsApp.Get(app.As("benefits.read", learner: Guid.NewGuid()), path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await BenefitsApp.Get(app.As("benefits.read", OrganisationKind.Partner, Guid.NewGuid()), path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await BenefitsApp.Get(app.As("benefits.read", learner: learner), path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
