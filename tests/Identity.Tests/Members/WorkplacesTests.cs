using System.Net;
using System.Text.Json;
using Academy.Contracts.Identity;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Members;

/// <summary>Roles that are held at some workplaces of an employer.</summary>
public sealed class WorkplacesTests(IdentityApp app)
{
    [Fact]
    public async Task A_manager_is_invited_for_some_workplaces_and_holds_the_role_there()
    {
        var (organisation, account) = (await app.AnOrganisation(), await app.NewAccount());

        var invited = await (await organisation.Invite(account.Email!, "manager", [" HOME2 ", "HOME1", "HOME2"])).Json();
        var listed = (await (await organisation.Http.GetAsync($"{organisation.Path}/invitations")).Json()).GetProperty("invitations")[0];
        var accepted = await (await app.Accept(account)).Json();

        foreach (var shown in new[] { invited, listed, accepted, await Member(organisation, account) })
        {
            Workplaces(shown).ShouldBe(["HOME1", "HOME2"]);
        }

        (await app.Said<OrganisationRoleChanged>()).Single(e => e.AccountId == account.Id).Workplaces.ShouldBe(["HOME1", "HOME2"]);
        Workplaces((await organisation.Members()).Single(m => m.GetProperty("role").GetString() == "administrator")).ShouldBeNull();
    }

    [Theory]
    [InlineData(OrganisationKind.Employer, "administrator")]
    [InlineData(OrganisationKind.TrainingProvider, "trainer")]
    [InlineData(OrganisationKind.TrainingProvider, "administrator")]
    [InlineData(OrganisationKind.Partner, "checker")]
    public async Task A_role_of_the_whole_organisation_is_not_held_at_workplaces(OrganisationKind kind, string role)
    {
        var organisation = await app.AnOrganisation(kind);
        var (_, membership) = await app.AMember(organisation, role);

        foreach (var answer in new[]
        {
            await organisation.Invite("eve@example.com", role, ["HOME1"]),
            await organisation.Change(membership, role, workplaces: ["HOME1"]),
        })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Slug()).ShouldBe("/problems/role-of-the-whole");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    [InlineData("a reference of more than fifty characters, by one!!")]
    public async Task A_reference_that_no_workplace_can_have_is_refused_with_a_sentence(string reference)
    {
        var organisation = await app.AnOrganisation();

        var answer = await organisation.Invite("eve@example.com", "viewer", ["HOME1", reference]);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Slug()).ShouldBe("/problems/workplaces");
    }

    [Fact]
    public async Task An_empty_list_does_not_mean_the_whole_employer_and_a_long_one_is_refused()
    {
        var organisation = await app.AnOrganisation();
        var most = Enumerable.Range(1, 21).Select(i => $"HOME{i}").ToArray();

        (await organisation.Invite("eve@example.com", "viewer", [])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await organisation.Invite("eve@example.com", "viewer", most)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await organisation.Invite("eve@example.com", "viewer", most[..20])).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organisation.Invite("eve@example.com", "viewer", [new string('Ä', 50)])).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Other_workplaces_are_another_membership_and_end_the_tokens_from_before()
    {
        var organisation = await app.AnOrganisation();
        var (account, home1) = await app.AMember(organisation, "manager", ["HOME1"]);

        var home2 = await (await organisation.Change(home1, "manager", workplaces: ["HOME2"])).Json();

        home2.GetProperty("membershipId").GetGuid().ShouldNotBe(home1);
        var history = (await organisation.Members("?history=true")).Where(m => m.GetProperty("accountId").GetGuid() == account.Id).ToList();
        history.Select(m => (Workplaces(m)![0], m.TryGetProperty("endedAt", out _))).ShouldBe([("HOME1", true), ("HOME2", false)], ignoreOrder: true);
        var now = app.Clock.GetUtcNow();
        (await app.Said<OrganisationRoleChanged>()).Where(e => e.AccountId == account.Id)
            .Select(e => (e.Workplaces![0], e.Version, e.EndedAt is null)).ShouldBe([("HOME1", 1, true), ("HOME1", 2, false), ("HOME2", 1, true)]);
        (await app.InDatabase(db => db.Set<EndedAccess>().SingleAsync(e => e.Subject == account.Id && e.OrganisationId == organisation.Id)))
            .EndedAt.ShouldBe(now, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task The_same_workplaces_in_another_order_change_nothing()
    {
        var organisation = await app.AnOrganisation();
        var (account, membership) = await app.AMember(organisation, "viewer", ["HOME1", "HOME2"]);

        var same = await (await organisation.Change(membership, "viewer", workplaces: ["HOME2", "HOME1"])).Json();

        same.GetProperty("membershipId").GetGuid().ShouldBe(membership);
        (await app.Said<OrganisationRoleChanged>()).Count(e => e.AccountId == account.Id).ShouldBe(1);
    }

    [Fact]
    public async Task A_role_at_a_workplace_becomes_one_of_the_whole_employer_and_the_other_way_round()
    {
        var organisation = await app.AnOrganisation();
        var (account, membership) = await app.AMember(organisation, "viewer", ["HOME1"]);

        var whole = await (await organisation.Change(membership, "viewer")).Json();
        Workplaces(await Member(organisation, account)).ShouldBeNull();
        await organisation.Change(whole.GetProperty("membershipId").GetGuid(), "manager", workplaces: ["HOME3"]);

        Workplaces(await Member(organisation, account)).ShouldBe(["HOME3"]);
    }

    [Theory]
    [InlineData("viewer", null, "manager", "HOME1")]
    [InlineData("manager", "HOME1", "viewer", null)]
    [InlineData("manager", "HOME1", "viewer", "HOME2")]
    [InlineData("manager", "HOME1", "manager", "HOME2")]
    [InlineData("administrator", null, "viewer", "HOME1")]
    public async Task A_role_at_workplaces_is_held_beside_no_other(string first, string? there, string second, string? elsewhere)
    {
        var organisation = await app.AnOrganisation();
        var (account, _) = await app.AMember(organisation, first, At(there));

        var answer = await AcceptAlso(organisation, account, second, At(elsewhere));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Slug()).ShouldBe("/problems/role-held-alone");
        (await Member(organisation, account)).GetProperty("role").GetString().ShouldBe(first);

        static string[]? At(string? workplace) => workplace is null ? null : [workplace];
    }

    [Fact]
    public async Task Of_two_roles_that_are_held_neither_is_limited_to_workplaces()
    {
        var organisation = await app.AnOrganisation();
        var (account, viewer) = await app.AMember(organisation);
        (await AcceptAlso(organisation, account, "manager", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await organisation.Change(viewer, "viewer", workplaces: ["HOME1"])).Slug()).ShouldBe("/problems/role-held-alone");

        var held = (await app.InDatabase(db => new Memberships(db).Of(account.Id, CancellationToken.None))).ShouldHaveSingleItem();
        held.Roles.ShouldBe(["viewer", "manager"], ignoreOrder: true);
        held.Workplaces.ShouldBeNull();
    }

    [Fact]
    public async Task An_administrator_whose_token_is_limited_to_workplaces_administers_nobody()
    {
        var organisation = await app.AnOrganisation();
        var limited = app.As(
            "members.read members.write", organisation.Kind, organisation.Id, roles: ["administrator"], subject: organisation.Administrator.Id.ToString(), workplaces: ["HOME1"]);

        (await limited.GetAsync($"{organisation.Path}/members")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await limited.PostNew($"{organisation.Path}/invitations", new { email = "eve@example.com", role = "viewer", reason = "Because" }))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Accepts a further invitation; it is told from the first by how the address is written.</summary>
    private async Task<HttpResponseMessage> AcceptAlso(StartedOrganisation organisation, Account account, string role, string[]? workplaces)
    {
        var parts = account.Email!.Split('@');
        var address = $"{parts[0].ToUpperInvariant()}@{parts[1]}";
        (await organisation.Invite(address, role, workplaces)).StatusCode.ShouldBe(HttpStatusCode.Created);
        return await app.Accept(account, await app.InvitationSentTo(address));
    }

    private static async Task<JsonElement> Member(StartedOrganisation organisation, Account account)
        => (await organisation.Members()).Single(m => m.GetProperty("accountId").GetGuid() == account.Id);

    private static string[]? Workplaces(JsonElement shown)
        => shown.TryGetProperty("workplaces", out var workplaces) ? [.. workplaces.EnumerateArray().Select(one => one.GetString()!)] : null;
}
