using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class GetRequirements
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/requirements", Handle).RequireScope("passport.read");

    private static async Task<Ok<RequirementsResponse>> Handle(
        Guid employerId, Caller caller, PassportDb db, HttpContext http, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        http.Response.Headers.ETag = EntityTag.Of(profile.Version);
        return TypedResults.Ok(SetRequirements.Show(profile));
    }
}
