using System.Net;

namespace Academy.Identity.Tests.Members;

public sealed class InvitationPageTests(IdentityApp app)
{
    [Fact]
    public async Task Opening_the_link_changes_nothing_and_the_button_accepts_once()
    {
        var (organisation, person) = (await app.AnOrganisation(), await app.SignedIn());
        await organisation.Invite(person.Account.Email!, "manager");
        var path = $"/account/invitation/{await app.InvitationSentTo(person.Account.Email!)}";

        var page = await person.Http.Open(path);
        await person.Http.Open(path);
        (await organisation.Members()).Count.ShouldBe(1);
        (page.Heading, page.TestId("role")).ShouldBe(("Oak Care invites you", "manager"));
        var (accepted, again) = (await person.Http.Send(path, page, ""), await person.Http.Send(path, page, ""));

        accepted.Location!.ToString().ShouldBe("/account");
        again.Location!.ToString().ShouldBe("/account");
        (await organisation.Members()).Count.ShouldBe(2);
        (await person.Http.Open(path)).TestId("used").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_page_says_at_which_workplaces_the_role_is_held()
    {
        var (organisation, person) = (await app.AnOrganisation(), await app.SignedIn());
        await organisation.Invite(person.Account.Email!, "manager", ["HOME2", "<b>HOME1</b>"]);

        var page = await person.Http.Open($"/account/invitation/{await app.InvitationSentTo(person.Account.Email!)}");

        page.TestId("workplaces").ShouldBe("<b>HOME1</b>, HOME2");
    }

    [Fact]
    public async Task Somebody_else_who_has_the_link_sees_the_page_for_what_is_not_there()
    {
        var (organisation, invited, other) = (await app.AnOrganisation(), await app.NewAccount(), await app.SignedIn());
        await organisation.Invite(invited.Email!);
        var path = $"/account/invitation/{await app.InvitationSentTo(invited.Email!)}";

        var theirs = await other.Http.Open(path);
        var nobodys = await other.Http.Open("/account/invitation/no-such-token");

        (theirs.Status, nobodys.Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        theirs.Html.ShouldNotContain("Oak Care");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first_and_comes_back()
    {
        var (organisation, invited) = (await app.AnOrganisation(), await app.NewAccount());
        await organisation.Invite(invited.Email!);
        var path = $"/account/invitation/{await app.InvitationSentTo(invited.Email!)}";

        var answer = await app.OpenBrowser().Http.Open(path);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location!.ToString().ShouldContain($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
    }

    [Fact]
    public async Task A_form_that_was_not_given_out_here_accepts_nothing()
    {
        var (organisation, person) = (await app.AnOrganisation(), await app.SignedIn());
        await organisation.Invite(person.Account.Email!);
        var path = $"/account/invitation/{await app.InvitationSentTo(person.Account.Email!)}";

        (await person.Http.Post(path)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await organisation.Members()).Count.ShouldBe(1);
    }
}
