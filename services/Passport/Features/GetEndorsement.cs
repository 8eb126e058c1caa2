using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// A mark, or a trainer's authorisation, as a signed Open Badges 3.0 endorsement: public, as the register is. It verifies without the Academy,
/// except that its status lists say whether the mark was withdrawn or is suspended.
/// </summary>
internal static class GetEndorsement
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/kitemarks/{id:guid}/endorsement", Handle).AllowAnonymous().Produces<string>(contentType: $"application/{Jws.Credential}");

    private static async Task<IResult> Handle(
        Guid id, CredentialDesk desk, PassportDb db, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var mark = await db.Marks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw new NotThere();
        if (mark.Period.IsWithdrawn(time.Today()))
        {
            throw new Conflict("mark-withdrawn", "This mark was withdrawn. There is no endorsement of it; one that was given out before is revoked.");
        }

        if (await Endorsement.Of(mark, db, cancellationToken) is null)
        {
            throw new NotThere();
        }

        response.Headers.CacheControl = "public, no-cache";
        response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Text(await desk.EndorsementOf(id, cancellationToken), $"application/{Jws.Credential}");
    }
}
