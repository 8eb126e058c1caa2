using System.Diagnostics;
using System.Net;
using Academy.Contracts.Identity;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Identity.Tests.Members;

public sealed class MemberTests(IdentityApp app)
{
    [Fact]
    public async Task Whoever_does_not_administer_the_organisation_gets_the_answer_for_what_is_not_there()
    {
        var (organisation, other) = (await app.AnOrganisation(), await app.AnOrganisation());
        var (viewer, membership) = await app.AMember(organisation);
        HttpClient[] callers =
        [
            app.Acting(viewer, OrganisationKind.Employer, organisation.Id, "viewer"),
            app.Acting(viewer, OrganisationKind.Employer, organisation.Id, "manager"),
            app.Acting(organisation.Administrator, OrganisationKind.TrainingProvider, organisation.Id, "administrator"),
            app.As("members.read members.write", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer", "auditor"]),
            app.As("members.read members.write", learner: Guid.CreateVersion7()),
            other.Http,
        ];
        foreach (var caller in callers)
        {
            foreach (var id in new[] { organisation.Id, Guid.CreateVersion7() })
            {
                var path = $"{Inviting.Api}/organisations/{id}";
                await ShouldNotBeThere(await caller.GetAsync($"{path}/members"));
                await ShouldNotBeThere(await caller.GetAsync($"{path}/invitations"));
                await ShouldNotBeThere(await caller.DeleteAsync($"{path}/invitations/{Guid.CreateVersion7()}"));
                await ShouldNotBeThere(await caller.PostNew($"{path}/invitations", new { email = "eve@example.com", role = "viewer", reason = "Because" }));
                await ShouldNotBeThere(await caller.PostNew($"{path}/members/{membership}/role", new { role = "manager", reason = "Because" }));
                await ShouldNotBeThere(await caller.PostNew($"{path}/members/{membership}/end", new { reason = "Because" }));
            }
        }

        await ShouldNotBeThere(await other.End(membership));
        var invited = await (await organisation.Invite("invited@post.example")).Json();
        await ShouldNotBeThere(await other.Http.DeleteAsync($"{other.Path}/invitations/{invited.GetProperty("invitationId").GetGuid()}"));
        (await organisation.Members()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_Academy_administrator_says_why_before_acting_in_another_organisation()
    {
        var organisation = await app.AnOrganisation();
        var (member, membership) = await app.AMember(organisation);

        (await app.AcademyAdministrator().GetAsync($"{organisation.Path}/members")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var academy = app.AcademyAdministrator("Call 4711: the manager has left");
        (await academy.GetAsync($"{organisation.Path}/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await app.SignedIn(member)).Http.Open("/account")).TestId("looks").ShouldContain("Call 4711: the manager has left");
        (await organisation.End(membership, by: academy)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organisation.Members()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_role_is_another_membership_and_the_history_says_who_when_and_why()
    {
        var organisation = await app.AnOrganisation();
        var (account, viewer) = await app.AMember(organisation);

        var manager = (await (await organisation.Change(viewer, "manager")).Json()).GetProperty("membershipId").GetGuid();

        manager.ShouldNotBe(viewer);
        (await organisation.Change(manager, "manager")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organisation.Change(viewer, "administrator")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var history = (await organisation.Members("?history=true")).Where(m => m.GetProperty("accountId").GetGuid() == account.Id).ToList();
        history.Select(m => m.GetProperty("role").GetString()).ShouldBe(["viewer", "manager"], ignoreOrder: true);
        var ended = history.Single(m => m.GetProperty("membershipId").GetGuid() == viewer);
        ended.GetProperty("endedBy").GetString().ShouldBe(organisation.Administrator.Id.ToString());
        ended.GetProperty("endedWhy").GetString().ShouldBe("New duties");
        ended.GetProperty("endedAt").GetDateTimeOffset().ShouldBe(app.Clock.GetUtcNow(), TimeSpan.FromMilliseconds(1));
        (await app.Said<OrganisationRoleChanged>()).Where(e => e.AccountId == account.Id)
            .Select(e => (e.MembershipId, e.Version, e.EndedAt is null)).ShouldBe([(viewer, 1, true), (viewer, 2, false), (manager, 1, true)]);
    }

    [Fact]
    public async Task A_role_that_is_ended_twice_ends_once()
    {
        var organisation = await app.AnOrganisation();
        var (account, membership) = await app.AMember(organisation);

        var first = await (await organisation.End(membership)).Json();
        var second = await (await organisation.End(membership)).Json();

        second.GetProperty("membershipId").GetGuid().ShouldBe(first.GetProperty("membershipId").GetGuid());
        second.GetProperty("endedAt").GetDateTimeOffset().ShouldBe(first.GetProperty("endedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        (await app.Said<OrganisationRoleChanged>()).Count(e => e.AccountId == account.Id && e.EndedAt is not null).ShouldBe(1);
        (await app.InDatabase(db => new Memberships(db).Of(account.Id, CancellationToken.None))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_administrator_is_neither_removed_nor_given_another_role()
    {
        var organisation = await app.AnOrganisation();
        await app.AMember(organisation, "manager");
        var administrator = await organisation.FirstAdministrator();

        foreach (var answer in new[]
        {
            await organisation.End(administrator),
            await organisation.Change(administrator, "viewer"),
            await organisation.End(administrator, by: app.AcademyAdministrator("Call 4712: asked us to")),
        })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Slug()).ShouldBe("/problems/last-administrator");
        }

        await app.AMember(organisation, "administrator");
        (await organisation.End(administrator)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_administrators_who_are_removed_at_the_same_moment_one_stays()
    {
        var academy = app.AcademyAdministrator("Call 4713: two at once");
        for (var round = 0; round < 5; round++)
        {
            var organisation = await app.AnOrganisation();
            var (_, second) = await app.AMember(organisation, "administrator");
            var first = await organisation.FirstAdministrator();

            var answers = await Task.WhenAll(organisation.End(first, academy), organisation.Change(second, "viewer", academy));

            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBe(1);
            (await organisation.Members(by: academy)).Count(m => m.GetProperty("role").GetString() == "administrator").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Whoever_has_left_is_refused_with_the_token_they_still_hold()
    {
        await using var own = new IdentityApp();
        var organisation = await own.AnOrganisation();
        var (leaver, membership) = await own.AMember(organisation, "administrator");
        var held = own.Acting(leaver, OrganisationKind.Employer, organisation.Id, "administrator");
        (await held.GetAsync($"{organisation.Path}/members")).StatusCode.ShouldBe(HttpStatusCode.OK);

        own.Clock.Set(DateTimeOffset.UtcNow.AddSeconds(2));
        (await organisation.End(membership)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var since = Stopwatch.StartNew();
        HttpStatusCode status;
        do
        {
            status = (await held.GetAsync($"{organisation.Path}/members")).StatusCode;
        }
        while (status == HttpStatusCode.OK && since.Elapsed < TimeSpan.FromSeconds(90));
        status.ShouldBe(HttpStatusCode.Unauthorized);
        (await organisation.Http.GetAsync($"{organisation.Path}/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Administrators_have_to_show_a_second_proof_when_they_sign_in()
    {
        var organisation = await app.AnOrganisation();
        var (viewer, _) = await app.AMember(organisation);
        await using var scope = app.Services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<Memberships>();

        SecondFactor.IsRequired(await roles.Of(organisation.Administrator.Id, CancellationToken.None)).ShouldBeTrue();
        SecondFactor.IsRequired(await roles.Of(viewer.Id, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Members_are_listed_page_by_page()
    {
        var organisation = await app.AnOrganisation();
        for (var i = 0; i < 4; i++)
        {
            await app.AMember(organisation);
        }

        var seen = new List<Guid>();
        for (var page = $"{organisation.Path}/members?limit=2"; page is not null;)
        {
            var answer = await (await organisation.Http.GetAsync(page)).Json();
            seen.AddRange(answer.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("membershipId").GetGuid()));
            page = answer.GetProperty("next").GetString();
        }

        seen.Distinct().Count().ShouldBe(5);
        seen.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_commissioner_has_viewers_whom_the_Academy_looks_after()
    {
        var (id, account) = (Guid.CreateVersion7(), await app.NewAccount());
        await app.Start(id, account.Email!, OrganisationKind.Commissioner);
        var membership = await (await app.Accept(account)).Json();

        membership.GetProperty("role").GetString().ShouldBe("viewer");
        var path = $"{Inviting.Api}/organisations/{id}/members";
        (await app.Acting(account, OrganisationKind.Commissioner, id, "viewer").GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AcademyAdministrator("Yearly look at who sees figures").PostNew($"{path}/{membership.GetProperty("membershipId").GetGuid()}/end", new { reason = "Left" }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ShouldNotBeThere(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Slug()).ShouldBe("/problems/not-found");
    }
}
