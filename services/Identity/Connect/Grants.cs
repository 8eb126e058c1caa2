using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Connect;

/// <summary>Tokens of a person: an access token, and with them an id token and a refresh token where they were asked for.</summary>
internal sealed record PersonTokens(string AccessToken, IReadOnlyList<string> Scopes, string? IdToken, string? RefreshToken);

/// <summary>
/// Turns codes and refresh tokens into tokens, each once. The row is locked meanwhile, so of two requests at the same
/// moment the second sees that it came too late, and a thief's copy ends the grant for both.
/// </summary>
internal sealed class Grants(IdentityDb db, Standings standings, AccessTokens accessTokens, IdTokens idTokens, TimeProvider time)
{
    public async Task<PersonTokens> Redeem(Client client, TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Code is null || request.RedirectUri is null || request.CodeVerifier is null)
        {
            throw TokenRefused.Request("Send code, redirect_uri and code_verifier.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var hash = RandomToken.Hash(request.Code);
        var grant = await db.Grants.FromSql($"SELECT * FROM grants WHERE code_hash = {hash} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (grant is null || grant.ClientId != client.Id)
        {
            throw TokenRefused.Grant();
        }

        var now = time.GetUtcNow();
        if (grant.CodeUsedAt is not null)
        {
            grant.End(now);
        }

        var isGood = grant.CodeIsGood(now) && grant.RedirectUri == request.RedirectUri && Pkce.Verifies(request.CodeVerifier, grant.CodeChallenge);
        grant.UseCode(now);
        var tokens = isGood ? await Issue(grant, scope: null, grant.Nonce, cancellationToken) : null;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return tokens ?? throw TokenRefused.Grant();
    }

    public async Task<PersonTokens> Refresh(Client client, TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.RefreshToken is null)
        {
            throw TokenRefused.Request("Send refresh_token.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var hash = RandomToken.Hash(request.RefreshToken);
        var token = await db.RefreshTokens.FromSql($"SELECT * FROM refresh_tokens WHERE hash = {hash} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        var grant = token is null ? null : await db.Grants.SingleAsync(g => g.Id == token.GrantId, cancellationToken);
        if (token is null || grant!.ClientId != client.Id)
        {
            throw TokenRefused.Grant();
        }

        var now = time.GetUtcNow();
        if (token.UsedAt is not null)
        {
            grant.End(now);
        }

        var tokens = token.UsedAt is null && !token.IsIdle(now) ? await Issue(grant, request.Scope, nonce: null, cancellationToken) : null;
        if (tokens is not null)
        {
            token.Use(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return tokens ?? throw TokenRefused.Grant();
    }

    /// <summary>The tokens of a grant as it stands now; a grant that no longer stands ends.</summary>
    private async Task<PersonTokens?> Issue(Grant grant, string? scope, string? nonce, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await standings.Of(grant, cancellationToken) is not { Scopes.Length: > 0 } standing)
        {
            grant.End(now);
            return null;
        }

        var scopes = Narrow(standing.Scopes, grant, scope);
        var accessToken = await accessTokens.Issue(grant, standing, scopes, cancellationToken);
        var idToken = scopes.Contains(Scopes.OpenId) ? await idTokens.Issue(grant, standing, accessToken, nonce, cancellationToken) : null;
        if (!grant.IsOffline)
        {
            return new PersonTokens(accessToken, scopes, idToken, RefreshToken: null);
        }

        var refreshToken = RandomToken.New();
        db.Add(new RefreshToken(grant.Id, refreshToken, now));
        return new PersonTokens(accessToken, scopes, idToken, refreshToken);
    }

    /// <summary>What was granted, or the part of it that is asked for (RFC 6749 §6).</summary>
    private static string[] Narrow(string[] standing, Grant grant, string? scope)
    {
        if (scope is null)
        {
            return standing;
        }

        var asked = Scopes.Read(scope);
        return asked.All(grant.Scopes.Contains) && asked.Intersect(standing).ToArray() is { Length: > 0 } narrowed
            ? narrowed
            : throw new TokenRefused("invalid_scope", "A refresh gives no more than was granted. Ask for less, or leave scope out to get all of it.");
    }
}
