using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Who may act for an employer, and where it is.</summary>
public sealed class PeopleTests : IAsyncDisposable
{
    private const string People = "/employer/people";
    private static readonly string Zahra = $"{People}/{MemberStandIn.ZahraId}";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private MemberStandIn Members => _app.Behind.Members;

    [Fact]
    public async Task An_administrator_sees_who_may_act_for_the_employer_and_who_is_invited()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page(People);

        page.Facts("member").ShouldBe(["Ruth <b>Ellis</b> Administrator Everywhere 14 August 2026", "Zahra Ahmadi Manager RW-1, RW-2 14 August 2026"]);
        page.Fact("invitation").ShouldContain("kit@post.example");
    }

    [Fact]
    public async Task Somebody_is_invited_once_however_often_the_form_is_sent_and_the_invitation_is_taken_back()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page($"{People}/invite");
        (string, string)[] typed = [("Email", " new@post.example "), ("RoleName", "manager"), ("Workplaces", "RW-1, RW-1;RW-2"), ("Reason", "She leads the team.")];

        using var sent = await browser.Send(form, $"{People}/invite", typed);
        using var twice = await browser.Send(form, $"{People}/invite", typed);

        sent.Headers.Location!.ToString().ShouldBe(People);
        var page = await browser.Page(People);
        page.Fact("done").ShouldBe("The invitation is on its way. It can be accepted for 7 days.");
        Members.Invited.Count.ShouldBe(2);
        (Members.Invited[1].Email, Members.Invited[1].Role).ShouldBe(("new@post.example", "manager"));
        Members.Invited[1].Workplaces.ShouldBe(["RW-1", "RW-2"]);

        using var taken = await browser.Send(page, $"{People}?handler=Withdraw", ("invitation", $"{Members.Invited[1].Id}"));
        using var again = await browser.Send(page, $"{People}?handler=Withdraw", ("invitation", $"{MemberStandIn.InvitationId}"));
        Members.Invited.ShouldBeEmpty();
        (await browser.Page(People)).Fact("none-invited").ShouldStartWith("No invitation is open.");
    }

    [Theory]
    [InlineData("Email", "", "Enter an email address like name@example.com", "#Email")]
    [InlineData("Email", "<script>", "Enter an email address like name@example.com", "#Email")]
    [InlineData("Email", "somebody@bad", "Enter an email address like name@example.com", "#Email")]
    [InlineData("RoleName", "", "Select what they may do", "#RoleName")]
    [InlineData("RoleName", "owner", "Select what they may do", "#RoleName")]
    [InlineData("RoleName", "administrator", "An administrator acts for the whole employer. Leave this empty", "#Workplaces")]
    [InlineData("Reason", " x ", "Say why, in 3 to 500 letters", "#Reason")]
    public async Task What_cannot_be_is_said_at_its_field_and_kept(string field, string value, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var typed = new Dictionary<string, string> { ["Email"] = "new@post.example", ["RoleName"] = "viewer", ["Workplaces"] = "RW-1", ["Reason"] = "=1+1 \u202eRuth", [field] = value };

        using var answer = await browser.Send(await browser.Page($"{People}/invite"), $"{People}/invite", [.. typed.Select(one => (one.Key, one.Value))]);

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe(target);
        page.QuerySelector("#Email")!.GetAttribute("value").ShouldBe(typed["Email"].Length == 0 ? null : typed["Email"]);
        Members.Invited.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_is_changed_and_ended_with_a_reason_and_the_last_administrator_stays()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Zahra);
        form.QuerySelector("#Workplaces")!.GetAttribute("value").ShouldBe("RW-1, RW-2");

        using var changed = await browser.Send(form, Zahra, ("RoleName", "viewer"), ("Workplaces", ""), ("Reason", "A new job."));
        (Members.Members[MemberStandIn.ZahraId].Role, Members.Members[MemberStandIn.ZahraId].Workplaces).ShouldBe(("viewer", null));
        using var noReason = await browser.Send(await browser.Page(Zahra), $"{Zahra}?handler=End", ("Reason", ""));
        (await noReason.Read()).QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#Reason");
        using var ended = await browser.Send(await browser.Page(Zahra), $"{Zahra}?handler=End", ("Reason", "She left us."));
        (await browser.Page(People)).Fact("done").ShouldBe("The access has ended. It works nowhere any more.");
        Members.Members.Count.ShouldBe(1);

        var ruth = $"{People}/{MemberStandIn.RuthId}";
        using var last = await browser.Send(await browser.Page(ruth), $"{ruth}?handler=End", ("Reason", "I leave."));
        (await last.Read()).Text().ShouldContain("This is the last administrator. Give somebody else this role first");
        using var gone = await browser.GetAsync(new Uri(Zahra, UriKind.Relative));
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Others_are_told_whom_to_ask()
    {
        var browser = await _app.Browser(Somebody.Ruth with { Scope = "openid profile passport.read" });

        (await browser.Page(People)).Fact("for-others").ShouldBe("Only administrators see and change this. Ask one of yours.");
        using var form = await browser.GetAsync(new Uri($"{People}/invite", UriKind.Relative));
        form.Headers.Location!.ToString().ShouldBe(People);
        (await browser.Page("/employer")).QuerySelectorAll($"a[href='{People}']").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_answer_says_so_and_what_was_typed_stays()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page($"{People}/invite");
        Members.IsDown = true;

        (await browser.Page(People)).Facts("down").Count.ShouldBe(2);
        using var sent = await browser.Send(form, $"{People}/invite", ("Email", "new@post.example"), ("RoleName", "viewer"), ("Reason", "She is new."));

        sent.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await sent.Read()).QuerySelector("#Email")!.GetAttribute("value").ShouldBe("new@post.example");
    }

    [Fact]
    public async Task The_workplaces_are_shown_as_the_commission_knows_them()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page("/employer/locations");

        page.Fact("cqc").ShouldBe("1-101601251");
        page.Facts("workplace")[0].ShouldContain("1-2216543891");
        page.Facts("workplace")[0].ShouldContain("1-116543890");
        page.Facts("workplace")[1].ShouldContain("Closed 31 March 2026");
        _app.Behind.Team.IsEmpty = true;
        (await browser.Page("/employer/locations")).Fact("empty").ShouldStartWith("We know of no workplace of yours.");
        _app.Behind.Down("Learner");
        (await browser.Page("/employer/locations")).Fact("down").ShouldStartWith("We cannot show your workplaces now.");
    }
}
