using System.Diagnostics;
using System.Text.Json;
using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>What six pages that many people open may weigh, and how Lighthouse finds them on a phone.</summary>
public sealed class BudgetTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly (string Address, Somebody? Who)[] KeyPages =
        [("/", null), ("/check", null), ("/courses", null), ("/passport", Somebody.Amara), ("/passport/card", Somebody.Amara), ("/employer/matrix", Somebody.Ruth)];

    private readonly PortalApp _app = new();

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_first_view_of_a_key_page_keeps_to_its_budget()
    {
        foreach (var (address, who) in KeyPages)
        {
            await using var context = await chromium.NewContext(new() { BaseURL = Address, ViewportSize = new() { Width = 390, Height = 800 } });
            await context.AddCookiesAsync((await Cookies(who)).Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = Address }));
            var page = await context.NewPageAsync();
            var answers = new List<IResponse>();
            page.Response += (_, answer) => answers.Add(answer);
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });

            var weights = new Dictionary<string, int>();
            foreach (var answer in answers.Where(answer => !answer.Url.StartsWith("data:", StringComparison.Ordinal)))
            {
                var sizes = await answer.Request.SizesAsync();
                weights[answer.Url] = sizes.ResponseBodySize + sizes.ResponseHeadersSize;
                new Uri(answer.Url).Authority.ShouldBe(new Uri(Address).Authority, $"{address} asks nobody else");
                answer.Headers.GetValueOrDefault("content-type", "").ShouldNotContain("font");
            }

            var isForStaff = address.StartsWith("/employer", StringComparison.Ordinal);
            var told = string.Join(", ", weights.Select(weight => $"{weight.Key} {weight.Value}"));
            weights.Count.ShouldBeInRange(1, 6, told);
            weights.Values.Sum().ShouldBeLessThanOrEqualTo(isForStaff ? 76_000 : 45_000, told);
            Weight(".css").ShouldBeLessThanOrEqualTo(18_000, told);
            Weight(".js").ShouldBeLessThanOrEqualTo(isForStaff ? 10_000 : 6_000, told);
            weights[page.Url].ShouldBeLessThanOrEqualTo(isForStaff ? 40_000 : 14_000, told);
            (await page.EvaluateAsync<int>("document.fonts.size")).ShouldBe(0, address);

            int Weight(string kind) => weights.Where(weight => weight.Key.EndsWith(kind, StringComparison.Ordinal)).Sum(weight => weight.Value);
        }
    }

    [Fact]
    public async Task Lighthouse_finds_every_key_page_quick_accessible_and_sound()
    {
        var visits = new List<Visit>();
        foreach (var (address, who) in KeyPages)
        {
            visits.Add(new(new Uri(new Uri(Address), address).AbsoluteUri, [.. (await Cookies(who)).Select(cookie => new Visit.Cookie(cookie.Key, cookie.Value))]));
        }

        // Other work on the machine makes a page slower and never quicker, so what was too slow is measured again.
        IReadOnlyList<Measured> tooSlow = [];
        for (var measuring = 1; measuring <= 6 && (measuring == 1 || tooSlow.Count > 0); measuring++)
        {
            var asked = measuring == 1 ? visits : visits.FindAll(visit => tooSlow.Any(page => page.Address == visit.Address));
            var found = await Lighthouse(JsonSerializer.Serialize(asked, JsonSerializerOptions.Web));
            found.Select(page => page.Shown).ShouldBe(asked.Select(visit => visit.Address));
            foreach (var page in found)
            {
                page.Scores["accessibility"].ShouldBe(1, $"{page}");
                (page.Scores["best-practices"] ?? 0).ShouldBeGreaterThanOrEqualTo(0.95, $"{page}");
                page.LayoutShift.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(0.02, $"{page}");
            }

            tooSlow = found.FindAll(page => page is not { Performance: >= 0.95, LargestPaint: <= 2_000, BlockingTime: <= 50 });
        }

        tooSlow.ShouldBeEmpty();
    }

    private static async Task<List<Measured>> Lighthouse(string pages)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["measure.mjs"])
        {
            WorkingDirectory = Repository.File("tests", "Portal.Tests", "Lighthouse"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var complaints = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(pages);
        node.StandardInput.Close();
        var found = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await complaints);
        return JsonSerializer.Deserialize<List<Measured>>(found, JsonSerializerOptions.Web)!;
    }

    private async Task<IReadOnlyDictionary<string, string>> Cookies(Somebody? who)
    {
        var jar = new CookieJar();
        if (who is not null)
        {
            await _app.Browser(who, jar);
        }

        return jar.Cookies;
    }

    private string Address => _app.ClientOptions.BaseAddress.ToString();

    private sealed record Visit(string Address, IReadOnlyList<Visit.Cookie> Cookies)
    {
        internal sealed record Cookie(string Name, string Value);
    }

    /// <param name="LargestPaint">Until the largest part is seen, in milliseconds of a slow phone.</param>
    /// <param name="BlockingTime">How long a touch would have waited, in milliseconds of a slow phone.</param>
    private sealed record Measured(
        string Address, string Shown, Dictionary<string, double?> Scores, double? LargestPaint, double? LayoutShift, double? BlockingTime, IReadOnlyList<string> Failed)
    {
        public double? Performance => Scores["performance"];

        public override string ToString() => JsonSerializer.Serialize(this);
    }
}
