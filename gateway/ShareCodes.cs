using System.Text.Json;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace Academy.Gateway;

/// <summary>
/// Reads the share code out of a request whose route names a limit for codes, so that one code is not tried from many
/// addresses. The route's metadata says <c>"LimitPerCode"</c> and the name of the limit. What cannot be read has no code:
/// the service that gets the request says what is wrong with it.
/// </summary>
internal static class ShareCodes
{
    private const string Setting = "LimitPerCode";

    public static void UseShareCodes(this IApplicationBuilder app)
        => app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config is { Metadata: { } settings } route
                && settings.TryGetValue(Setting, out var limit)
                && await Read(http, route.MaxRequestBodySize) is { } code)
            {
                http.Features.Set(new LimitedCode(limit, code));
            }

            await next(http);
        });

    private static async Task<string?> Read(HttpContext http, long? atMost)
    {
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = atMost;
        var request = http.Request;
        request.EnableBuffering();
        try
        {
            var typed = request.HasJsonContentType() ? (await request.ReadFromJsonAsync<CodeTyped>(http.RequestAborted))?.Code
                : request.HasFormContentType ? (await request.ReadFormAsync(http.RequestAborted))["Code"].FirstOrDefault()
                : null;
            return Codes.TryRead(typed, out var code) ? code : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    private sealed record CodeTyped(string? Code);
}

/// <summary>The code of a request, as it is compared, and the limit that counts for it.</summary>
internal sealed record LimitedCode(string Limit, string Code);
