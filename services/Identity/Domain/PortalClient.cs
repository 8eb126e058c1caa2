using System.Security.Cryptography;
using System.Text.Json;
using Academy.Identity.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>
/// The portal as a client: people sign in to it, and it may ask for everything a person may let anybody do. It proves itself with a key of
/// its own (private_key_jwt); here only the public half is known, and without it there is no such client.
/// </summary>
internal static class PortalClient
{
    public const string Id = "academy-portal";

    public static async Task Ensure(IdentityDb db, TimeProvider time, IConfiguration configuration)
    {
        if (configuration["Identity:PortalKey"] is not { Length: > 0 } pem)
        {
            return;
        }

        string[] scopes = [.. Scopes.OfPeople.Select(scope => scope.Name), .. Scopes.All.Select(scope => scope.Name)];
        var client = await db.Clients.SingleOrDefaultAsync(c => c.Id == Id);
        if (client is null)
        {
            client = new Client(Id, "The Academy's portal", scopes, time.GetUtcNow());
            db.Add(client);
        }

        client.Allow(scopes);
        client.UseGrantTypes([GrantTypes.AuthorizationCode, GrantTypes.RefreshToken]);
        client.SignPeopleIn(["/signed-in"], ["/signed-out"], isPublic: false, isNative: false, isFirstParty: true);
        client.SignWith(KeySet(pem));
        await db.SaveChangesAsync();
    }

    private static string KeySet(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(key.ExportParameters(includePrivateParameters: false))));
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, use = "sig", alg = SecurityAlgorithms.EcdsaSha256 } } });
    }
}
