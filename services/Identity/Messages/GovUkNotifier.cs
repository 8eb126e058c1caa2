using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Messages;

/// <summary>
/// Sends by GOV.UK Notify's REST API. <c>Notify:GovUk:ApiKey</c> is the key as Notify shows it; the template of a purpose is
/// <c>Notify:GovUk:Templates:{purpose}</c>, otherwise <c>…:default</c>; a template has the fields subject and body.
/// </summary>
internal sealed class GovUkNotifier : INotifier
{
    private const int IdLength = 36;

    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly HttpClient _http;
    private readonly IConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly string _service;
    private readonly SigningCredentials _key;

    public GovUkNotifier(HttpClient http, IConfiguration configuration, TimeProvider time)
    {
        var key = configuration.GetRequired("Notify:GovUk:ApiKey");
        if (key.Length < (2 * IdLength) + 1)
        {
            throw new InvalidOperationException("Notify:GovUk:ApiKey is the whole key: its name, the service's id and the secret, joined by hyphens.");
        }

        (_http, _configuration, _time) = (http, configuration, time);
        _http.BaseAddress ??= new Uri(configuration["Notify:GovUk:Address"] ?? "https://api.notifications.service.gov.uk/");
        _service = key[^((2 * IdLength) + 1)..^(IdLength + 1)];
        _key = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key[^IdLength..])), SecurityAlgorithms.HmacSha256);
    }

    public bool KeepsBodies => false;

    public async Task Send(Guid id, Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/notifications/email")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token()) },
            Content = JsonContent.Create(new GovUkEmail(
                notification.Address,
                _configuration[$"Notify:GovUk:Templates:{notification.Purpose}"] ?? _configuration.GetRequired("Notify:GovUk:Templates:default"),
                new GovUkFields(notification.Subject, notification.Body),
                id.ToString())),
        };
        using var answer = await _http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private string Token()
        => _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _service,
            IssuedAt = _time.GetUtcNow().UtcDateTime,
            SigningCredentials = _key,
        });

    private sealed record GovUkEmail(
        [property: JsonPropertyName("email_address")] string Address,
        [property: JsonPropertyName("template_id")] string Template,
        [property: JsonPropertyName("personalisation")] GovUkFields Fields,
        [property: JsonPropertyName("reference")] string Reference);

    private sealed record GovUkFields(
        [property: JsonPropertyName("subject")] string Subject,
        [property: JsonPropertyName("body")] string Body);
}
