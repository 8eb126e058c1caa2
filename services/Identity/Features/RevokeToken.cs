using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>
/// Ends the grant a refresh or access token came from (RFC 7009). What is no token of the client's is none of its business
/// and gets the same answer.
/// </summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/connect/revocation", Handle)
            .AllowAnonymous()
            .RequireCors(ClientOrigins.Registered)
            .WithMetadata(new RequestSizeLimitAttribute(32 * 1024))
            .WithName(nameof(RevokeToken));

    private static Task<Results<Ok<object>, JsonHttpResult<TokenErrorResponse>>> Handle(
        HttpContext http, ClientAuthentication authentication, OwnTokens tokens, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
        => TokenErrors.Answer(http, async () =>
        {
            var request = await TokenRequest.Read(http.Request, cancellationToken);
            var client = await authentication.Authenticate(http.Request, request, cancellationToken);
            var token = request.Token ?? throw TokenRefused.Request("Send token.");
            var grantId = await GrantOf(token, tokens, db, cancellationToken);
            var now = time.GetUtcNow();
            await db.Grants.Where(grant => grant.Id == grantId && grant.ClientId == client.Id && grant.EndedAt == null)
                .ExecuteUpdateAsync(grant => grant.SetProperty(g => g.EndedAt, now), cancellationToken);
            return new object();
        });

    private static async Task<Guid?> GrantOf(string token, OwnTokens tokens, IdentityDb db, CancellationToken cancellationToken)
    {
        var hash = RandomToken.Hash(token);
        return await db.RefreshTokens.Where(kept => kept.Hash == hash).Select(kept => (Guid?)kept.GrantId).SingleOrDefaultAsync(cancellationToken)
            ?? (await tokens.ReadAccessToken(token, cancellationToken) is { } read
                && read.TryGetPayloadValue<string>(AccessTokens.GrantClaim, out var claim) && Guid.TryParse(claim, out var id) ? id : null);
    }
}
