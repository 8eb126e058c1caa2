using System.Security.Claims;
using System.Text.Json.Serialization;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Features;

/// <summary>Who signed in, as far as the scopes of the token let the client know.</summary>
public sealed record UserInfoResponse(
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonPropertyName("locale"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Locale,
    [property: JsonPropertyName("email"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonPropertyName("email_verified"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? EmailVerified);

internal static class GetUserInfo
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapMethods("/connect/userinfo", [HttpMethods.Get, HttpMethods.Post], Handle)
            .RequireScope(Scopes.OpenId)
            .RequireCors(ClientOrigins.Registered)
            .WithMetadata(new RequestSizeLimitAttribute(8 * 1024))
            .WithName(nameof(GetUserInfo));

    private static async Task<Results<Ok<UserInfoResponse>, UnauthorizedHttpResult>> Handle(
        ClaimsPrincipal caller, HttpResponse response, Standings standings, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        if (await standings.Of(caller.FindFirstValue(AccessTokens.GrantClaim), cancellationToken) is not { } standing)
        {
            response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\", error_description=\"The session or the grant of this token has ended\"";
            return TypedResults.Unauthorized();
        }

        var scopes = Scopes.Read(caller.FindFirstValue("scope") ?? "");
        var (account, seesProfile, seesEmail) = (standing.Account, scopes.Contains(Scopes.Profile), scopes.Contains(Scopes.Email));
        return TypedResults.Ok(new UserInfoResponse(
            account.Id.ToString(),
            seesProfile ? account.FullName : null,
            seesProfile ? account.Language : null,
            seesEmail ? account.Email : null,
            seesEmail ? account.EmailConfirmed : null));
    }
}
