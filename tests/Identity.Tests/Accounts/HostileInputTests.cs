using Academy.Browsing;
using Academy.Identity.Tests.Connect;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Tests.Accounts;

/// <summary>Every form of Identity's own pages, as their sources say, is filled with <see cref="HostileInput"/>, each time by somebody new.</summary>
public sealed class HostileInputTests(IdentityApp app, ITestOutputHelper output)
{
    /// <summary>Whose form goes to the client that asked, in the person's own browser.</summary>
    private static readonly string[] NotOurs = ["/Pages/Connect/Authorize.cshtml"];

    [Fact]
    public async Task Every_form_takes_hostile_input_as_text_or_says_what_is_wrong_and_loses_nothing()
    {
        var (problems, forms, sent) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var (route, open) in Ways())
        {
            var first = await open();
            var known = (await Forms(first)).ToList();
            known.ShouldNotBeEmpty(route);
            foreach (var (index, form) in known.Index())
            {
                if (!forms.Add($"{route} {HtmlForm.Pattern(form.Target).Replace(first.Address, route, StringComparison.Ordinal)} {string.Join(',', form.Fields.Select(field => field.Name))}"))
                {
                    continue;
                }

                foreach (var attack in HostileInput.On(form))
                {
                    var place = await open();
                    using var answer = await (await Forms(place)).ElementAt(index).Send(place.Http, attack.Typed, attack.File);
                    sent++;
                    if (await HostileInput.Problem(place.Http, answer, form, attack) is { } problem)
                    {
                        problems.Add($"{route}: {attack.What}: {problem}");
                    }
                }
            }
        }

        output.WriteLine($"{forms.Count} forms, {sent} times sent");
        problems.ShouldBeEmpty();
        var ways = Ways().Select(way => way.Route).ToList();
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (View: endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.RelativePath, Route: $"/{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Where(page => page.View is not null && !NotOurs.Contains(page.View) && HasAForm(page.View) && !ways.Contains(page.Route))
            .Select(page => page.Route).Distinct().ShouldBeEmpty("these pages hold a form that no way here leads to");
    }

    private static bool HasAForm(string view)
        => File.ReadAllText(Repository.File(["services", "Identity", .. view.Split('/', StringSplitOptions.RemoveEmptyEntries)])).Contains("<form", StringComparison.Ordinal);

    private static async Task<IEnumerable<HtmlForm>> Forms(Place place)
    {
        var shown = await place.Http.Open(place.Address);
        return HtmlForm.Of(new HtmlParser().ParseDocument(shown.Html), place.Address);
    }

    private IEnumerable<(string Route, Func<Task<Place>> Open)> Ways()
    {
        foreach (var route in new[] { "/register", "/sign-in", "/feedback", "/dev/personas" })
        {
            yield return (route, () => Task.FromResult(new Place(app.OpenBrowser().Http, route)));
        }

        foreach (var (route, email) in new[]
        {
            ("/register/date-of-birth", ""), ("/register/email", ""), ("/register/phone", ""), ("/register/check", ""), ("/register/work-email", "@ward.nhs.net"),
        })
        {
            yield return (route, () => Registering(route, email));
        }

        yield return ("/sign-in/sent", async () =>
        {
            var browser = app.OpenBrowser().Http;
            await browser.Fill("/sign-in", ("Email", (await app.NewAccount()).Email!));
            return new(browser, "/sign-in/sent");
        }
        );
        yield return ("/sign-in/link/{token}", async () =>
        {
            var (browser, account) = (app.OpenBrowser().Http, await app.NewAccount());
            await browser.Fill("/sign-in", ("Email", account.Email!));
            return new(browser, await app.LinkTo(account.Email!));
        }
        );
        yield return ("/sign-in/code", async () =>
        {
            var (person, browser) = (await app.SignedIn(), app.OpenBrowser().Http);
            await app.TurnOnTwoStep(person);
            await browser.Fill("/sign-in", ("Email", person.Account.Email!));
            await browser.Fill(await app.LinkTo(person.Account.Email!));
            return new(browser, "/sign-in/code");
        }
        );
        foreach (var route in new[] { "/account/passkeys", "/account/email", "/account/phone", "/account/reminders", "/account/two-step", "/sign-out", "/find-my-record", "/account/name-change" })
        {
            yield return (route, async () => new((await app.SignedIn()).Http, route));
        }

        foreach (var question in new[] { "date-of-birth", "number", "employer", "course", "check" })
        {
            yield return ($"/find-my-record/{question}", async () =>
            {
                var browser = (await app.SignedIn()).Http;
                await browser.Fill("/find-my-record", ("FullName", "Amara Okafor"));
                await browser.Fill("/find-my-record/employer", ("Employer", "Hilltop House"));
                return new(browser, $"/find-my-record/{question}");
            }
            );
        }

        yield return ("/account/two-step", async () =>
        {
            var person = await app.SignedIn();
            await app.TurnOnTwoStep(person);
            return new(person.Http, "/account/two-step");
        }
        );
        yield return ("/account/two-step/codes", async () =>
        {
            var person = await app.SignedIn();
            var page = await person.Http.Open("/account/two-step");
            var key = page.TestId("key").Replace(" ", "", StringComparison.Ordinal);
            var set = await person.Http.Send("/account/two-step", page, "", ("Code", app.NextCode(key, -1)), ("SealedKey", page.Field("SealedKey")));
            return new(person.Http, set.Location!.ToString());
        }
        );
        yield return ("/account/sessions", async () =>
        {
            var account = await app.NewAccount();
            await app.SignedIn(account);
            return new((await app.SignedIn(account)).Http, "/account/sessions");
        }
        );
        yield return ("/account/passkeys/{id}", async () =>
        {
            var person = await app.SignedIn();
            return new(person.Http, $"/account/passkeys/{await AccessibilityTests.AddPasskey(app, person.Account)}");
        }
        );
        yield return ("/account/name-change/reason", () => Renaming("/account/name-change/reason"));
        yield return ("/account/name-change/check", () => Renaming("/account/name-change/check"));
        yield return ("/account/invitation/{token}", async () =>
        {
            var person = await app.SignedIn();
            await app.Start(Guid.CreateVersion7(), person.Account.Email!);
            return new(person.Http, $"/account/invitation/{await app.InvitationSentTo(person.Account.Email!)}");
        }
        );
        yield return ("/account/staff-invitation/{token}", async () =>
        {
            var (person, employer) = (await app.SignedIn(), await app.AnOrganisation());
            await app.As("staff.invite", OrganisationKind.Employer, employer.Id).PostNew($"{employer.Path}/staff-invitations", new { emails = new[] { person.Account.Email } });
            return new(person.Http, await app.StaffInvitationSentTo(person.Account.Email!));
        }
        );
        yield return ("/connect/act-for/{id}", async () =>
        {
            var (client, person) = (await RelyingParty.New(app), await app.ALearner());
            await app.Gives(person, OrganisationKind.Partner, "checker");
            return new(person.Http, (await person.Http.GetAsync(client.AuthorizeAt())).Leads());
        }
        );
        yield return ("/connect/consent/{id}", async () =>
        {
            var (client, person) = (await RelyingParty.New(app, isFirstParty: false), await app.ALearner());
            return new(person.Http, (await person.Http.GetAsync(client.AuthorizeAt())).Leads());
        }
        );
        yield return ("/connect/logout", async () =>
        {
            var (client, person) = (await RelyingParty.New(app), await app.ALearner());
            return new(person.Http, $"/connect/logout?client_id={client.Id}");
        }
        );
        yield return ("/account/connections", async () =>
        {
            var (client, person) = (await RelyingParty.New(app, isFirstParty: false), await app.ALearner());
            var asked = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();
            var page = await person.Http.Open(asked);
            await person.Http.Send(asked, page, "", ("Shown", page.Field("Shown")), ("Decision", "allow"));
            return new(person.Http, "/account/connections");
        }
        );
    }

    private async Task<Place> Registering(string route, string email)
    {
        var browser = app.OpenBrowser().Http;
        await browser.Fill("/register", ("FullName", "Nguyễn Thị Hà"));
        await browser.Fill("/register/date-of-birth", ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1990"));
        await browser.Fill("/register/email", ("Email", email.Length == 0 ? People.NewAddress() : $"{Guid.NewGuid():N}{email}"));
        await browser.Fill("/register/phone", ("Phone", ""));
        return new(browser, route);
    }

    private async Task<Place> Renaming(string route)
    {
        var browser = (await app.SignedIn()).Http;
        await browser.Fill("/account/name-change", ("NewName", "Amara Obi"));
        if (route == "/account/name-change/check")
        {
            await browser.Fill("/account/name-change/reason", ("Reason", "Marriage"));
        }

        return new(browser, route);
    }

    private sealed record Place(HttpClient Http, string Address);
}
