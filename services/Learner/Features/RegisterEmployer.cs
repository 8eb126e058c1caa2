using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record RegisterEmployerRequest(
    [Required, StringLength(120), RegularExpression(Formats.OneLine, ErrorMessage = Formats.OneLineHelp)] string Name,
    [Required, EnumDataType(typeof(EmployerKind))] EmployerKind? Kind,
    [RegularExpression(Formats.CqcId, ErrorMessage = Formats.CqcIdHelp)] string? CqcProviderId,
    [MaxLength(100)] IReadOnlyList<RegisterWorkplaceRequest>? Workplaces);

public sealed record RegisterWorkplaceRequest(
    [Required, StringLength(50)] string Reference,
    [Required, StringLength(120), RegularExpression(Formats.OneLine, ErrorMessage = Formats.OneLineHelp)] string Name,
    [Required, RegularExpression(Formats.Postcode, ErrorMessage = Formats.PostcodeHelp)] string Postcode,
    [RegularExpression(Formats.CqcId, ErrorMessage = Formats.CqcIdHelp)] string? CqcLocationId,
    [Range(1, 999)] int? MainServiceCode);

internal static class RegisterEmployer
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employers", Handle).RequireScope("employers.write").Idempotent();

    private static async Task<Created<EmployerResponse>> Handle(
        RegisterEmployerRequest request, LearnerDb db, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        if (request.CqcProviderId is not null
            && await db.Employers.AnyAsync(e => e.CqcProviderId == request.CqcProviderId, cancellationToken))
        {
            throw new ServiceDefaults.Conflict("employer-exists", "An employer with this provider id of the Care Quality Commission is already registered.");
        }

        var employer = Employer.Register(request.Name, request.Kind!.Value, request.CqcProviderId, time.GetUtcNow());
        foreach (var workplace in request.Workplaces ?? [])
        {
            employer.Open(
                References.Read(workplace.Reference, "reference")!,
                new WorkplaceFacts(workplace.Name.Trim(), workplace.Postcode, workplace.CqcLocationId, workplace.MainServiceCode));
        }

        db.Add(employer);
        db.Say(employer.Registered());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/learner/v1/employers/{employer.Id}", EmployerResponse.Of(employer));
    }
}

internal static class Formats
{
    public const string OneLine = @"^\P{Cc}*$";
    public const string OneLineHelp = "Write it on one line, without tabs.";
    public const string CqcId = "^([0-9]-[0-9]{8,12}|R[0-9A-Z]{2,5})$";
    public const string CqcIdHelp = "Write the id of the Care Quality Commission like 1-123456789.";
    public const string Postcode = "^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$";
    public const string PostcodeHelp = "Write the postcode in capitals with a space before the last three characters, for example SG1 2AB.";
}
