using System.Net;
using Academy.Passport.Domain;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What an employer decides about training somebody brings along, and what the person and an inspector see of it.</summary>
public sealed class RelianceTests : IAsyncDisposable
{
    private const string Person = "/employer/staff/01890a5d-0000-7000-8000-0000000000f1";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_employer_sees_how_a_person_stands_and_decides_about_what_they_bring_along()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var page = await browser.Page(Person);
        page.QuerySelectorAll("[data-testid=brought] h3").Select(title => title.TextContent).ShouldBe(["Moving & assisting <people>", "First aid"]);
        page.QuerySelectorAll("[data-testid=subject]").Length.ShouldBe(3);
        page.Fact("equivalence").ShouldBe("Hoists of 2026-09-01 counts as Assisting and moving people.");

        using var sent = await browser.Send(page, Person, ("Answers[0].Decision", "Accepted"), ("Answers[1].Decision", "Repeat"), ("Answers[1].Reason", " It has expired. "));

        sent.Headers.Location!.ToString().ShouldBe(Person);
        var after = await browser.Page(Person);
        after.QuerySelector("[data-testid=saved]").ShouldNotBeNull();
        _app.Behind.Starters.Receipts.Select(r => (r.Decision, r.Reason)).ShouldBe([(RelianceDecision.Accepted, null), (RelianceDecision.Repeat, "It has expired.")]);
        after.QuerySelectorAll("input[checked]").Select(input => input.GetAttribute("value")).ShouldBe(["Accepted", "Repeat"]);
    }

    [Fact]
    public async Task Qualifications_and_what_another_employer_saw_are_decided_about_in_the_same_form_and_a_delegation_is_not()
    {
        _app.Behind.Starters.BringsMore = true;
        var browser = await _app.Browser(Somebody.Ruth);
        var page = await browser.Page(Person);
        page.QuerySelectorAll("[data-testid=brought] h3").Select(title => title.TextContent)
            .ShouldBe(["Moving & assisting <people>", "First aid", "Level 2 <b>Certificate</b>", "Medication management"]);
        page.QuerySelectorAll("[data-testid=kind]").Length.ShouldBe(2);

        using var sent = await browser.Send(page, Person, ("Answers[2].Decision", "Accepted"), ("Answers[3].Decision", "Repeat"), ("Answers[3].Reason", "We see for ourselves."));

        sent.Headers.Location!.ToString().ShouldBe(Person);
        _app.Behind.Starters.Receipts.Select(r => r.EntryId).ShouldBe([StarterStandIn.QualificationId, StarterStandIn.SeenId], ignoreOrder: true);
    }

    [Fact]
    public async Task What_has_expired_cannot_be_accepted_and_only_what_changed_is_sent()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var page = await browser.Page(Person);
        page.QuerySelectorAll("input[name='Answers[1].Decision']").Select(input => input.GetAttribute("value")).ShouldBe(["Repeat", "Rejected"]);
        using var forced = await browser.Send(page, Person, ("Answers[1].Decision", "Accepted"));
        (await forced.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("First aid: choose one of the answers");
        using var first = await browser.Send(page, Person, ("Answers[0].Decision", "Accepted"));

        using var again = await browser.Send(await browser.Page(Person), Person);

        (await again.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Change at least one answer before you save");
        _app.Behind.Starters.Receipts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Repeat", "", "Moving & assisting <people>: say why. The person will read it")]
    [InlineData("<script>", "why", "Moving & assisting <people>: choose one of the answers")]
    [InlineData("Rejected", "long", "Moving & assisting <people>: the reason must be 500 characters or fewer")]
    public async Task What_cannot_be_decided_says_how_to_mend_it_and_loses_nothing(string decision, string reason, string message)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var typed = reason == "long" ? new string('ß', 501) : reason;

        using var answer = await browser.Send(await browser.Page(Person), Person, ("Answers[0].Decision", decision), ("Answers[0].Reason", typed), ("Answers[1].Decision", "Repeat"), ("Answers[1].Reason", "=1+1"));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector("input[name='Answers[0].Reason']")!.GetAttribute("value").ShouldBe(typed.Length == 0 ? null : typed);
        page.QuerySelector("input[name='Answers[1].Reason']")!.GetAttribute("value").ShouldBe("=1+1");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        _app.Behind.Starters.Receipts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(403, "not-allowed", "You can look. Only managers and administrators decide")]
    [InlineData(422, "not-in-force", "Some of this training changed just now. Look at it again, then save")]
    [InlineData(422, "changed-since-check", "Some of this training changed since you checked, and the sharing has ended. Ask for a new share code")]
    public async Task What_the_service_refuses_is_said_in_words(int status, string slug, string message)
    {
        _app.Behind.Starters.Refuses = (status, slug);
        var browser = await _app.Browser(Somebody.Ruth);

        using var answer = await browser.Send(await browser.Page(Person), Person, ("Answers[0].Decision", "Accepted"));

        (await answer.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(message);
    }

    [Fact]
    public async Task A_form_sent_twice_is_decided_once()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Person);

        using var one = await browser.Send(form, Person, ("Answers[0].Decision", "Accepted"));
        using var two = await browser.Send(form, Person, ("Answers[0].Decision", "Accepted"));

        _app.Behind.Starters.Receipts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_are_still_there_when_the_service_is_away_or_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Person);
        _app.Behind.Down("Passport");
        using var away = await browser.Send(form, Person, ("Answers[0].Decision", "Accepted"));
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _app.Behind.Up("Passport");

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, Person, ("Answers[1].Decision", "Repeat"), ("Answers[1].Reason", "Out of date"));
        using var back = await _app.SignIn(browser, Somebody.Ruth);

        var page = await browser.Page(Person);
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("input[name='Answers[1].Reason']")!.GetAttribute("value").ShouldBe("Out of date");
    }

    [Fact]
    public async Task An_address_with_the_id_of_a_merged_record_leads_to_the_page_of_the_kept_one_and_the_session_goes_on()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var led = await browser.GetAsync(new Uri($"/employer/staff/{StarterStandIn.MergedId}", UriKind.Relative));

        ((int)led.StatusCode, led.Headers.Location!.ToString()).ShouldBe((308, Person));
        (await browser.Page(Person)).Fact("who").ShouldBe("Your account: Ruth Ellis, Rosewood Care");
    }

    [Fact]
    public async Task The_person_reads_what_was_decided_and_why()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/decisions");

        page.QuerySelectorAll("[data-testid=receipt]").Length.ShouldBe(1);
        page.Text().ShouldContain("It has to be done again here.");
        page.Text().ShouldContain("Our <b>hoists</b> are others.");
        (await (await _app.Browser(Somebody.Lukasz)).Page("/passport/decisions")).Fact("empty").ShouldBe("There is no decision yet.");
    }

    [Fact]
    public async Task Receipts_say_what_was_replaced_and_are_for_those_who_decide()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page($"{Person}/receipts");
        page.QuerySelectorAll("[data-testid=receipt] strong").Select(tag => tag.TextContent).ShouldBe(["Old"]);

        _app.Behind.Starters.IsForOthers = true;
        (await (await _app.Browser(Somebody.Ruth)).Page($"{Person}/receipts")).Fact("for-others").ShouldBe("Only managers and administrators decide, and see the receipts.");
    }

    [Fact]
    public async Task The_overview_tells_what_was_not_repeated()
        => (await (await _app.Browser(Somebody.Ruth)).Page("/employer")).Fact("avoided").ShouldBe("13.5 hours, £1,250 Withdrawn since, so decide again: 1");

    [Fact]
    public async Task An_inspector_checks_a_receipt_however_it_was_broken_into_lines()
    {
        var browser = _app.Browser();

        using var answer = await browser.Send(await browser.Page("/check/receipt"), "/check/receipt", ("Signed", $" {StarterStandIn.Signed[..20]}\r\n{StarterStandIn.Signed[20..]} "));

        var page = await answer.Read();
        page.Fact("signature").ShouldBe("Good. The Academy signed it, and nothing was changed.");
        page.Fact("current").ShouldBe("No. The employer decided otherwise since.");
        page.Text().ShouldContain("Rosewood <Care>");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_receipt_of_a_check_says_who_checked_and_what_was_shown_at_that_time()
    {
        var browser = _app.Browser();

        using var answer = await browser.Send(await browser.Page("/check/receipt"), "/check/receipt", ("Signed", StarterStandIn.SignedCheck));

        var page = await answer.Read();
        page.Fact("signature").ShouldStartWith("Good.");
        (page.Fact("checked-name"), page.Fact("shown")).ShouldBe(("Siân <O'Brien>", "Completed on 1 September 2026."));
        page.Fact("current").ShouldStartWith("It says how it was at that time.");
    }

    [Theory]
    [InlineData("", "Paste the signed receipt")]
    [InlineData("<script>alert(1)</script>", null)]
    [InlineData("=HYPERLINK(1)", null)]
    public async Task What_is_no_receipt_is_not_good(string typed, string? error)
    {
        var browser = _app.Browser();

        using var answer = await browser.Send(await browser.Page("/check/receipt"), "/check/receipt", ("Signed", typed));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")?.TextContent.ShouldBe(error);
        (error is null ? page.Fact("signature") : "").ShouldBe(error is null ? "Not good. The Academy did not sign this, or it was changed." : "");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
    }
}
