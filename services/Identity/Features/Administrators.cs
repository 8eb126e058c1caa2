using Academy.ServiceDefaults;

namespace Academy.Identity.Features;

internal static class Administrators
{
    public static void Only(Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("administrator"))
        {
            throw new NotThere();
        }
    }
}
