using Academy.Browsing;
using Academy.Identity.Domain;
using Academy.Identity.Tests.Connect;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Playwright;

namespace Academy.Identity.Tests.Accounts;

/// <summary>
/// Every page of Identity's own route table, and each that can say what is wrong saying it, in a real browser at three widths: nothing is
/// wrong that <see cref="PageProblems"/> knows of. A route without a way to it fails, and so does a view that says errors and was not seen so.
/// </summary>
public sealed class AccessibilityTests(IdentityApp app)
{
    // What stands elsewhere than its address says: it is shown once, or it is the answer to a form.
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_page_is_free_of_violations()
    {
        var views = await Views();
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").Distinct()
            .Except(views.Select(view => view.Route)).ShouldBeEmpty("give each of these pages a view here");
        var sayers = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (View: endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.RelativePath, Route: $"/{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Where(page => page.View is not null && SaysErrors(page.View)).ToList();
        sayers.Count.ShouldBeGreaterThan(15);
        sayers.Where(page => !views.Any(view => view.Route == page.Route && view.SaysErrors)).Select(page => page.Route).Distinct()
            .ShouldBeEmpty("these pages can say what is wrong, and no view here shows them saying it");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await ChromiumProgram.Launch(playwright);
        var problems = new List<string>();
        await using var context = await chromium.NewContextAsync();
        context.SetDefaultTimeout(ChromiumProgram.Patience);
        var page = await context.NewPageAsync();
        var (http, name) = (views[0].Http, "");
        await page.RouteAsync("**/*", route => Answer(route, http));
        PageProblems.Watch(page, problems, () => name, TestTokens.Issuer);
        foreach (var view in views)
        {
            (http, name) = (view.Http, $"{view.Route} {view.Address}");
            var answer = await page.GotoAsync(new Uri(People.Site, view.Address).AbsoluteUri);
            answer!.Status.ShouldBe(view.Status, name);
            new Uri(page.Url).PathAndQuery.ShouldBe(view.Address, name);
            problems.AddRange(await PageProblems.AtEveryWidth(page, name));
        }

        problems.ShouldBeEmpty();
    }

    private static bool SaysErrors(string view)
        => File.ReadAllText(Repository.File(["services", "Identity", .. view.Split('/', StringSplitOptions.RemoveEmptyEntries)])).Contains("<govuk-error-summary", StringComparison.Ordinal);

    private async Task<List<View>> Views()
    {
        var stranger = app.OpenBrowser().Http;
        var views = new List<View>
        {
            new("/register", stranger), new("/register/too-young", stranger), new("/sign-in", stranger), new("/dev/personas", stranger), new("/dev/outbox", stranger),
            new("/connect/authorize", stranger, "/connect/authorize?client_id=nobody", 400),
            Kept("/sign-in", stranger, await stranger.Fill("/sign-in", ("Email", "nobody"))),
            Kept("/register", stranger, await stranger.Fill("/register", ("FullName", ""))),
        };
        await AddRegistration(views);
        await AddSignIn(views);
        await AddAccount(views);
        await AddConnect(views);
        return views;
    }

    private async Task AddRegistration(List<View> views)
    {
        var (browser, work) = (app.OpenBrowser().Http, app.OpenBrowser().Http);
        foreach (var (who, email) in new[] { (browser, People.NewAddress()), (work, $"{Guid.NewGuid():N}@ward.nhs.net") })
        {
            await who.Fill("/register", ("FullName", "Nguyễn Thị Hà"));
            await who.Fill("/register/date-of-birth", ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1990"));
            await who.Fill("/register/email", ("Email", email));
            await who.Fill("/register/phone", ("Phone", ""));
        }

        views.AddRange([
            Kept("/register/email", browser, await browser.Fill("/register/email", ("Email", "amara"))),
            Kept("/register/phone", browser, await browser.Fill("/register/phone", ("Phone", "12"))),
            new("/register/date-of-birth", browser), new("/register/email", browser), new("/register/phone", browser), new("/register/check", browser), new("/register/work-email", work),
            Kept("/register/date-of-birth", browser, await browser.Fill("/register/date-of-birth", ("DateOfBirth.Day", "31"), ("DateOfBirth.Month", "2"), ("DateOfBirth.Year", "1990"))),
        ]);
    }

    private async Task AddSignIn(List<View> views)
    {
        var (person, browser) = (await app.SignedIn(), app.OpenBrowser().Http);
        await app.TurnOnTwoStep(person);
        await browser.Fill("/sign-in", ("Email", person.Account.Email!));
        var link = await app.LinkTo(person.Account.Email!);
        var (stranger, account) = (app.OpenBrowser().Http, await app.NewAccount());
        await stranger.Fill("/sign-in", ("Email", account.Email!));
        views.AddRange([
            new("/sign-in/sent", browser), new("/sign-in/link/{token}", stranger, await app.LinkTo(account.Email!)), new("/sign-in/link/{token}", stranger, link, Status: 410),
            new("/account/two-step", person.Http), Kept("/sign-in/sent", browser, await browser.Fill("/sign-in/sent")),
        ]);
        await browser.Fill(link);
        views.AddRange([new("/sign-in/code", browser), Kept("/sign-in/code", browser, await browser.Fill("/sign-in/code", ("Code", "12")))]);

        var other = await app.SignedIn();
        var page = await other.Http.Open("/account/two-step");
        var key = page.TestId("key").Replace(" ", "", StringComparison.Ordinal);
        views.Add(new("/account/two-step", (await app.SignedIn()).Http));
        views.Add(Kept("/account/two-step", other.Http, await other.Http.Send("/account/two-step", page, "", ("Code", "12"), ("SealedKey", page.Field("SealedKey")))));
        views.Add(Kept("/account/two-step/codes", other.Http, await other.Http.Follow(await other.Http.Send(
            "/account/two-step", page, "", ("Code", app.NextCode(key, -1)), ("SealedKey", page.Field("SealedKey"))))));
    }

    private async Task AddAccount(List<View> views)
    {
        var person = await app.SignedIn();
        var id = await AddPasskey(app, person.Account);
        views.AddRange(new[] { "/account", "/account/sessions", "/account/passkeys", "/account/email", "/account/phone", "/account/reminders", "/account/connections", "/sign-out", "/find-my-record", "/account/name-change", "/feedback", "/feedback/sent" }
            .Select(route => new View(route, person.Http)));
        views.AddRange([
            new("/account/passkeys/{id}", person.Http, $"/account/passkeys/{id}"),
            Kept("/account/passkeys/{id}", person.Http, await person.Http.Fill($"/account/passkeys/{id}", ("Name", ""))),
            Kept("/account/passkeys", person.Http, await person.Http.Fill("/account/passkeys", ("Name", ""))),
            Kept("/account/phone", person.Http, await person.Http.Fill("/account/phone", ("Phone", "12"))),
            Kept("/account/reminders", person.Http, await person.Http.Fill("/account/reminders")),
            Kept("/account/name-change", person.Http, await person.Http.Fill("/account/name-change", ("NewName", ""))),
            new("/account/passkeys", (await app.SignedIn()).Http),
            Kept("/account/email", person.Http, await person.Http.Fill("/account/email", ("Email", "x"))),
            Kept("/find-my-record", person.Http, await person.Http.Fill("/find-my-record", ("FullName", ""))),
        ]);

        // Somebody else has taken the address since the link to it was sent.
        var (asker, address) = (await app.SignedIn(), People.NewAddress());
        await asker.Http.Fill("/account/email", ("Email", address));
        var taken = await app.LinkTo(address);
        await app.NewAccount(address);
        views.Add(Kept("/sign-in/link/{token}", asker.Http, await asker.Http.Fill(taken)));

        var renamed = await app.SignedIn();
        await renamed.Http.Fill("/account/name-change", ("NewName", "Amara Obi"));
        views.AddRange([new("/account/name-change/reason", renamed.Http), Kept("/account/name-change/reason", renamed.Http, await renamed.Http.Fill("/account/name-change/reason"))]);
        var check = await renamed.Http.Follow(await renamed.Http.Fill("/account/name-change/reason", ("Reason", "Marriage")));
        views.Add(new("/account/name-change/check", renamed.Http));
        var done = await app.SignedIn();
        await done.Http.Fill("/account/name-change", ("NewName", "Amara Obi"));
        check = await done.Http.Follow(await done.Http.Fill("/account/name-change/reason", ("Reason", "Marriage")));
        var asked = await done.Http.Send("/account/name-change/check", check, "");
        views.Add(new("/account/name-change/done/{reference}", done.Http, asked.Location!.ToString()));

        var searched = await app.SignedIn();
        await searched.Http.Fill("/find-my-record", ("FullName", "Amara Okafor"));
        var finding = await app.SignedIn();
        await finding.Http.Fill("/find-my-record", ("FullName", "Amara Okafor"));
        views.AddRange([
            Kept("/find-my-record/date-of-birth", finding.Http, await finding.Http.Fill("/find-my-record/date-of-birth")),
            Kept("/find-my-record/number", finding.Http, await finding.Http.Fill("/find-my-record/number", ("AcademyNumber", "CPA-000-000-001"))),
            Kept("/find-my-record/employer", finding.Http, await finding.Http.Fill("/find-my-record/employer", ("Employer", "a\tb"))),
            Kept("/find-my-record/course", finding.Http, await finding.Http.Fill("/find-my-record/course", ("LastCourse", ""))),
        ]);
        await finding.Http.Fill("/find-my-record/employer", ("Employer", "Hilltop House"));
        views.AddRange(new[] { "date-of-birth", "number", "employer", "course", "check" }.Select(question => new View($"/find-my-record/{question}", finding.Http)));
        await searched.Http.Fill("/find-my-record/employer", ("Employer", "Hilltop House"));
        await searched.Http.Fill("/find-my-record/check");
        views.Add(new("/find-my-record/done", searched.Http));

        await app.Start(Guid.CreateVersion7(), person.Account.Email!);
        var employer = await app.AnOrganisation();
        await app.As("staff.invite", OrganisationKind.Employer, employer.Id).PostNew($"{employer.Path}/staff-invitations", new { emails = new[] { person.Account.Email } });
        views.Add(new("/account/staff-invitation/{token}", person.Http, await app.StaffInvitationSentTo(person.Account.Email!)));
        views.Add(Kept("/feedback", person.Http, await person.Http.Fill("/feedback")));
        views.Add(new("/account/invitation/{token}", person.Http, $"/account/invitation/{await app.InvitationSentTo(person.Account.Email!)}"));
    }

    private async Task AddConnect(List<View> views)
    {
        var (own, others) = (await RelyingParty.New(app), await RelyingParty.New(app, isFirstParty: false));
        var (both, learner) = (await app.ALearner(), await app.ALearner());
        await app.Gives(both, OrganisationKind.Partner, "checker");
        var (actFor, consent) = ((await both.Http.GetAsync(own.AuthorizeAt())).Leads(), (await learner.Http.GetAsync(others.AuthorizeAt())).Leads());
        views.AddRange([
            new("/connect/act-for/{id}", both.Http, actFor), Kept("/connect/act-for/{id}", both.Http, await both.Http.Fill(actFor)),
            new("/connect/consent/{id}", learner.Http, consent), Kept("/connect/consent/{id}", learner.Http, await learner.Http.Fill(consent)),
            new("/connect/logout", both.Http, $"/connect/logout?client_id={own.Id}"),
        ]);
    }

    internal static async Task<string> AddPasskey(IdentityApp app, Account account)
    {
        var id = Guid.NewGuid().ToByteArray();
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var passkey = new UserPasskeyInfo(id, [1], app.Clock.GetUtcNow(), 0, null, true, false, false, [1], [1]) { Name = "My phone" };
        (await users.AddOrUpdatePasskeyAsync((await users.FindByIdAsync(account.Id.ToString()))!, passkey)).Succeeded.ShouldBeTrue();
        return Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(id);
    }

    /// <summary>An answer that cannot be asked for again.</summary>
    private View Kept(string route, HttpClient http, Shown answer)
    {
        var address = $"/kept/{_shown.Count}";
        _shown[address] = answer.Html;
        return new View(route, http, address) { SaysErrors = answer.Errors.Length > 0 };
    }

    /// <summary>The browser asks the service of this process, with the cookies of whoever is looking.</summary>
    private async Task Answer(IRoute route, HttpClient http)
    {
        var address = new Uri(route.Request.Url);
        if (_shown.TryGetValue(address.AbsolutePath, out var kept))
        {
            await route.FulfillAsync(new() { Body = kept, ContentType = "text/html; charset=utf-8" });
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address.PathAndQuery);
        request.Headers.Accept.ParseAdd(route.Request.IsNavigationRequest ? "text/html" : "*/*");
        using var answer = await http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Set-Cookie").ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        await route.FulfillAsync(new() { Status = (int)answer.StatusCode, Headers = headers, BodyBytes = await answer.Content.ReadAsByteArrayAsync() });
    }

    /// <param name="Given">The address, where it is not the route itself.</param>
    private sealed record View(string Route, HttpClient Http, string? Given = null, int Status = 200)
    {
        public string Address => Given ?? Route;

        public bool SaysErrors { get; init; }
    }
}
