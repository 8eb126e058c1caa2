using System.Net;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What an employer asks of its team: read, changed with its effect seen before, and never lost.</summary>
public sealed class RequirementTests : IAsyncDisposable
{
    private const string List = "/employer/requirements";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private RequirementStandIn Asked => _app.Behind.Team.Requirements;

    [Fact]
    public async Task The_list_says_what_is_asked_of_whom_how_often_and_from_when()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page(List);

        page.Facts("subject").Count.ShouldBe(2);
        page.Facts("subject")[0].ShouldBe("Everybody");
        page.Facts("subject")[1].ShouldBe("Care worker, Administrative Again after 12 months (or the national time, if it is longer) From 1 January 2027 Who starts has 30 days for it");
        Asked.Set();
        (await (await _app.Browser(Somebody.Ruth)).Page(List)).Fact("empty").ShouldBe("You ask for no training yet. So nothing can be missing.");
    }

    [Fact]
    public async Task Training_is_added_after_its_effect_was_seen_and_once_when_the_button_is_pressed_twice()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var asked = await browser.Send(
            await browser.Page($"{List}/new"), $"{List}/new", ("Subject", "OMMT"), ("AskedOf", "some"), ("Roles", "8"), ("Months", " 24 "), ("Combination", "Longest"),
            ("From.Day", "1"), ("From.Month", "March"), ("From.Year", "2027"), ("Grace", "28"));

        asked.Headers.Location!.ToString().ShouldBe($"{List}/new/check");
        var check = await browser.Page($"{List}/new/check");
        check.Fact("asked").ShouldBe("Care worker Again after 24 months (or the national time, if it is longer) From 1 March 2027 Who starts has 28 days for it");
        check.Fact("effect").ShouldBe("3 Newly Missing 1 Newly Expired 2 No longer Missing or Expired 14 Share their passport with you");
        var added = new RequiredSubject(null, null, 24, "OMMT", Combination.Longest, new DateOnly(2027, 3, 1), 28);
        (Asked.Previewed![^1] with { JobRoleCodes = null }).ShouldBe(added);
        Asked.Version.ShouldBe(1);
        (await browser.Page($"{List}/new?again=true")).QuerySelector("#Grace")!.GetAttribute("value").ShouldBe("28");
        (await browser.Page($"{List}/new")).QuerySelector("#Grace")!.GetAttribute("value").ShouldBeNull();

        using var saved = await browser.Send(check, $"{List}/new/check");
        (await browser.Page(List)).Fact("saved").ShouldBe("Saved: Oliver McGowan Mandatory Training. The lists of your team follow at once.");
        using var twice = await browser.Send(check, $"{List}/new/check");

        saved.Headers.Location!.ToString().ShouldBe(List);
        twice.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Asked.Version.ShouldBe(2);
        Asked.Subjects.Select(subject => subject.Composite ?? $"{subject.TrainingCategoryCode}").ShouldBe(["6", "15", "OMMT"]);
        Asked.Subjects[2].JobRoleCodes.ShouldBe([8]);
    }

    [Fact]
    public async Task What_is_asked_for_is_changed_in_its_place_and_taken_out()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page($"{List}/15");
        form.QuerySelectorAll("input[name=Roles][checked]").Select(role => role.GetAttribute("value")).ShouldBe(["8", "25"], ignoreOrder: true);
        form.QuerySelector("#From_Month")!.GetAttribute("value").ShouldBe("1");

        using var changed = await browser.Send(form, $"{List}/15", ("AskedOf", "all"), ("Months", ""), ("Grace", "0"));
        using var saved = await browser.Send(await browser.Page($"{List}/15/check"), $"{List}/15/check");
        Asked.Subjects[1].ShouldSatisfyAllConditions(
            subject => subject.JobRoleCodes.ShouldBe([]), subject => subject.RefreshMonths.ShouldBeNull(), subject => subject.AskedFrom.ShouldBe(new DateOnly(2027, 1, 1)));

        form = await browser.Page($"{List}/15");
        using var removing = await browser.Send(form, $"{List}/15?handler=Remove");
        var check = await browser.Page($"{List}/15/check");
        check.Fact("asked").ShouldBe("You will not ask for it any more.");
        using var removed = await browser.Send(check, $"{List}/15/check");

        Asked.Subjects.Select(subject => subject.TrainingCategoryCode).ShouldBe([6]);
        (await browser.Page(List)).Fact("removed").ShouldStartWith("Removed: ");
    }

    [Theory]
    [InlineData("Subject", "", "Choose the training", "#Subject")]
    [InlineData("Subject", "<script>alert(1)</script>", "Choose the training", "#Subject")]
    [InlineData("Subject", "4", "Choose the training", "#Subject")]
    [InlineData("Subject", "=6+9", "Choose the training", "#Subject")]
    [InlineData("Subject", "6", "This is in your list already. Change it there", "#Subject")]
    [InlineData("AskedOf", "nobody", "Select who must have it", "#AskedOf")]
    [InlineData("AskedOf", "some", "Select at least one job role", "#Roles")]
    [InlineData("Months", "0", "The months must be a number from 1 to 120, for example 12", "#Months")]
    [InlineData("Months", "\u202e12", "The months must be a number from 1 to 120, for example 12", "#Months")]
    [InlineData("Months", "999999999999999999999", "The months must be a number from 1 to 120, for example 12", "#Months")]
    [InlineData("From.Day", "31", "The first day must include a month and a year", "#From_Month")]
    [InlineData("Grace", "🙂", "The days must be a number from 0 to 365, for example 30", "#Grace")]
    [InlineData("Grace", "-1", "The days must be a number from 0 to 365, for example 30", "#Grace")]
    public async Task What_cannot_be_is_said_at_its_field_with_everything_kept(string field, string value, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var fields = new Dictionary<string, string> { ["Subject"] = "13", ["AskedOf"] = "all", ["Months"] = "7", ["Grace"] = "5", [field] = value };

        using var answer = await browser.Send(await browser.Page($"{List}/new"), $"{List}/new", [.. fields.Select(one => (one.Key, one.Value))]);
        var page = await answer.Read();

        page.Title.ShouldStartWith("Error: ");
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe(target);
        page.QuerySelector("#Months")!.GetAttribute("value").ShouldBe(fields["Months"]);
        page.QuerySelector("#Grace")!.GetAttribute("value").ShouldBe(fields["Grace"]);
        Asked.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_made_on_what_somebody_else_changed_is_not_saved()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        using var asked = await browser.Send(await browser.Page($"{List}/6"), $"{List}/6", ("Months", "6"));
        var check = await browser.Page($"{List}/6/check");
        Asked.Set(new RequiredSubject(6, [], 3));

        using var answer = await browser.Send(check, $"{List}/6/check");

        (await answer.Read()).Text().ShouldContain("Somebody else changed the list meanwhile. Load the page again, then make your change");
        Asked.Subjects.Single().RefreshMonths.ShouldBe(3);
    }

    [Fact]
    public async Task Where_the_service_does_not_answer_the_change_waits_and_no_count_is_made_up()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        using var asked = await browser.Send(await browser.Page($"{List}/6"), $"{List}/6", ("Months", "6"));
        var check = await browser.Page($"{List}/6/check");
        _app.Behind.Down("Passport");
        using (var down = await browser.Send(check, $"{List}/6/check"))
        {
            down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        _app.Behind.Up("Passport");
        using var saved = await browser.Send(check, $"{List}/6/check");

        saved.Headers.Location!.ToString().ShouldBe(List);
        Asked.Subjects[0].RefreshMonths.ShouldBe(6);
    }

    [Fact]
    public async Task Whoever_may_not_change_it_reads_it_and_is_told_who_does()
    {
        var browser = await _app.Browser(Somebody.Ruth with { Scope = "openid profile passport.read" });

        var page = await browser.Page(List);
        using var form = await browser.GetAsync(new Uri($"{List}/6", UriKind.Relative));

        page.Fact("look-only").ShouldBe("You can look. Managers and administrators change it.");
        page.QuerySelectorAll("a[href*='requirements/']").ShouldBeEmpty();
        form.Headers.Location!.ToString().ShouldBe(List);

        Asked.IsForOthers = true;
        browser = await _app.Browser(Somebody.Ruth);
        using var asked = await browser.Send(await browser.Page($"{List}/6"), $"{List}/6", ("Months", "6"));
        (await browser.Page($"{List}/6/check")).Text().ShouldContain("Only somebody who acts for the whole employer can change this");
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_the_session_ended()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Ruth, jar);
        var form = await browser.Page($"{List}/new");
        _app.Clock.Advance(TimeSpan.FromHours(13));
        using var ended = await browser.Send(form, $"{List}/new", ("Subject", "13"), ("AskedOf", "some"), ("Roles", "8"), ("From.Day", "1"), ("Grace", "9 days"));
        ended.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using var again = await _app.SignIn(browser, Somebody.Ruth);
        var page = await browser.Page($"{List}/new");

        page.Fact("kept").ShouldContain("Your answers are still here.");
        page.QuerySelector("#Subject option[selected]")!.GetAttribute("value").ShouldBe("13");
        page.QuerySelector("#Grace")!.GetAttribute("value").ShouldBe("9 days");
        page.QuerySelector("#From_Day")!.GetAttribute("value").ShouldBe("1");
    }
}
