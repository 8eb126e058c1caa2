using System.Net;
using Academy.ServiceDefaults;

namespace Academy.EndToEnd.Tests.Access;

[Collection(nameof(AccessPlatform))]
public sealed class EndedRoleTests(AccessPlatform platform)
{
    [Fact]
    public async Task Whoever_has_lost_a_role_is_refused_by_every_service_with_the_token_they_still_hold()
    {
        var cast = platform.Cast;
        await cast.As("admin", "PUT", "dev/personas/sunil", new { organisationId = cast.Rosewood });
        var members = await cast.As("admin+", "GET", $"api/identity/v1/organisations/{cast.Rosewood}/members", null);
        var sunil = members.GetProperty("members").EnumerateArray().Single(member => member.GetProperty("role").GetString() == "manager");
        var (account, issuedAt) = (sunil.GetProperty("accountId").GetGuid(), DateTime.UtcNow);
        var holder = new AccessCaller("sunil", line => Task.FromResult(
            cast.Tokens.OfAMember(line, account, OrganisationKind.Employer, cast.Rosewood, "manager", issuedAt)), employer: cast.Rosewood);
        var lines = platform.Table.Where(line => line.Method == "GET" && line.Record == Line.Own && platform.ScopeOf(line) is not null).ToList();
        lines.Select(line => line.Service).Distinct().Count().ShouldBe(6);
        (await Answers(holder, lines)).ShouldAllBe(answer => answer.Status != HttpStatusCode.Unauthorized);

        await cast.As("admin+", "POST", $"api/identity/v1/organisations/{cast.Rosewood}/members/{sunil.GetProperty("membershipId").GetGuid()}/end", new { reason = "Left the company." });

        await APlatform.Until("every service refuses the token", async () => (await Answers(holder, lines)).TrueForAll(answer => answer.Status == HttpStatusCode.Unauthorized));
    }

    private async Task<List<(string Route, HttpStatusCode Status)>> Answers(AccessCaller caller, List<Line> lines)
    {
        var answers = new List<(string Route, HttpStatusCode Status)>();
        foreach (var line in lines)
        {
            var path = platform.Requests.Path(line, caller, await platform.Requests.IdFor(line, caller));
            using var answer = await caller.Ask(platform.Http, line, path, null);
            answers.Add((line.Key, answer.StatusCode));
        }

        return answers;
    }
}
