using Academy.ServiceDefaults;

namespace Academy.Kitemark.Features;

internal static class Callers
{
    public static void RequireAcademy(this Caller caller)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }
    }

    public static void RequireKitemarkLead(this Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("kitemark-lead"))
        {
            throw new NotThere();
        }
    }

    public static void RequireReviewer(this Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Any(role => role is "officer" or "kitemark-lead"))
        {
            throw new NotThere();
        }
    }

    public static void RequireProvider(this Caller caller, Guid trainingProviderId)
    {
        if (!caller.Is(OrganisationKind.TrainingProvider, trainingProviderId))
        {
            throw new NotThere();
        }
    }

    public static void RequireProviderOrAcademy(this Caller caller, Guid trainingProviderId)
    {
        if (!caller.IsAcademy)
        {
            caller.RequireProvider(trainingProviderId);
        }
    }
}
