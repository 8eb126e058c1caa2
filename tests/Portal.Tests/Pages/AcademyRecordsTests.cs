using System.Net;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>Academy staff find people, compare records, find a record for somebody, send messages again and see who looked.</summary>
public sealed class AcademyRecordsTests : IAsyncDisposable
{
    private static readonly string Pair = $"/academy/duplicates/{AcademyStandIn.OneId}/{AcademyStandIn.OtherId}";
    private static readonly string Request = $"/academy/requests/{AcademyStandIn.RequestId}";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_overview_begins_with_a_search_and_counts_every_queue()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var page = await browser.Page("/academy");

        (page.Fact("duplicates"), page.Fact("requests"), page.Fact("messages")).ShouldBe(("51", "More than 1", "1"));
        using var begun = await browser.Send(page, "/academy/people", ("Number", "cpa 4f7"));
        var search = await begun.Read();
        ((IHtmlInputElement)search.QuerySelector("#Number")!).Value.ShouldBe("cpa 4f7");
        search.QuerySelector(".govuk-error-summary").ShouldBeNull();
        _app.Behind.Staff.Searches.ShouldBeEmpty();

        _app.Behind.Down("Benefits");
        (await browser.Page("/academy")).Fact("messages").ShouldStartWith("Not known at");
    }

    [Fact]
    public async Task A_person_is_found_and_opened_with_a_reason_they_read()
    {
        var browser = await _app.Browser(Somebody.Sam);

        using var answer = await browser.Send(await browser.Page("/academy/people"), "/academy/people", ("Number", "CPA-4F7-KQ2-M9F"), ("Why", "help"));
        var found = await answer.Read();

        found.Fact("person").ShouldStartWith("Nguyễn <b>Thị</b> Hà Born on 14 May 1990");
        var link = found.QuerySelector("[data-testid=person] a")!.GetAttribute("href")!;
        link.ShouldBe($"/academy/people/{AcademyStandIn.OneId}?why=help");
        var record = await browser.Page(link);
        (record.Fact("name"), record.Fact("why")).ShouldBe(("Nguyễn <b>Thị</b> Hà Called before: Ha Nguyen", "The person reads that the Academy looked, and why: To help you with what you asked us"));
        record.Fact("work").ShouldStartWith("Rosewood <i>Care</i> Since 1 January 2025");
        (await browser.Page($"{link}&tab=training")).Facts("entry").Count.ShouldBeGreaterThan(3);
        (await browser.Page($"{link}&tab=tier")).Fact("tier").ShouldBe("Tier 2 of 5.");
        _app.Behind.Staff.Purposes.Distinct().ShouldBe(["To help you with what you asked us"]);
    }

    [Fact]
    public async Task Without_a_reason_nobody_is_shown_and_nobody_is_asked_about()
    {
        var browser = await _app.Browser(Somebody.Sam);

        foreach (var address in new[] { $"/academy/people/{AcademyStandIn.OneId}", $"/academy/people/{AcademyStandIn.OneId}?why=<script>" })
        {
            (await browser.Page(address)).QuerySelector("h1")!.TextContent.Trim().ShouldBe("Why do you look?");
        }

        _app.Behind.Staff.Purposes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "", "help", "Enter a passport number, or a name and a date of birth", "#Number")]
    [InlineData("CPA", "", "help", "Check the passport number. It has 9 letters and numbers, for example CPA 4F7 KQ2 M9X", "#Number")]
    [InlineData("", "Nguyễn 🔥 <b>", "help", "Enter the date of birth", "#DateOfBirth_Day")]
    [InlineData("CPA-4F7-KQ2-M9F", "", "", "Select why you look", "#Why")]
    [InlineData("CPA-4F7-KQ2-M9F", "", "=1+1", "Select why you look", "#Why")]
    public async Task A_search_that_lacks_something_says_what_and_loses_nothing(string number, string name, string why, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Sam);

        using var answer = await browser.Send(await browser.Page("/academy/people"), "/academy/people", ("Number", number), ("Name", name), ("Why", why));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        ((IHtmlInputElement)page.QuerySelector("#Name")!).Value.ShouldBe(name);
        _app.Behind.Staff.Searches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_found_says_what_was_asked_and_an_away_service_loses_nothing()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var form = await browser.Page("/academy/people");
        (string, string)[] typed = [("Name", "Nobody"), ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987"), ("Why", "wrong")];

        using var none = await browser.Send(form, "/academy/people", typed);
        (await none.Read()).Fact("none").ShouldStartWith("Nobody was found for Nobody, 27 March 1987.");

        _app.Behind.Down("Learner");
        using var down = await browser.Send(form, "/academy/people", typed);
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((IHtmlInputElement)(await down.Read()).QuerySelector("#Name")!).Value.ShouldBe("Nobody");
    }

    [Theory]
    [InlineData("one", "merge 01890a5d-0000-7000-8000-0000000003a2 into 01890a5d-0000-7000-8000-0000000003a1: Both say so.", "The two records are one now. Both numbers lead to it.")]
    [InlineData("other", "merge 01890a5d-0000-7000-8000-0000000003a1 into 01890a5d-0000-7000-8000-0000000003a2: Both say so.", "The two records are one now. Both numbers lead to it.")]
    [InlineData("apart", "apart 01890a5d-0000-7000-8000-0000000003a1 01890a5d-0000-7000-8000-0000000003a2: Both say so.", "They are two people. We do not ask about them again.")]
    public async Task Two_records_are_compared_and_decided_on_once(string decision, string done, string message)
    {
        var browser = await _app.Browser(Somebody.Sam);
        (await browser.Page("/academy/duplicates")).QuerySelector($"a[href='{Pair}']").ShouldNotBeNull();
        var page = await browser.Page(Pair);
        page.Facts("person").Count.ShouldBe(2);

        using var first = await Post(browser, page, Pair, ("Decision", decision), ("Reason", " Both say so. "));
        using var second = await Post(browser, page, Pair, ("Decision", decision), ("Reason", " Both say so. "));

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Redirect, HttpStatusCode.Redirect));
        _app.Behind.Staff.Done.ShouldBe([done]);
        (await browser.Page("/academy/duplicates")).Fact("decided").ShouldBe(message);
        _app.Behind.Staff.Purposes.ShouldAllBe(purpose => purpose == "To see if there are two records of you");
    }

    [Fact]
    public async Task A_decision_wants_an_answer_and_a_reason()
    {
        var browser = await _app.Browser(Somebody.Sam);

        using var pair = await Post(browser, await browser.Page(Pair), Pair, ("Reason", "x"));
        using var request = await Post(browser, await browser.Page(Request), Request, ("Decision", $"{Guid.NewGuid()}"), ("Reason", new string('ß', 501)));

        (await pair.Read()).QuerySelectorAll(".govuk-error-summary li").Select(item => item.TextContent.Trim()).ShouldBe(["Select what you decide", "Say how you know"]);
        (await request.Read()).QuerySelectorAll(".govuk-error-summary li").Select(item => item.TextContent.Trim()).ShouldBe(["Select what you decide", "What you say must be 500 characters or fewer"]);
        _app.Behind.Staff.Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_is_found_for_somebody_who_looked_for_it()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var page = await browser.Page(Request);
        (page.Fact("name"), page.Fact("candidate").Contains("What agrees: Date of birth, Employer", StringComparison.Ordinal)).ShouldBe(("Ma <b>Hà</b>", true));

        using var decided = await Post(browser, page, Request, ("Decision", $"{AcademyStandIn.OneId}"), ("Reason", "The employer says so."));

        decided.Headers.Location!.ToString().ShouldBe("/academy/duplicates");
        _app.Behind.Staff.Done.ShouldHaveSingleItem().ShouldContain($"\"learnerId\":\"{AcademyStandIn.OneId}\"");
        (await browser.Page("/academy/duplicates")).Fact("decided").ShouldBe("The record is connected to the account. The person is told.");
        (await browser.Page($"/academy/requests/{AcademyStandIn.DecidedRequestId}")).Fact("decided").ShouldStartWith("This was decided already.");
    }

    [Fact]
    public async Task A_message_that_failed_is_sent_again_and_never_shown()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var page = await browser.Page("/academy/messages");
        page.Facts("message").Count.ShouldBe(2);
        page.Facts("waiting").ShouldContain(text => text.StartsWith("Waiting to be sent: 3,", StringComparison.Ordinal));
        page.Fact("broker").ShouldBe("We cannot look for new ones now. These are from before.");

        using var sent = await browser.Send(page, "/academy/messages", ("Service", "Passport"), ("Message", $"{AcademyStandIn.MessageId}"));
        sent.Headers.Location!.ToString().ShouldBe("/academy/messages");
        (await browser.Page("/academy/messages")).QuerySelector("[data-testid=sent]").ShouldNotBeNull();
        _app.Behind.Staff.Done.ShouldBe(["replay Passport"]);

        using var unknown = await browser.Send(page, "/academy/messages", ("Service", "<script>"), ("Message", $"{AcademyStandIn.MessageId}"));
        (await unknown.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose a message of the list");
    }

    [Fact]
    public async Task Who_looked_at_whom_is_filtered_by_day_organisation_and_person()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page("/academy/audit?service=Learner&On.Day=21&On.Month=11&On.Year=2026");

        page.Facts("look").Count.ShouldBe(2);
        page.Text().ShouldContain("Passport seen");
        page.Text().ShouldContain("To <i>check</i>");
        var person = page.QuerySelectorAll("[data-testid=look] a").Select(link => link.GetAttribute("href")!).First(link => link.Contains("person=", StringComparison.Ordinal));
        person.ShouldBe($"/academy/audit?service=Learner&on=2026-11-21&person={AcademyStandIn.OneId}");
        (await browser.Page(person)).Fact("only").ShouldStartWith("Only looks at one person. The person sees that you asked.");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("Nobody looked.");
        _app.Behind.Staff.Purposes.Distinct().ShouldBe(["To check who looks at records"]);
    }

    private static Task<HttpResponseMessage> Post(HttpClient browser, IHtmlDocument page, string path, params (string Name, string Value)[] typed)
        => browser.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(
            page.QuerySelectorAll("main form input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Concat(typed.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
}
