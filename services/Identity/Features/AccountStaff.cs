using Academy.ServiceDefaults;

namespace Academy.Identity.Features;

/// <summary>The Academy's staff who look after accounts.</summary>
internal static class AccountStaff
{
    public static void Only(Caller caller)
    {
        if (!caller.IsAcademy || !(caller.Roles.Contains("officer") || caller.Roles.Contains("administrator")))
        {
            throw new NotThere();
        }
    }
}
