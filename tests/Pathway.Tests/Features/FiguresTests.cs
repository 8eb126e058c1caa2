using System.Net;
using Academy.Contracts.Passport;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Pathway.Tests.Features;

public sealed class FiguresTests
{
    private const string Path = "/api/pathway/v1/figures";

    [Fact]
    public async Task A_commissioner_sees_how_many_are_at_each_tier_and_nothing_of_fewer_than_five()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();
        await Learners(own, 7, PathwayApp.AnEntry());
        await Learners(own, 4, PathwayApp.AnEntry(1), PathwayApp.AnEntry(2), PathwayApp.AnEntry(3));
        await Learners(own, 8, PathwayApp.AnEntry(assurance: Assurance.SelfDeclared));

        var answer = await PathwayApp.Get(own.As("pathway.figures", OrganisationKind.Commissioner, Guid.CreateVersion7(), roles: ["viewer"]), Path);

        (await answer.Json()).GetProperty("tiers").EnumerateArray()
            .Select(tier => (tier.GetProperty("tier").GetInt32(), tier.GetProperty("learners").GetProperty("shown").GetString()))
            .ShouldBe([(0, "10"), (1, "5"), (2, "fewer than 5"), (3, "fewer than 5"), (4, "fewer than 5"), (5, "fewer than 5")]);
    }

    [Fact]
    public async Task Figures_are_for_commissioners_and_the_Academy()
    {
        await using var own = new PathwayApp();
        foreach (var kind in new[] { OrganisationKind.Commissioner, OrganisationKind.Academy })
        {
            (await PathwayApp.Get(own.As("pathway.figures", kind, Guid.CreateVersion7()), Path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var kind in new[] { OrganisationKind.Employer, OrganisationKind.TrainingProvider, OrganisationKind.Partner })
        {
            (await PathwayApp.Get(own.As("pathway.figures", kind, Guid.CreateVersion7()), Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await PathwayApp.Get(own.As("pathway.figures", learner: Guid.CreateVersion7()), Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PathwayApp.Get(own.As("pathway.read", OrganisationKind.Commissioner, Guid.CreateVersion7()), Path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task Learners(PathwayApp app, int count, params EntryFacts[] entries)
    {
        for (var i = 0; i < count; i++)
        {
            await app.ALearnerWith(entries);
        }
    }
}
