using Academy.Identity.Data;

namespace Academy.Identity.Domain;

/// <summary>The clients that are there from the start, each where it is configured.</summary>
internal static class FirstClients
{
    public static async Task Ensure(IdentityDb db, TimeProvider time, IConfiguration configuration)
    {
        await DemoClient.Ensure(db, time, configuration);
        await PortalClient.Ensure(db, time, configuration);
    }
}
