using System.Net;
using Academy.AscWds.Codes;
using Academy.Pathway.Domain;
using Academy.Testing;

namespace Academy.Pathway.Tests;

public sealed class RoleCategoryTests(PathwayApp app) : IClassFixture<PathwayApp>
{
    [Fact]
    public void The_eight_categories_have_the_codes_of_ASC_WDS_and_a_personal_assistant_has_none()
    {
        RoleCategories.All.Count.ShouldBe(8);
        RoleCategories.All.Single(category => category.AscWdsCode is null).Key.ShouldBe("personal-assistant");
        RoleCategories.All.Select(category => category.AscWdsCode).OfType<int>().ShouldBe(Enum.GetValues<Academy.AscWds.Codes.RoleCategory>().Select(code => (int)code).Where(code => code < 900));
        RoleCategories.All.SelectMany(category => category.Suggested).Where(code => !TrainingCategories.TryGet(code, out _)).ShouldBeEmpty();
    }

    [Fact]
    public async Task They_are_listed_for_whoever_may_see_tiers()
    {
        var answer = await app.As("pathway.read", learner: Guid.NewGuid()).GetAsync(new Uri("/api/pathway/v1/role-categories", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Json()).GetProperty("categories").EnumerateArray().Select(category => category.GetProperty("name").GetString()).First().ShouldBe("New to care");
    }
}
