using Academy.Contracts.Passport;
using Academy.People;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Figures as three services tell them to commissioners and the Academy.</summary>
internal sealed class FiguresStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>Whether there are fewer than five of everything.</summary>
    public bool AreLow { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        host.MapGet("/Learner/api/learner/v1/figures", (HttpRequest request) => OfThem(request, () => json(new { asAt = time.GetUtcNow(), learners = Of(1_240), working = Of(1_005) }, 200)));
        host.MapGet("/Pathway/api/pathway/v1/figures", (HttpRequest request) => OfThem(request, () => json(
            new { asAt = time.GetUtcNow(), tiers = new[] { 310, 420, 205, 60, 12, 3 }.Select((count, tier) => new { tier, learners = Of(count) }) }, 200)));
        host.MapGet("/Passport/api/passport/v1/figures", (HttpRequest request) => OfThem(request, () => json(
            new
            {
                asAt = time.GetUtcNow(),
                inForce = Of(930),
                inForceByCategory = new[] { ("Fire <b>safety</b>", 610), ("Assisting and moving people", 845), ("Stoma care", 2), ("Oral health", 0) }
                    .Select(subject => new { trainingCategory = subject.Item1, learners = Of(subject.Item2) }),
                months = Enumerable.Range(0, 12).Select(before => new
                {
                    monthBeginning = new DateOnly(2026, 11, 1).AddMonths(-before),
                    byAssurance = new[]
                    {
                        new { assurance = Assurance.Kitemarked, completions = Of(before == 5 ? 3 : 40 + (10 * before)) },
                        new { assurance = Assurance.Recorded, completions = Of(before == 5 ? 0 : 15) },
                    },
                }),
            },
            200)));
    }

    private Figure Of(int count) => Figure.Of(AreLow ? 2 : count);

    private IResult OfThem(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Results.Problem(statusCode: 401, type: "/problems/not-signed-in"),
        { Kind: OrganisationKind.Commissioner or OrganisationKind.Academy } => answer(),
        _ => Results.Problem(statusCode: 404, type: "/problems/not-found"),
    };
}
