using System.Text.Json;
using Academy.Identity.Personas;
using Academy.ServiceDefaults;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>
/// Who is signed in when pages are asked for: a persona in each role, one as Amara, one as another learner, and one whose session has
/// ended since. All other columns hold a token, which pages do not know.
/// </summary>
internal sealed class AccessPeople(AccessCast cast, Uri address) : IDisposable
{
    private readonly List<Browser> _browsers = [];

    public async Task SignIn()
    {
        foreach (var caller in cast.Callers.Where(caller => caller.IsARole))
        {
            var (kind, role) = (AccessCast.KindOf(caller.Name), caller.Name.Split(':')[1]);
            var persona = Persona.All.Single(persona => persona.Kind == kind && persona.Roles!.SequenceEqual([role]));
            await Bind(persona.Key, new { organisationId = Organisation(kind), organisationName = persona.Who });
            caller.AtPages = await SignedIn(persona.Key);
        }

        await Bind("amara", new { learnerId = cast.Amara });
        cast["self"].AtPages = await SignedIn("amara");
        await Bind("grace", new { learnerId = cast.Zofia });
        cast["learner"].AtPages = await SignedIn("grace");
        await Bind("ma", new { learnerId = (await cast.NewLearner()).Id });
        cast["closed"].AtPages = await SignedOut("ma");
    }

    public void Dispose() => _browsers.ForEach(browser => browser.Dispose());

    private Task<JsonElement> Bind(string persona, object body) => cast.As("admin", "PUT", $"dev/personas/{persona}", body);

    private Guid? Organisation(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Employer => cast.Rosewood,
        OrganisationKind.TrainingProvider => cast.Northgate,
        OrganisationKind.Partner => cast.Riverside,
        OrganisationKind.Commissioner => Guid.CreateVersion7(),
        _ => null,
    };

    /// <summary>A page that begins or ends a session ends the one there is; then the person signs in again.</summary>
    private async Task<Func<Task<Browser>>> SignedIn(string persona)
    {
        var browser = Kept(new Browser(address));
        await Again();
        return async () =>
        {
            if (browser.Cookie(Browser.PortalSession) is null)
            {
                await Again();
            }

            return browser;
        };

        async Task Again()
        {
            var began = await browser.SignInAs(persona);
            browser.Cookie(Browser.PortalSession).ShouldNotBeNull($"{persona} came to {began.At}: {began.Text}");
        }
    }

    /// <summary>With the cookies from before signing out, as somebody might have who copied them.</summary>
    private async Task<Func<Task<Browser>>> SignedOut(string persona)
    {
        var browser = Kept(new Browser(address));
        await browser.SignInAs(persona);
        var before = Kept(browser.Copy());
        var ended = await browser.Send(await browser.Open("/session/end"), "main form");
        ended.At.AbsolutePath.ShouldBe("/signed-out", ended.Text);
        before.Cookie(Browser.PortalSession).ShouldNotBeNull();
        return () => Task.FromResult(Kept(before.Copy()));
    }

    private Browser Kept(Browser browser)
    {
        _browsers.Add(browser);
        return browser;
    }
}
