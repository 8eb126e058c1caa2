using System.Text.Json;
using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using Academy.Contracts.Pathway;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Benefits.Tests;

public sealed class BenefitsApp() : ServiceApp<BenefitsDb>("benefits")
{
    public const string V1 = "/api/benefits/v1";

    public DateOnly Today => Clock.Today();

    public HttpClient AsOfficer() => As("benefits.offers", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]);

    public HttpClient AsPartner(Guid partner) => As("benefits.check", OrganisationKind.Partner, partner);

    public static Task<HttpResponseMessage> Get(HttpClient client, string path)
        => client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<Guid> APartner(string name = "Carewell Leisure")
        => (await (await AsOfficer().PostNew($"{V1}/partners", new { name })).Json()).GetProperty("partnerId").GetGuid();

    public async Task<Guid> AnOffer(Guid partner, object rule, DateOnly? from = null, DateOnly? until = null, string name = "Half-price swimming")
    {
        var published = await AsOfficer().PostNew($"{V1}/offers", OfferOf(partner, rule, from ?? Today, until ?? Today.AddDays(100), name));
        return (await published.Json()).GetProperty("offerId").GetGuid();
    }

    public static object OfferOf(Guid partner, object? rule, DateOnly from, DateOnly until, string name = "Half-price swimming")
        => new { partnerId = partner, name, description = "At every pool in the county.", validFrom = from, validUntil = until, rule };

    public Task Reaches(Guid learner, int tier, long version = 1)
        => Deliver(new TierReached(learner, version, tier, 0, Guid.NewGuid(), Clock.GetUtcNow()));

    public Task Lapses(Guid learner, int tier, long version = 2)
        => Deliver(new TierLapsed(learner, version, tier, tier + 1, Guid.NewGuid(), Clock.GetUtcNow()));

    public static EmploymentFacts AnEmployment(Guid employer, int? jobRole = 8, DateOnly? until = null)
        => new(Guid.CreateVersion7(), employer, null, null, jobRole, EmploymentKind.Employee, new DateOnly(2025, 3, 1), until, SharesPassport: false);

    public async Task<JsonElement> BenefitOf(Guid learner, Guid offer)
    {
        var benefits = await (await Get(As("benefits.read", learner: learner), $"{V1}/learners/{learner}/benefits")).Json();
        return benefits.GetProperty("benefits").EnumerateArray().Single(b => b.GetProperty("offerId").GetGuid() == offer);
    }

    public async Task<HttpResponseMessage> AskForCode(Guid learner, Guid offer)
        => await As("benefits.code", learner: learner).PostNew($"{V1}/learners/{learner}/codes", new { offerId = offer });

    public async Task<string> ACode(Guid learner, Guid offer)
        => (await (await AskForCode(learner, offer)).Json()).GetProperty("code").GetString()!;

    /// <summary>The body of the answer, word for word.</summary>
    public async Task<string> Check(Guid partner, string code, string? key = null)
    {
        var answer = await AsPartner(partner).PostNew($"{V1}/checks", new { code }, key);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>A learner at tier 2 with a code for an offer that asks for it.</summary>
    internal async Task<(Guid Learner, Guid Partner, Guid Offer, string Code)> ALearnerWithACode()
    {
        var learner = Guid.CreateVersion7();
        await Reaches(learner, 2);
        var partner = await APartner();
        var offer = await AnOffer(partner, new { minimumTier = 2 });
        return (learner, partner, offer, await ACode(learner, offer));
    }
}
