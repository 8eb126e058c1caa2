using Academy.Identity.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record RenewClientSecretResponse(string ClientId, string ClientSecret);

internal static class RenewClientSecret
{
    // Not idempotent on purpose: a kept answer would keep the secret. Whoever lost the answer asks for another secret.
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/clients/{id}/secret", Handle).RequireScope("clients.write").WithName(nameof(RenewClientSecret));

    private static async Task<Ok<RenewClientSecretResponse>> Handle(
        string id, Caller caller, IdentityDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        Administrators.Only(caller);
        var client = await db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        var secret = client.RenewSecret();
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RenewClientSecretResponse(client.Id, secret));
    }
}
