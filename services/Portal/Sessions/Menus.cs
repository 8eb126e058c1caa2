using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Portal.Sessions;

internal static class Menus
{
    /// <summary>Every page, those that say what went wrong too, has the menu of whoever is signed in.</summary>
    public static void UseMenus(this WebApplication app) => app.Use((http, next) =>
    {
        if (Who.Of(http.User) is { } who)
        {
            var items = who switch
            {
                { LearnerId: not null } => Menu.OfLearners,
                { Kind: OrganisationKind.Employer } => Menu.OfEmployers,
                _ => Menu.OfOthers,
            };
            Menu.Show(http, items, who.OrganisationName is null ? who.Name : $"{who.Name}, {who.OrganisationName}");
        }

        return next(http);
    });
}
