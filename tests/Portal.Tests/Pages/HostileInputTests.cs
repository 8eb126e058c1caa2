using System.Net;
using System.Text;
using Academy.Browsing;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>Every form of every page, as the portal's route table and its views say, is filled with <see cref="HostileInput"/>.</summary>
public sealed class HostileInputTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly string[] StepsOfAdding = ["/passport/add", "/passport/add/when", "/passport/add/who", "/passport/add/evidence"];

    /// <summary>Pages in another state than at their plain address: with a step behind them, in another part of a queue, as somebody else.</summary>
    private static readonly View[] More =
    [
        new("/passport/add/when", Somebody.Amara, AddUpTo),
        new("/passport/add/who", Somebody.Amara, AddUpTo),
        new("/passport/add/same", Somebody.Amara, AddTheSame),
        new("/passport/add/evidence", Somebody.Amara, AddUpTo),
        new("/passport/add/check", Somebody.Amara, AddUpTo),
        new("/employer/requirements/15", Somebody.Ruth),
        new("/employer/requirements/15/check", Somebody.Ruth, (_, browser, _) => Step(browser, "/employer/requirements/15")),
        new("/employer/check/bulk/result", Somebody.Ruth, async (app, browser, _) =>
        {
            // Rows that could not be checked yet can be sent again.
            app.Behind.Down("Passport");
            await Step(browser, "/employer/check/bulk", new GivenFile("List", "codes.csv", Encoding.UTF8.GetBytes($"{StandIns.Code},27/03/1987\n")));
            app.Behind.Up("Passport");
        }),
        new($"/trainer/records/{RecordStandIn.StandingId}/withdraw/check", Somebody.Dev, (_, browser, _) => Step(
            browser, $"/trainer/records/{RecordStandIn.StandingId}/withdraw", null, ("Why", "error"))),
        new("/kitemark", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.DraftId}", Somebody.Dev),
        new($"/kitemark/{ApplicationStandIn.SubmittedId}", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.InReviewId}", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.InReviewId}/criteria", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.InReviewId}/interest", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.InReviewId}/condition", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.InReviewId}/decision", Somebody.Sam),
        new($"/kitemark/{ApplicationStandIn.ConditionsId}/answer?number=1", Somebody.Dev),
        new($"/kitemark/{ApplicationStandIn.RefusedId}/appeal", Somebody.Dev),
        new($"/kitemark/{ApplicationStandIn.AppealedId}/appeal-decision", Somebody.Sam),
        new($"/academy/kitemarks/{MarkStandIn.InForceId}/suspend", Somebody.Sam),
        new($"/academy/kitemarks/{MarkStandIn.SuspendedId}/reinstate", Somebody.Sam),
        new($"/academy/visits/kitemark/{MarkStandIn.InForceId}/{MarkStandIn.PlannedVisitId}", Somebody.Sam),
        new($"/academy/people/{AcademyStandIn.OneId}?why=help", Somebody.Sam),
        new($"/disputes/{DisputeStandIn.AskedId}", Somebody.Sam),
    ];

    private PortalApp _app = new();
    private HttpClient? _browser;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_form_takes_hostile_input_as_text_or_says_what_is_wrong_and_loses_nothing()
    {
        var (problems, forms, shown, sent) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var view in Addresses.Of(_app).Where(route => !Addresses.OnlyLeadsOn(route.Route)).Select(route => new View(route.Address, Addresses.ReaderOf(route.Address))).Concat(More))
        {
            _browser = null;
            foreach (var form in (await Opened(view, page => HtmlForm.Of(page, view.Address).ToList())).Found)
            {
                shown.Add(view.Address);
                HtmlForm? open = null;
                foreach (var attack in forms.Add($"{HtmlForm.Pattern(view.Address)} {form.Id}") ? HostileInput.On(form) : [])
                {
                    // Anew where the last was taken, as each opening of a page gives its forms marks of their own.
                    open ??= (await Opened(view, page => HtmlForm.Of(page, view.Address).FirstOrDefault(one => one.Id == form.Id))).Found;
                    using var answer = await open.Send(_browser!, attack.Typed, attack.File);
                    sent++;
                    open = answer.StatusCode == HttpStatusCode.OK ? open : null;
                    if (await HostileInput.Problem(_browser!, answer, form, attack) is { } problem)
                    {
                        problems.Add($"{view.Address}: {attack.What}: {problem}");
                    }
                }
            }
        }

        output.WriteLine($"{forms.Count} forms, {sent} times sent");
        problems.ShouldBeEmpty();
        var views = PageView.All(_app);
        var seen = shown.Select(address => PageView.Of(views, address)?.Path).ToHashSet();
        views.Where(view => view.HoldsAForm && !seen.Contains(view.Path)).Select(view => view.Path).ShouldBeEmpty("these views hold a form that no address here shows");
        forms.Count.ShouldBeGreaterThan(60);
    }

    /// <summary>What is found on a page; by an app of its own where what was sent before has ended what the page is about.</summary>
    private async Task<(T Found, HttpClient Browser)> Opened<T>(View view, Func<IHtmlDocument, T?> find)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var status = HttpStatusCode.OK;
            try
            {
                _browser ??= view.Who is null ? _app.Browser() : await _app.Browser(view.Who);
                await (view.Before?.Invoke(_app, _browser, view.Address) ?? Task.CompletedTask);
                using var answer = await _browser.GetAsync(new Uri(view.Address, UriKind.Relative));
                status = answer.StatusCode;
                if (status == HttpStatusCode.OK && find(await answer.Read()) is { } found)
                {
                    return (found, _browser);
                }
            }
            catch (Exception failure) when (attempt == 1 && failure is InvalidOperationException or ShouldAssertException)
            {
                // A step before it is not there any more.
            }

            attempt.ShouldBe(1, $"{view.Address} answers {status} without what was looked for");
            await _app.DisposeAsync();
            (_app, _browser) = (new PortalApp(), null);
        }
    }

    /// <summary>Sends the first form of a page with what could be meant, and what else is said here.</summary>
    private static async Task Step(HttpClient browser, string address, GivenFile? file = null, params (string Name, string Value)[] typed)
    {
        using var answer = await HtmlForm.Of(await browser.Page(address), address).First().Send(browser, typed, file);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address}: {string.Join(", ", (await answer.Read()).QuerySelectorAll(".govuk-error-summary li").Select(line => line.TextContent))}");
    }

    private static async Task AddUpTo(PortalApp _, HttpClient browser, string address)
    {
        foreach (var step in StepsOfAdding.TakeWhile(step => step != address))
        {
            await Step(browser, step, null, step switch
            {
                "/passport/add" => [("Subject", "6")],
                "/passport/add/when" => [("ValidUntil.Day", ""), ("ValidUntil.Month", ""), ("ValidUntil.Year", "")],
                "/passport/add/evidence" => [("Do", "skip")],
                _ => [],
            });
        }
    }

    private static async Task AddTheSame(PortalApp app, HttpClient browser, string address)
    {
        await AddUpTo(app, browser, "/passport/add/check");
        await Step(browser, "/passport/add/check");
        await AddUpTo(app, browser, "/passport/add/who");
    }

    /// <param name="Who">Who is signed in.</param>
    /// <param name="Before">What has to be done before the page is there.</param>
    private sealed record View(string Address, Somebody? Who, Func<PortalApp, HttpClient, string, Task>? Before = null);
}
