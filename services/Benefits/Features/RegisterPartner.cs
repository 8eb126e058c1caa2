using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Benefits.Features;

public sealed record RegisterPartnerRequest([Required, StringLength(100, MinimumLength = 1)] string Name);

public sealed record RegisterPartnerResponse(Guid PartnerId);

internal static class RegisterPartner
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/partners", Handle).RequireScope("benefits.offers").Idempotent();

    private static async Task<Created<RegisterPartnerResponse>> Handle(
        RegisterPartnerRequest request, Caller caller, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.IsOfficer())
        {
            throw new NotThere();
        }

        var partner = new Partner(request.Name, time.GetUtcNow());
        db.Add(partner);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/benefits/v1/partners/{partner.Id}/usage", new RegisterPartnerResponse(partner.Id));
    }
}
