using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.ServiceDefaults;

namespace Academy.Passport.Features;

/// <summary>
/// Which credentials are withdrawn, or in doubt, as a signed list of bits (W3C Bitstring Status List 1.0). A cache may keep it and asks each time
/// whether it is still the newest.
/// </summary>
internal static class GetStatusList
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/status-lists/{id}", Handle).AllowAnonymous().Produces<string>(contentType: $"application/{Jws.Credential}");

    private static async Task<IResult> Handle(string id, StatusLists lists, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var list = (StatusListId.Read(id) is { } known ? await lists.Get(db, known, cancellationToken) : null) ?? throw new NotThere();
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.ETag = list.ETag;
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return http.Request.Headers.IfNoneMatch.Contains(list.ETag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(list.Signed, $"application/{Jws.Credential}");
    }
}
