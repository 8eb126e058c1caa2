using System.Net;
using System.Net.Http.Headers;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class EveryPageTests : IAsyncDisposable
{
    private static readonly string[] OfIdentity = ["/account", "/find-my-record", "/feedback"];
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_page_has_its_title_one_heading_and_safe_headers()
    {
        foreach (var (route, address) in Addresses.Of(_app))
        {
            var browser = await Reader(address);
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(Addresses.OnlyLeadsOn(route) ? HttpStatusCode.Redirect : HttpStatusCode.OK, address);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldNotContain("unsafe");
            policy.ShouldContain("form-action 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldContain("worker-src 'self';");
            if (Addresses.ReaderOf(address) is not null)
            {
                answer.Headers.CacheControl!.NoStore.ShouldBeTrue(address);
            }

            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                continue;
            }

            var page = await answer.Read();
            page.Title.ShouldEndWith(" – Care Professional Academy");
            page.Title!.ShouldNotStartWith("Error");
            page.QuerySelectorAll("h1").Length.ShouldBe(1, address);
            page.DocumentElement.GetAttribute("lang").ShouldBe("en");
            page.QuerySelectorAll(".govuk-service-navigation__item").Length.ShouldBeInRange(address == "/passport/card" ? 0 : 1, 5);
            page.QuerySelectorAll("script:not([src]), [style], style").ShouldBeEmpty(address);
            page.QuerySelector("script")!.GetAttribute("nonce").ShouldBe(policy.Split("'nonce-")[1].Split('\'')[0]);
            page.Body!.TextContent.ShouldNotContain("GOV.UK");
        }
    }

    [Fact]
    public async Task Every_part_of_a_stacked_table_says_what_it_is_and_the_link_of_a_task_is_described_by_the_rest_of_it()
    {
        var (tables, tasks) = (0, 0);
        foreach (var (_, address) in Addresses.Of(_app).Where(route => !Addresses.OnlyLeadsOn(route.Route)))
        {
            var page = await (await Reader(address)).Page(address);
            foreach (var table in page.QuerySelectorAll(".academy-table--stacked"))
            {
                table.GetAttribute("role").ShouldBe("table", address);
                table.QuerySelectorAll("tr:not([role=row]), thead:not([role=rowgroup]), tbody:not([role=rowgroup]), td:not([role=cell]), th[scope=row]:not([role=rowheader]), th[scope=col]:not([role=columnheader])")
                    .ShouldBeEmpty(address);
                tables++;
            }

            foreach (var task in page.QuerySelectorAll(".govuk-task-list__item:has(.govuk-task-list__link)"))
            {
                var parts = task.QuerySelectorAll(".govuk-task-list__hint, .govuk-task-list__status").Select(part => part.Id).ToList();
                (task.QuerySelector(".govuk-task-list__link")!.GetAttribute("aria-describedby") ?? "").ShouldBe(string.Join(' ', parts), address);
                parts.ForEach(part => page.QuerySelectorAll($"#{part}").Length.ShouldBe(1, $"{part} of {address}"));
                tasks++;
            }
        }

        tables.ShouldBeGreaterThan(10);
        tasks.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Every_link_of_a_page_leads_to_a_page()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, address) in Addresses.Of(_app))
        {
            var browser = await Reader(address);
            var page = await browser.Page(address);
            foreach (var link in page.QuerySelectorAll("a[href^='/'], link[href], script[src]").Select(link => link.GetAttribute("href") ?? link.GetAttribute("src")!)
                .Where(link => !link.StartsWith("/session/start", StringComparison.Ordinal) && !OfIdentity.Contains(link)))
            {
                if (asked.Add(link))
                {
                    using var answer = await browser.GetAsync(new Uri(link, UriKind.Relative));
                    answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{link} on {address}");
                }
            }
        }

        asked.Count.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task An_asset_is_named_by_its_content_sent_packed_and_kept_for_ever()
    {
        var href = (await _app.Browser().Page("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, href);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var answer = await _app.Browser().SendAsync(request);

        href.ShouldMatch(@"^/assets/built/pages\.\w+\.css$");
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task An_address_nobody_has_is_a_page_for_people_and_a_problem_for_machines()
    {
        using var page = await _app.Browser().GetAsync(new Uri("/nobody", UriKind.Relative));
        using var problem = await _app.CreateClient().GetAsync(new Uri("/nobody", UriKind.Relative));

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Read()).QuerySelector("h1")!.TextContent.ShouldBe("Page not found");
        problem.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        problem.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_reference_and_nothing_else()
    {
        using var answer = await _app.Browser().GetAsync(new Uri($"/courses/{StandIns.BrokenId}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var page = await answer.Read();
        page.QuerySelector("h1")!.TextContent.ShouldBe("Something went wrong");
        page.Fact("reference").ShouldMatch("^[0-9a-f]{8}$");
        page.Text().ShouldNotContain("Exception");
    }

    [Fact]
    public async Task A_page_that_is_nothing_without_its_service_says_that_nothing_was_lost()
    {
        _app.Behind.Down("Kitemark");

        using var answer = await _app.Browser().GetAsync(new Uri($"/courses/{StandIns.MovingId}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Read()).QuerySelector("h1")!.TextContent.ShouldBe("This page is not working now");
    }

    [Fact]
    public async Task The_status_page_names_what_does_not_work()
    {
        (await _app.Browser().Page("/status")).Text().ShouldContain("Everything is working.");
        _app.Behind.Down("Benefits");

        var page = await _app.Browser().Page("/status");

        page.Fact("Benefits").ShouldBe("Not working now");
        page.Fact("Passport").ShouldBe("Working");
        page.Text().ShouldContain("We looked at 9:00am on 22 November 2026.");
    }

    [Fact]
    public async Task A_page_for_signed_in_people_shows_nothing_to_anybody_else()
    {
        var own = Addresses.Of(_app).Where(route => Addresses.ReaderOf(route.Address) is not null).ToList();

        own.Count.ShouldBeGreaterThan(10);
        foreach (var (_, address) in own)
        {
            using var answer = await _app.Browser().GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
            answer.Headers.Location!.ToString().ShouldBe($"/session/start?returnUrl={Uri.EscapeDataString(address)}");
        }
    }

    [Fact]
    public async Task A_page_of_one_group_leads_everybody_else_who_is_signed_in_away_from_it()
    {
        var own = Addresses.Of(_app).Select(route => route.Address)
            .Where(address => Addresses.ReaderOf(address) is not null && address is not ("/home" or "/session/end")).ToList();
        var refused = 0;
        foreach (var who in new[] { Somebody.Amara, Somebody.Ruth, Somebody.Joanne, Somebody.Dev, Somebody.Sam, Somebody.Frances, Somebody.Newcomer })
        {
            var browser = await _app.Browser(who);
            foreach (var address in own.Where(address => !Addresses.IsRead(address, who)))
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
                {
                    using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
                    using var answer = await browser.SendAsync(request);
                    answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{who.Name}: {method} {address}");
                    answer.Headers.Location!.ToString().ShouldBe("/home?not=yours", $"{who.Name}: {method} {address}");
                    refused++;
                }
            }
        }

        refused.ShouldBeGreaterThan(80);
    }

    private async Task<HttpClient> Reader(string address)
        => Addresses.ReaderOf(address) is { } who ? await _app.Browser(who) : _app.Browser();
}
