using Academy.ServiceDefaults;

namespace Academy.Learner.Features;

/// <summary>Who may do what here, beyond the scope; whoever may not gets the answer for what is not there.</summary>
internal static class Callers
{
    public static bool IsOfficer(this Caller caller) => caller.IsAcademy && caller.Roles.Contains("officer");

    public static void RequireAdministrator(this Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("administrator"))
        {
            throw new NotThere();
        }
    }

    public static void RequireOfficer(this Caller caller)
    {
        if (!caller.IsOfficer())
        {
            throw new NotThere();
        }
    }

    /// <summary>The employer the caller speaks for as a whole.</summary>
    public static Guid? Employer(this Caller caller) => caller is { Kind: OrganisationKind.Employer, Workplaces: null } ? caller.OrganisationId : null;
}
