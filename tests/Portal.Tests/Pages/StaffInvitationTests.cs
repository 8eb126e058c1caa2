using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>An employer invites its staff by a pasted list.</summary>
public sealed class StaffInvitationTests : IAsyncDisposable
{
    private const string Invite = "/employer/invite";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_list_is_looked_at_first_and_its_good_lines_are_sent_once_while_the_others_stay_in_the_box()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Invite);
        var list = "kit@post.example, amara@post.example\r\n<script>alert(1)</script>\r\n=cmd|' /C calc'!A0\r\nKIT@post.example;new@post.example";

        using var shown = await browser.Send(form, $"{Invite}?handler=Check", ("List", list), ("Workplace", "RW-1"));
        var check = await shown.Read();
        check.Facts("good").ShouldBe(["kit@post.example", "amara@post.example", "new@post.example"]);
        check.Facts("bad").ShouldBe([
            "Line 3 <script>alert(1)</script> This is not an email address. Write it like name@example.com",
            "Line 4 =cmd|' /C calc'!A0 This is not an email address. Write it like name@example.com"]);
        _app.Behind.Members.StaffInvited.ShouldBeEmpty("looking at it sends nothing");

        (string, string)[] typed = [("FormKey", check.QuerySelector("[name=FormKey]")!.GetAttribute("value")!), ("List", list), ("Workplace", "RW-1")];
        using var sent = await browser.Send(check, $"{Invite}?handler=Send", typed);
        using var twice = await browser.Send(check, $"{Invite}?handler=Send", typed);

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        _app.Behind.Members.StaffInvited.ShouldHaveSingleItem().ShouldBe("kit@post.example amara@post.example new@post.example RW-1");
        var page = await browser.Page(Invite);
        page.Fact("done").ShouldBe("2 invitations are on their way. Invited in the last 7 days, so not again: 1. Not sent, see the box below: 2.");
        page.QuerySelector("#List")!.TextContent.Trim().ShouldBe("<script>alert(1)</script>\n=cmd|' /C calc'!A0");
        page.Facts("invited").ShouldContain(line => line.StartsWith("kit@post.example", StringComparison.Ordinal) && line.EndsWith("On your list", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(" \r\n ", "Enter at least one email address")]
    [InlineData("101", "Enter 100 email addresses or fewer")]
    public async Task A_list_that_cannot_be_says_so_at_its_field_and_is_kept(string list, string message)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var typed = list == "101" ? string.Join('\n', Enumerable.Range(0, 101).Select(number => $"n{number}@post.example")) : list;

        using var answer = await browser.Send(await browser.Page(Invite), $"{Invite}?handler=Check", ("List", typed));
        var page = await answer.Read();

        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#List");
        page.QuerySelector("#List")!.TextContent.Trim().ShouldBe(typed.Trim());
    }

    [Fact]
    public async Task When_the_service_does_not_answer_the_list_is_still_there_and_the_page_says_so()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        using var shown = await browser.Send(await browser.Page(Invite), $"{Invite}?handler=Check", ("List", "new@post.example"));
        var check = await shown.Read();
        _app.Behind.Members.IsDown = true;

        using var down = await browser.Send(check, $"{Invite}?handler=Send", ("FormKey", check.QuerySelector("[name=FormKey]")!.GetAttribute("value")!), ("List", "new@post.example"));

        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await down.Read()).Facts("good").ShouldBe(["new@post.example"]);
    }

    [Fact]
    public async Task Whoever_may_not_invite_is_told_whom_to_ask()
    {
        var viewer = await _app.Browser(Somebody.Ruth with { Scope = "openid profile employers.read learners.read passport.read" });

        (await viewer.Page(Invite)).Fact("for-others").ShouldStartWith("Only managers and administrators invite staff.");
        (await viewer.Page("/employer")).QuerySelector("a[href='/employer/invite']").ShouldBeNull();
    }

    [Fact]
    public async Task Academy_staff_read_feedback_in_words_and_numbers_and_nothing_in_it_is_rendered()
    {
        var page = await (await _app.Browser(Somebody.Sam)).Page("/academy/feedback");

        page.Fact("happy").ShouldBe("7 of 10 people are happy or very happy.");
        page.Facts("count").ShouldBe(["Very happy 4", "Happy 3", "Neither happy nor unhappy 2", "Unhappy 1", "Very unhappy 0"]);
        page.Facts("comment")[0].ShouldBe("Unhappy, 22 November 2026 The <b>code</b> was hard to read.");
        page.QuerySelector("a[href='/academy/feedback?before=7']").ShouldNotBeNull();
        _app.Behind.Staff.IsEmpty = true;
        (await (await _app.Browser(Somebody.Sam)).Page("/academy/feedback")).Fact("empty").ShouldStartWith("Nobody has given feedback");
    }
}
