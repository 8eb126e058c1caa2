using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>The pages of those who connect a system.</summary>
public sealed class DevelopersTests : IAsyncDisposable
{
    private const string List = "/developers/webhooks";
    private static readonly string One = $"{List}/{WebhookStandIn.FailingId}";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_guide_shows_every_sample_as_it_is()
    {
        var page = await _app.Browser().Page("/developers");

        foreach (var sample in Directory.GetFiles(Repository.File("deploy", "samples", "developers")))
        {
            page.QuerySelector($"[data-testid='{Path.GetFileName(sample)}']")!.TextContent.ShouldBe(await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_reference_says_of_each_route_its_scope_its_headers_and_what_is_sent()
    {
        var page = await _app.Browser().Page("/developers/reference?service=passport");

        page.QuerySelectorAll("[data-testid=operation]").Select(operation => operation.TextContent)
            .ShouldBe(["POST /api/passport/v1/completions", "POST /api/passport/v1/imports", "GET /.well-known/did.json"]);
        foreach (var part in new[] { "completions.write", "Idempotency-Key string, header", "courseVersionId uuid", "result Passed | Absent, may be left out", "hours number", "learners [object]", "text/csv file", "Anybody may ask." })
        {
            page.Text().ShouldContain(part);
        }
    }

    [Fact]
    public async Task A_part_that_does_not_answer_says_so()
    {
        _app.Behind.Down("Passport");

        (await _app.Browser().Page("/developers/reference?service=passport")).Text().ShouldContain("We cannot show this part now.");
    }

    [Fact]
    public async Task An_address_is_added_with_what_it_hears_of_and_what_is_wrong_is_said()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var form = await browser.Page(List);

        (await (await browser.Send(form, List)).Read()).Text().ShouldContain("Enter the address of your system");
        (await (await browser.Send(form, List, ("Address", "http://rosewood.example"), ("Types", "academy.passport.entry-recorded.v1"))).Read()).Text()
            .ShouldContain("Give an address that begins with https://.");
        using var added = await browser.Send(form, List, ("Address", "https://rosewood.example/events"), ("Types", "academy.passport.entry-recorded.v1"));

        added.Headers.Location!.ToString().ShouldBe(One);
        _app.Behind.Webhooks.Asked.Values.ShouldBe(["add https://rosewood.example/events academy.passport.entry-recorded.v1"]);
    }

    [Fact]
    public async Task The_log_shows_what_was_answered_and_a_test_event_one_event_or_all_that_failed_can_be_sent()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page(One);
        page.QuerySelectorAll("[data-testid=delivery]").Length.ShouldBe(3);
        page.Text().ShouldContain("<b>Down</b> for the night");
        page.Text().ShouldContain("Given up after 10 attempts");

        var buttons = page.QuerySelectorAll("main button[formaction]");
        buttons.Length.ShouldBe(6);
        foreach (var button in buttons)
        {
            // Each button is in a form of its own, or beside others that send the same.
            var fields = button.Closest("form")!.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
            using var content = new FormUrlEncodedContent(fields);
            (await browser.PostAsync(new Uri($"{One}{button.GetAttribute("formaction")}", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        _app.Behind.Webhooks.Asked.Values.ShouldBe(["ping", "replay 1", "replay 2", "replay 3", "replay all", $"delete {WebhookStandIn.FailingId}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Staff_of_another_group_are_led_home()
    {
        using var answer = await (await _app.Browser(Somebody.Joanne)).GetAsync(new Uri(List, UriKind.Relative));

        answer.Headers.Location!.ToString().ShouldBe("/home?not=yours");
    }
}
