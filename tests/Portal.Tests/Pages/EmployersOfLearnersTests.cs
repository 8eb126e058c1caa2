using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class EmployersOfLearnersTests : IAsyncDisposable
{
    private static readonly string Question = $"/passport/employers/{OwnStandIn.UnansweredWorkId}";
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_learner_sees_each_employer_whether_it_can_see_the_passport_and_since_when()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/employers");

        var employers = page.QuerySelectorAll("[data-testid=employer]").Select(card => card.TextContent).ToList();
        employers.Count.ShouldBe(2);
        employers[0].ShouldContain("Hilltop <b>House</b>");
        employers[0].ShouldContain("Not answered yet");
        employers[1].ShouldContain("Since 10:00am on 7 January 2025");
        page.Fact("before").ShouldBe("Oak Care Ltd: 3 April 2023 to 31 December 2024");
    }

    [Theory]
    [InlineData("yes", true, "You said yes. Hilltop <b>House</b> can see your passport while you work there.")]
    [InlineData("no", false, "You said no. Hilltop <b>House</b> cannot see your training.")]
    public async Task A_learner_says_yes_or_no_to_an_employer_and_is_told_what_holds_now(string answer, bool shares, string told)
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var sent = await browser.Send(await browser.Page(Question), Question, ("Answer", answer));

        _app.Behind.Own.Answers.ShouldBe(new Dictionary<Guid, bool> { [OwnStandIn.UnansweredWorkId] = shares });
        sent.Headers.Location!.ToString().ShouldBe("/passport/employers");
        (await browser.Page("/passport/employers")).Fact("answered").ShouldBe(told);
        (await browser.Page("/passport/employers")).QuerySelector("[data-testid=answered]").ShouldBeNull("it is told once");
        (await browser.Page("/passport")).QuerySelector("[data-testid=to-answer]").ShouldBeNull("who has answered is not asked again");
        (await browser.Page(Question)).QuerySelector($"input[value={answer}]")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_allowed_is_stopped_at_any_time()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var address = $"/passport/employers/{OwnStandIn.SharedWorkId}";

        using var sent = await browser.Send(await browser.Page(address), address, ("Answer", "no"));

        _app.Behind.Own.Answers[OwnStandIn.SharedWorkId].ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=yes")]
    [InlineData("YES")]
    public async Task Only_yes_and_no_are_answers(string typed)
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.Send(await browser.Page(Question), Question, ("Answer", typed));

        var page = await answer.Read();
        page.Title!.ShouldStartWith("Error: ");
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Select yes or no");
        page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        _app.Behind.Own.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else_or_for_an_employment_that_ended()
    {
        var (amara, lukasz) = (await _app.Browser(Somebody.Amara), await _app.Browser(Somebody.Lukasz));
        using var other = await lukasz.GetAsync(new Uri(Question, UriKind.Relative));
        using var forged = await lukasz.Send(await amara.Page(Question), Question, ("Answer", "yes"));
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var ended = await amara.Page($"/passport/employers/{OwnStandIn.EndedWorkId}");
        ended.Fact("ended").ShouldBe("You do not work there any more. They cannot see your passport.");
        ended.QuerySelector("main form").ShouldBeNull();
        _app.Behind.Own.HasJustEnded = true;

        using var late = await amara.Send(await amara.Page(Question), Question, ("Answer", "yes"));

        late.Headers.Location!.ToString().ShouldBe(Question);
        _app.Behind.Own.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_works_nowhere_is_told_how_an_employer_adds_them()
    {
        (await (await _app.Browser(Somebody.Lukasz)).Page("/passport/employers")).Fact("empty").ShouldStartWith("We know of nobody you work for today.");
    }

    [Fact]
    public async Task When_the_service_is_away_nothing_is_claimed_and_an_answer_is_kept()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var form = await browser.Page(Question);
        _app.Behind.Down("Learner");

        (await browser.Page("/passport/employers")).Fact("down").ShouldBe("We cannot show your employers now. Try again later. We tried at 9:00am on 22 November 2026.");
        var passport = await browser.Page("/passport");
        passport.Fact("work-down").ShouldBe("We cannot say now if an employer waits for your answer. We tried at 9:00am on 22 November 2026.");
        using var away = await browser.Send(form, Question, ("Answer", "yes"));
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await away.Read()).QuerySelector("h1")!.TextContent.ShouldBe("This page is not working now");
    }

    [Fact]
    public async Task An_answer_typed_when_the_session_had_ended_is_there_after_signing_in_again()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Amara, jar);
        var form = await browser.Page(Question);
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, Question, ("Answer", "yes"));
        ended.Headers.Location!.ToString().ShouldContain("/session/ended");

        using var back = await _app.SignIn(browser, Somebody.Amara, $"/session/start?returnUrl={Uri.EscapeDataString(Question)}");

        (await browser.Page(Question)).QuerySelector("input[value=yes]")!.HasAttribute("checked").ShouldBeTrue();
        _app.Behind.Own.Answers.ShouldBeEmpty();
    }
}
