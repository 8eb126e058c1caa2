using System.Net;
using Academy.Contracts.Identity;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Members;

public sealed class InvitationTests(IdentityApp app)
{
    [Fact]
    public async Task An_Academy_administrator_starts_an_organisation_by_inviting_its_first_administrator()
    {
        var organisation = await app.AnOrganisation();

        var member = (await organisation.Members()).ShouldHaveSingleItem();
        member.GetProperty("accountId").GetGuid().ShouldBe(organisation.Administrator.Id);
        member.GetProperty("role").GetString().ShouldBe("administrator");
        member.GetProperty("givenBy").GetString().ShouldBe("academy-office");
        member.GetProperty("why").GetString().ShouldBe("Signed the agreement of May");
        var said = (await app.Said<OrganisationRoleChanged>()).Single(e => e.OrganisationId == organisation.Id);
        (said.Version, said.AccountId, said.OrganisationKind, said.Role, said.EndedAt)
            .ShouldBe((1, organisation.Administrator.Id, "Employer", "administrator", null));
    }

    [Fact]
    public async Task Only_an_Academy_administrator_starts_an_organisation()
    {
        var account = await app.NewAccount();
        HttpClient[] others =
        [
            app.As("members.write", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer", "kitemark-lead", "auditor"]),
            app.Acting(account, OrganisationKind.Employer, Guid.CreateVersion7(), "administrator"),
            app.As("members.write"),
        ];
        foreach (var other in others)
        {
            var answer = await other.PostNew(
                $"{Inviting.Api}/organisations",
                new { kind = "Employer", organisationId = Guid.CreateVersion7(), name = "Oak Care", email = account.Email, reason = "Because" });
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_link_goes_to_the_address_alone_and_only_its_hash_is_kept()
    {
        var (organisation, account) = (await app.AnOrganisation(), await app.NewAccount());

        var answer = await organisation.Invite(account.Email!);

        var token = await app.InvitationSentTo(account.Email!);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(token);
        var kept = await app.InDatabase(db => db.Invitations.SingleAsync(i => i.NormalizedAddress == account.NormalizedEmail));
        kept.TokenHash.ShouldBe(RandomToken.Hash(token));
    }

    [Fact]
    public async Task An_invitation_that_is_accepted_twice_gives_one_role()
    {
        var (organisation, account) = (await app.AnOrganisation(), await app.NewAccount());
        await organisation.Invite(account.Email!, "manager");
        var token = await app.InvitationSentTo(account.Email!);

        var answers = await Task.WhenAll(app.Accept(account, token), app.Accept(account, token), app.Accept(account, token));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(Id))).Distinct().ShouldHaveSingleItem();
        (await organisation.Members()).Count.ShouldBe(2);
        (await app.Said<OrganisationRoleChanged>()).Count(e => e.AccountId == account.Id).ShouldBe(1);

        static async Task<Guid> Id(HttpResponseMessage answer) => (await answer.Json()).GetProperty("membershipId").GetGuid();
    }

    [Fact]
    public async Task An_invitation_is_not_there_for_an_account_with_another_address()
    {
        var (organisation, invited, other) = (await app.AnOrganisation(), await app.NewAccount(), await app.NewAccount());
        await organisation.Invite(invited.Email!);
        var token = await app.InvitationSentTo(invited.Email!);

        (await app.Accept(other, token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Accept(other, "no-such-token")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("account.connect").PostNew($"{Inviting.Api}/invitations/accept", new { token })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organisation.Members()).Count.ShouldBe(1);
        (await app.Accept(invited, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days()
    {
        await using var later = new IdentityApp();
        var (organisation, account) = (await later.AnOrganisation(), await later.NewAccount());
        await organisation.Invite(account.Email!);
        later.Clock.Advance(TimeSpan.FromDays(7));

        var answer = await later.Accept(account);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Slug()).ShouldBe("/problems/invitation-expired");
        (await organisation.Members()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_newer_invitation_ends_the_older_one_and_a_withdrawn_one_is_not_there()
    {
        var (organisation, account) = (await app.AnOrganisation(), await app.NewAccount());
        await organisation.Invite(account.Email!, "manager");
        var older = await app.InvitationSentTo(account.Email!);
        var newer = (await (await organisation.Invite(account.Email!.ToUpperInvariant())).Json()).GetProperty("invitationId").GetGuid();

        (await app.Accept(account, older)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organisation.Http.DeleteAsync($"{organisation.Path}/invitations/{newer}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await app.Accept(account, await NewestTo(account))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var open = await (await organisation.Http.GetAsync($"{organisation.Path}/invitations")).Json();
        open.GetProperty("invitations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_invitation_does_not_bring_back_a_role_that_has_ended()
    {
        var organisation = await app.AnOrganisation();
        var (account, membership) = await app.AMember(organisation);
        await organisation.End(membership);

        var again = await app.Accept(account);

        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Slug()).ShouldBe("/problems/invitation-used");
    }

    [Theory]
    [InlineData("not an address", "viewer")]
    [InlineData("eve@example.com\r\nBcc: all@example.com", "viewer")]
    [InlineData("eve@example.com", "trainer")]
    [InlineData("eve@example.com", "Administrator")]
    [InlineData("eve@example.com", "'; DROP TABLE memberships; --")]
    public async Task What_cannot_be_an_invitation_is_refused_with_a_sentence(string email, string role)
    {
        var organisation = await app.AnOrganisation();

        var answer = await organisation.Invite(email, role);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Bodies_that_are_too_long_or_of_the_wrong_kind_are_refused()
    {
        var organisation = await app.AnOrganisation();
        object[] bodies =
        [
            new { email = new string('a', 10_000) + "@example.com", role = "viewer", reason = "Because" },
            new { email = "eve@example.com", role = "viewer", reason = "" },
            new { email = "eve@example.com", role = "viewer", reason = "two\nlines" },
            new { email = 7, role = "viewer", reason = "Because" },
            new { email = "eve@example.com\0", role = "viewer", reason = "Because\0" },
            Array.Empty<int>(),
        ];
        foreach (var body in bodies)
        {
            ((int)(await organisation.Http.PostNew($"{organisation.Path}/invitations", body)).StatusCode).ShouldBeInRange(400, 422);
        }
    }

    [Fact]
    public async Task There_is_one_Academy_and_an_organisation_is_of_one_kind()
    {
        var (organisation, address) = (await app.AnOrganisation(), People.NewAddress());

        foreach (var answer in new[]
        {
            await app.Start(Guid.CreateVersion7(), address, OrganisationKind.Academy),
            await app.Start(DemoClient.AcademyId, address),
            await app.Start(Guid.Empty, address),
            await app.Start(organisation.Id, address, OrganisationKind.Partner),
        })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    private async Task<string> NewestTo(Account account) => await app.InvitationSentTo(account.Email!.ToUpperInvariant().Split('@')[0] + "@" + account.Email!.Split('@')[1]);
}
