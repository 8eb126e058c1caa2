using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.EndToEnd.Tests.Access;

[Collection(nameof(AccessPlatform))]
public sealed partial class AccessTests(AccessPlatform platform, ITestOutputHelper output)
{
    private const int Identifiers = 2_000;

    [Fact]
    public void The_table_names_every_route_there_is_and_no_other()
    {
        var named = platform.Table.Where(line => line.Record == Line.Own).Select(line => AccessPlatform.WithoutQuery(line.Key)).ToList();

        named.Except(platform.Routes.Keys).ShouldBeEmpty("the table names routes that no service answers");
        platform.Routes.Keys.Except(named).ShouldBeEmpty("routes without a line in access.csv");
        named.ShouldBeUnique();
    }

    [Fact]
    public void Every_route_that_is_about_a_learner_is_asked_for_merged_and_erased_ones_too()
    {
        var routes = platform.Table.Where(line => line.Record == Line.Own && platform.Requests[line].IsAboutALearner).Select(line => line.Key).ToList();

        routes.Count.ShouldBeGreaterThanOrEqualTo(15);
        foreach (var record in new[] { Line.Merged, Line.Erased })
        {
            platform.Table.Where(line => line.Record == record).Select(line => line.Key).ShouldBe(routes, ignoreOrder: true);
        }
    }

    [Fact]
    public void The_table_has_a_column_for_every_role_and_what_a_role_does_not_allow_is_forbidden_in_it()
    {
        var roles = platform.Cast.Callers.Where(caller => caller.IsARole).Select(caller => caller.Name).ToList();
        roles.Count.ShouldBe(Enum.GetValues<OrganisationKind>().Sum(kind => RoleScopes.RolesOf(kind).Count()));
        platform.Table[0].Expected.Keys.ShouldBe(platform.Cast.Callers.Where(caller => caller.Name != "faraway").Select(caller => caller.Name), ignoreOrder: true);

        foreach (var line in platform.Table.Where(line => platform.ScopeOf(line) is not null))
        {
            foreach (var role in roles)
            {
                var (kind, name) = (AccessCast.KindOf(role), role.Split(':')[1]);
                (line.Expected[role] == 403).ShouldBe(!RoleScopes.Of(kind, [name]).Contains(platform.ScopeOf(line)!), $"{role} at {line}");
            }
        }
    }

    [Fact]
    public async Task Every_caller_gets_from_every_route_what_the_table_says()
    {
        var wrong = new ConcurrentBag<string>();
        var cells = 0;
        using var people = new AccessPeople(platform.Cast, platform.Http.BaseAddress!);
        await people.SignIn();

        // The services side by side, each route after the other: what one request changes does not race with the next. Who only reads may do so with others.
        await Task.WhenAll(platform.Table.GroupBy(line => line.Service).Select(async lines =>
        {
            foreach (var line in lines)
            {
                await Parallel.ForEachAsync(
                    platform.Cast.Callers.Where(caller => line.Expected.ContainsKey(caller.Name)),
                    new ParallelOptions { MaxDegreeOfParallelism = line.Method is Line.Page or "GET" ? 3 : 1 },
                    async (caller, _) =>
                    {
                        Interlocked.Increment(ref cells);
                        foreach (var complaint in await Walk(line, caller))
                        {
                            wrong.Add(complaint);
                        }
                    });
            }
        }));

        output.WriteLine($"{platform.Table.Count} routes × {platform.Cast.Callers.Count(c => platform.Table[0].Expected.ContainsKey(c.Name))} callers: {cells} answers");
        wrong.Order().ShouldBeEmpty();
        cells.ShouldBe(platform.Table.Sum(line => line.Expected.Count));
    }

    /// <summary>Real things of strangers where the caller may see none of the kind, and ids of nothing, at every route that takes one.</summary>
    [Fact]
    public async Task Two_thousand_identifiers_with_every_role_show_nothing_and_not_even_that_something_is_there()
    {
        var routes = platform.Table.Where(line => line.TakesAnId && line.Record == Line.Own && line.Method != Line.Page).ToList();
        var callers = platform.Cast.Callers.Where(caller => routes[0].Expected.ContainsKey(caller.Name) && caller.Name is not ("expired" or "otherkey" or "audience" or "scope")).ToList();
        var (wrong, answers) = (new ConcurrentDictionary<string, int>(), new ConcurrentDictionary<string, int>());
        var (real, tried) = (0, 0);

        await Parallel.ForEachAsync(callers, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (caller, _) =>
        {
            foreach (var (line, id, isReal) in Tries(caller, routes))
            {
                var request = platform.Requests[line];
                using var answer = await caller.Ask(platform.Http, line, platform.Requests.Path(line, caller, id), request.Body(caller));
                var body = TraceId().Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "");
                Interlocked.Increment(ref tried);
                Interlocked.Add(ref real, isReal ? 1 : 0);
                answers.AddOrUpdate($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {body}", 1, (_, count) => count + 1);
                var expected = line.Expected[caller.Name] is var told and (400 or 401 or 403) ? told : 404;
                if ((int)answer.StatusCode != expected)
                {
                    wrong.AddOrUpdate($"{caller.Name}: {line} with the id of {(isReal ? $"a stranger's {request.Kind}" : "nothing")} answered {(int)answer.StatusCode}, not {expected}", 1, (_, count) => count + 1);
                }
            }
        });

        output.WriteLine($"{tried} requests by {callers.Count} callers at {routes.Count} routes, {real} of them with ids of real things of strangers; the answers were:");
        foreach (var (answer, count) in answers)
        {
            output.WriteLine($"{count} × {answer}");
        }

        wrong.Keys.Order().ShouldBeEmpty();
        tried.ShouldBeGreaterThanOrEqualTo(Identifiers * callers.Count);
        real.ShouldBeGreaterThan(2_000);
        answers.Keys.Count(answer => answer.StartsWith("404", StringComparison.Ordinal)).ShouldBe(1, "what is not there and what is not yours look alike, byte for byte");
    }

    private IEnumerable<(Line Line, string Id, bool IsReal)> Tries(AccessCaller caller, List<Line> routes)
    {
        var count = 0;
        foreach (var line in routes.Where(line => line.Expected[caller.Name] is 401 or 404 || IsOfThePerson(line, caller)))
        {
            foreach (var stranger in platform.Cast.Strangers(platform.Requests[line].Kind))
            {
                yield return (line, $"{stranger}", true);
                count++;
            }
        }

        for (var i = 0; count < Identifiers; i++, count++)
        {
            var line = routes[i % routes.Count];
            yield return (line, line.Route.Contains("{deliveryId}", StringComparison.Ordinal) ? $"{long.MaxValue - i}" : $"{(i % 2 == 0 ? Guid.NewGuid() : Guid.CreateVersion7())}", false);
        }
    }

    /// <summary>What an organisation or a learner sees is its own; strangers' things of the same kind are not. The Academy looks after all.</summary>
    private static bool IsOfThePerson(Line line, AccessCaller caller)
        => !caller.IsAcademy && line.Expected["nobody"] == 401 && line.Expected.Values.Contains(404);

    private async Task<List<string>> Walk(Line line, AccessCaller caller)
    {
        var request = platform.Requests[line];
        using var answer = await caller.Ask(platform.Http, line, platform.Requests.Path(line, caller, await platform.Requests.IdFor(line, caller)), request.Body(caller));
        var complaints = new List<string>();
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)answer.StatusCode != line.Expected[caller.Name])
        {
            complaints.Add($"{caller.Name}: {line} answered {(int)answer.StatusCode}, not {line.Expected[caller.Name]}: {body[..Math.Min(body.Length, 200)]}");
        }

        if (answer.StatusCode == HttpStatusCode.PermanentRedirect
            && answer.Headers.Location?.OriginalString.Contains($"{platform.Cast.Amara}", StringComparison.Ordinal) != true)
        {
            complaints.Add($"{caller.Name}: {line} leads to {answer.Headers.Location}");
        }

        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && WhereTo(line, caller) is { } there
            && answer.Headers.Location?.OriginalString.StartsWith(there, StringComparison.Ordinal) != true)
        {
            complaints.Add($"{caller.Name}: {line} leads to {answer.Headers.Location}, not to {there}");
        }

        if (answer.Headers.Contains("Set-Cookie") && line.Method != Line.Page)
        {
            complaints.Add($"{caller.Name}: {line} set a cookie");
        }

        if (answer.IsSuccessStatusCode && IsForKnownPeople(line) && answer.Headers.CacheControl?.NoStore != true)
        {
            complaints.Add($"{caller.Name}: {line} may be kept by a cache");
        }

        return complaints;
    }

    /// <summary>Steps of these lead to their beginning whoever has not taken it, or may only look.</summary>
    private static readonly string[] LedBack = ["/employer/check/bulk/", "/employer/requirements/", "/employer/people/"];

    private static bool IsForKnownPeople(Line line) => line.Expected["nobody"] is 401 || IsOfAGroup(line);

    /// <summary>Learners, employers, training providers, partners and Academy staff each have pages of the portal that are for nobody else.</summary>
    private static bool IsOfAGroup(Line line)
        => line.Method == Line.Page && line.Route.Split('/')[1] is "passport" or "tier" or "benefits" or "employer" or "trainer" or "partner" or "academy" or "disputes" or "kitemark" or "figures";

    /// <summary>Where a page leads whom it is not for: to sign in, to where it says that the session ended, or to their own first page.</summary>
    private string? WhereTo(Line line, AccessCaller caller) => !IsOfAGroup(line) ? null
        : caller.AtPages is null ? "/session/start?returnUrl="
        : caller.Name == "closed" ? "/session/ended"
        : line.Route == "/partner/result" && caller.Name.StartsWith("partner:", StringComparison.Ordinal) ? "/partner"
        : line.Route.StartsWith("/passport/add/", StringComparison.Ordinal) && caller.Name is "self" or "learner" ? "/passport/add"
        : line.Route.StartsWith("/kitemark/{id}/", StringComparison.Ordinal) && caller.Name is "provider:administrator" or "academy:officer" or "academy:kitemark-lead"
            ? $"/kitemark/{platform.Cast.Application}"
        : line.Route == "/trainer/classes/{id}/done" && caller.IsHerProvider ? "/trainer"
        : (line.Route.StartsWith("/academy/kitemarks/{id}/", StringComparison.Ordinal) || line.Route.StartsWith("/academy/visits/", StringComparison.Ordinal))
            && caller.Name is "academy:officer" or "academy:kitemark-lead" ? $"/academy/kitemarks/{platform.Cast.Kitemark}"
        : caller.Name.StartsWith("employer:", StringComparison.Ordinal) && Array.Find(LedBack, line.Route.StartsWith) is { } beginning ? beginning.TrimEnd('/')
        : line.Route.StartsWith("/trainer/records/{id}/withdraw/", StringComparison.Ordinal) && caller.IsHerProvider ? $"/trainer/records/{platform.Cast.Entry}/withdraw"
        : "/home?not=yours";

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}
