using Academy.Identity.Data;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Domain;

/// <summary>The first client, which registers all others. It exists only where a secret is configured for it.</summary>
internal static class DemoClient
{
    public const string Id = "academy-demo";

    /// <summary>The Academy itself, wherever an organisation is named.</summary>
    public static readonly Guid AcademyId = new("acade317-0000-8000-8000-000000000001");

    public static async Task Ensure(IdentityDb db, TimeProvider time, IConfiguration configuration)
    {
        if (configuration["Identity:Bootstrap:Secret"] is not { Length: > 0 } secret)
        {
            return;
        }

        if (secret.Length < 32)
        {
            throw new InvalidOperationException("Identity:Bootstrap:Secret needs at least 32 random characters: openssl rand -hex 32");
        }

        string[] scopes = [.. Scopes.All.Select(scope => scope.Name)];
        var client = await db.Clients.SingleOrDefaultAsync(c => c.Id == Id);
        if (client is null)
        {
            client = new Client(Id, "The Academy's own tools", scopes, time.GetUtcNow());
            db.Add(client);
        }

        client.Allow(scopes);
        client.SpeakFor(OrganisationKind.Academy, AcademyId, ["officer", "kitemark-lead", "administrator"]);
        client.UseSecret(secret);
        await db.SaveChangesAsync();
    }
}
