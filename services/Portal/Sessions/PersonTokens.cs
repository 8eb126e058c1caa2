using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Academy.Portal.Sessions;

/// <summary>The access token of whoever is signed in, made new before it ends. Tokens never leave the server.</summary>
internal sealed class PersonTokens(
    IHttpContextAccessor accessor, SessionTickets tickets, IOptionsMonitor<OpenIdConnectOptions> openId, ClientAssertions assertions, TimeProvider time)
{
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";
    private const string ExpiresAt = "expires_at";
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    public async Task<string> Get(CancellationToken cancellationToken)
    {
        var session = await accessor.HttpContext!.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (session.Ticket is not { } ticket || SessionTickets.KeyOf(ticket) is not { } key)
        {
            throw new SignedOutMeanwhile();
        }

        if (IsFresh(ticket))
        {
            return Token(ticket);
        }

        // The request that waits here finds what the one before it fetched.
        var current = await tickets.Change(key, async kept =>
        {
            if (IsFresh(kept))
            {
                return false;
            }

            await Refresh(kept, cancellationToken);
            return true;
        });
        return current is null ? throw new SignedOutMeanwhile() : Token(current);
    }

    /// <summary>Whether the session is so young that signing in once more would change nothing.</summary>
    public async Task<bool> IsNew()
        => (await accessor.HttpContext!.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Ticket is { } ticket
            && SignInSetup.StartedAt(ticket.Properties) > time.GetUtcNow() - TimeSpan.FromMinutes(1);

    private bool IsFresh(AuthenticationTicket ticket)
        => DateTimeOffset.TryParse(ticket.Properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var ends) && time.GetUtcNow() < ends - Early;

    private static string Token(AuthenticationTicket ticket) => ticket.Properties.GetTokenValue(AccessToken) ?? throw new SignedOutMeanwhile();

    private async Task Refresh(AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var answer = await Ask(ticket.Properties.GetTokenValue(RefreshToken) ?? throw new SignedOutMeanwhile(), cancellationToken);
        ticket.Properties.UpdateTokenValue(AccessToken, answer.AccessToken);
        ticket.Properties.UpdateTokenValue(ExpiresAt, (time.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn)).ToString("O", CultureInfo.InvariantCulture));
        if (answer.RefreshToken is { } next)
        {
            ticket.Properties.UpdateTokenValue(RefreshToken, next);
        }
    }

    private async Task<Refreshed> Ask(string refreshToken, CancellationToken cancellationToken)
    {
        var options = openId.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var provider = await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                [RefreshToken] = refreshToken,
                ["client_id"] = options.ClientId!,
                ["client_assertion_type"] = ClientAssertions.Type,
                ["client_assertion"] = assertions.New(provider.Issuer),
            });
            // Not given up when the browser goes: a refresh token that was used up without its answer would end the session.
            using var answer = await options.Backchannel.PostAsync(new Uri(provider.TokenEndpoint), form, CancellationToken.None);
            return (int)answer.StatusCode switch
            {
                400 => throw new SignedOutMeanwhile(),
                200 => (await answer.Content.ReadFromJsonAsync<Refreshed>(CancellationToken.None))!,
                _ => throw new ServiceDown(),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException or OperationCanceledException)
        {
            throw new ServiceDown();
        }
    }

    private sealed record Refreshed(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken);
}

/// <summary>Asks a service as the person who is signed in. A token it does not take leads to signing in again.</summary>
internal sealed class AsThePerson(PersonTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new("Bearer", await tokens.Get(cancellationToken));
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        answer.Dispose();
        // A service that refuses what was issued a moment ago would refuse the next token too, for ever.
        throw await tokens.IsNew() ? new ServiceDown() : new SignedOutMeanwhile();
    }
}
