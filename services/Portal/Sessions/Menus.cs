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
                { Kind: OrganisationKind.Partner } => Menu.OfPartners,
                { Kind: OrganisationKind.TrainingProvider } => Menu.OfTrainers,
                { Kind: OrganisationKind.Academy } when who.May("learners.read") => Menu.OfTheAcademy,
                { Kind: OrganisationKind.Commissioner } when who.May(Who.SeesFigures) => Menu.OfCommissioners,
                _ => Menu.OfOthers,
            };
            http.Response.OnStarting(() =>
            {
                // Nobody between here and the person keeps a page that has their name on it.
                if (http.Response.Headers.CacheControl.Count == 0)
                {
                    http.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            Menu.Show(http, items, who.OrganisationName is null ? who.Name : $"{who.Name}, {who.OrganisationName}");
        }

        return next(http);
    });
}
