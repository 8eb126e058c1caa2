using System.Net;
using Academy.Identity.Domain;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Accounts;

/// <summary>Anybody says what they think; nothing says who they are.</summary>
public sealed class FeedbackTests(IdentityApp app)
{
    [Fact]
    public async Task Anybody_gives_feedback_without_signing_in_and_a_form_that_is_sent_twice_counts_once()
    {
        var browser = app.OpenBrowser().Http;
        var words = $"Bigger buttons <b>please</b> {Guid.NewGuid()}\r\n=1+1 🙂 مرحبا";
        var page = await browser.Open("/feedback");
        (string, string)[] typed = [("FormKey", page.Field("FormKey")), ("Satisfaction", "4"), ("Comment", $"  {words} ")];

        (await browser.Send("/feedback", page, "", typed)).Location!.ToString().ShouldBe("/feedback/sent");
        var sent = await browser.Follow(await browser.Send("/feedback", page, "", typed));

        sent.Heading.ShouldBe("Thank you for your feedback");
        var kept = (await Kept(words)).ShouldHaveSingleItem();
        (kept.Satisfaction, kept.GivenOn).ShouldBe((4, app.Clock.Today()));
        var comment = (await Read()).EnumerateArray().Select(one => one.GetProperty("comment").GetString()).First();
        comment.ShouldBe(words.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("", "Good", "Select how happy you are")]
    [InlineData("6", "Good", "Select how happy you are")]
    [InlineData("<b>", "Good", "Select how happy you are")]
    [InlineData("3", "bell\a", "Use 1,200 letters or fewer, and no symbols that cannot be seen")]
    public async Task What_cannot_be_is_said_and_what_was_typed_stays(string satisfaction, string comment, string error)
    {
        var browser = app.OpenBrowser().Http;

        var page = await browser.Fill("/feedback", ("Satisfaction", satisfaction), ("Comment", $"{comment} <script>"));

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Title.ShouldStartWith("Error: ");
        page.Errors.ShouldBe([error]);
        page.Html.ShouldContain("&lt;script&gt;");
        page.Html.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
        => (await app.OpenBrowser().Http.Fill("/feedback", ("Satisfaction", "3"), ("Comment", new string('x', 1201)))).Errors.ShouldHaveSingleItem();

    [Fact]
    public async Task One_caller_gives_ten_answers_in_an_hour_and_no_more()
    {
        var browser = app.OpenBrowser().Http;
        for (var number = 0; number < 10; number++)
        {
            (await browser.Fill("/feedback", ("Satisfaction", "5"))).Status.ShouldBe(HttpStatusCode.Redirect);
        }

        (await browser.Fill("/feedback", ("Satisfaction", "5"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Academy_staff_read_it_page_by_page_and_nobody_else_does()
    {
        for (var number = 0; number < 3; number++)
        {
            await app.OpenBrowser().Http.Fill("/feedback", ("Satisfaction", "2"), ("Comment", $"Number {number}"));
        }

        var first = await (await Academy().GetAsync(new Uri($"{Inviting.Api}/feedback?limit=2", UriKind.Relative))).Json();
        var second = await (await Academy().GetAsync(new Uri(first.GetProperty("next").GetString()!, UriKind.Relative))).Json();

        first.GetProperty("comments").EnumerateArray().Select(one => one.GetProperty("comment").GetString()).ShouldBe(["Number 2", "Number 1"]);
        second.GetProperty("comments")[0].GetProperty("comment").GetString().ShouldBe("Number 0");
        first.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()).ToList()[1].ShouldBeGreaterThanOrEqualTo(3);
        (await app.As("feedback.read", OrganisationKind.Employer, Guid.NewGuid()).GetAsync(new Uri($"{Inviting.Api}/feedback", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("accounts.manage", OrganisationKind.Academy, Guid.NewGuid()).GetAsync(new Uri($"{Inviting.Api}/feedback", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private HttpClient Academy() => app.As("feedback.read", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer"]);

    private async Task<System.Text.Json.JsonElement> Read()
        => (await (await Academy().GetAsync(new Uri($"{Inviting.Api}/feedback?limit=1", UriKind.Relative))).Json()).GetProperty("comments");

    private Task<List<Feedback>> Kept(string words)
    {
        var kept = words.ReplaceLineEndings("\n");
        return app.InDatabase(db => db.Feedback.AsNoTracking().Where(f => f.Comment == kept).ToListAsync());
    }
}
