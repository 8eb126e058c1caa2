using System.Net.Http.Headers;
using System.Text;
using Academy.Passport.Credentials;
using Academy.Passport.Domain;

namespace Academy.Passport.Webhooks;

/// <summary>What a receiver answered; without a status, why there was no answer.</summary>
internal sealed record WebhookAnswer(int? Status, string? Text, string? Problem);

/// <summary>Sends one signed event: no redirect, no private address, 10 seconds in all, and of the answer 64 kB at most.</summary>
internal sealed class WebhookHttp(IHttpClientFactory http, CredentialKeys keys, CredentialIssuer issuer, TimeProvider time)
{
    public const string Client = "webhooks";

    private const int MostBytes = 64 * 1024;
    private const int KeptBytes = 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler Handler(WebhookAddress addresses) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, cancellationToken) => PublicAddress.Connect(context, addresses.MayConnectTo, cancellationToken),
    };

    public async Task<WebhookAnswer> Send(string address, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            using var request = await Request(new Uri(address), WebhookEvents.Envelope(delivery, issuer.Address), limit.Token);
            using var client = http.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new((int)response.StatusCode, await Read(response.Content, limit.Token), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, null, $"No answer within {Longest.TotalSeconds:0} seconds.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(null, null, Why(failure));
        }
    }

    private async Task<HttpRequestMessage> Request(Uri address, byte[] body, CancellationToken cancellationToken)
    {
        var ring = await keys.Get(cancellationToken);
        var digest = HttpSignature.Digest(body);
        var (input, signature) = HttpSignature.Sign("POST", address, digest, WebhookEvents.MediaType, time.GetUtcNow(), ring.SigningKid, ring.Signing);
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(WebhookEvents.MediaType) } };
        content.Headers.Add("Content-Digest", digest);
        return new(HttpMethod.Post, address) { Content = content, Headers = { { "Signature-Input", input }, { "Signature", signature } } };
    }

    private static async Task<string> Read(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var read = await stream.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer, 0, Math.Min(read, KeptBytes));
        return string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t'));
    }

    /// <summary>In words of ours: what the system says may name machines of ours.</summary>
    private static string Why(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The name of the address is not known.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "The certificate of the address is not valid.",
        NotPublic or { InnerException: NotPublic } => "The address is not on the public internet.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "Nothing takes connections at the address.",
        _ => "The connection broke off before there was an answer.",
    };
}
