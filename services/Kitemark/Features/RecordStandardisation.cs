using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

/// <param name="On">The day, Europe/London; not a day to come.</param>
/// <param name="SamplesCompared">How many samples of assessed work were compared.</param>
/// <param name="Agreed">What holds for all from then on.</param>
public sealed record RecordStandardisationRequest(
    [Required] DateOnly? On,
    [Required, StringLength(200, MinimumLength = 1)] string Topic,
    [Required, Length(1, 100)] IReadOnlyList<PartnerTookPart> Partners,
    [Required, Range(0, 10_000)] int? SamplesCompared,
    [Required, StringLength(4000, MinimumLength = 1)] string Agreed);

/// <param name="PartnerId">A training provider or an agency.</param>
/// <param name="People">The names of those who took part for it.</param>
public sealed record PartnerTookPart([Required] Guid? PartnerId, [Required, MaxLength(50)] IReadOnlyList<string> People);

public sealed record RecordStandardisationResponse(Guid StandardisationId);

internal static class RecordStandardisation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/standardisations", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(RecordStandardisation));

    private static async Task<Created<RecordStandardisationResponse>> Handle(
        RecordStandardisationRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var partners = request.Partners.GroupBy(partner => partner.PartnerId!.Value)
            .Select(partner => new StandardisationPartner(
                partner.Key, [.. partner.SelectMany(one => one.People).Select(name => name.Trim()).Where(name => name.Length > 0).Distinct()])).ToList();
        if (partners.Exists(partner => partner.People.Any(name => name.Length > 100)))
        {
            throw new RuleBroken("Give each person's name with 100 letters at most.", "name-too-long");
        }

        await Partners.Require([.. partners.Select(partner => partner.OrganisationId)], db, cancellationToken);
        var standardisation = Standardisation.Of(
            Partners.PastDay(request.On!.Value, time), request.Topic.Trim(), partners, request.SamplesCompared!.Value, request.Agreed.Trim(), caller.Subject, time.GetUtcNow());
        db.Add(standardisation);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created("/api/kitemark/v1/standardisations", new RecordStandardisationResponse(standardisation.Id));
    }
}
