using System.Text.Json.Serialization;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>How the person's latest search stands, why it was decided so, and who of the Academy looked at it.</summary>
public sealed record GetMyRecordSearchResponse(
    RecordRequestState State,
    string Reference,
    DateTimeOffset AskedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LearnerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    IReadOnlyList<RecordSearchLook> Looks);

public sealed record RecordSearchLook(DateTimeOffset At, string Purpose);

internal static class GetMyRecordSearch
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/find-my-record", Handle).RequireScope("account.connect").WithName(nameof(GetMyRecordSearch));

    private static async Task<Ok<GetMyRecordSearchResponse>> Handle(Caller caller, IdentityDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var account = await db.OwnAccount(caller, cancellationToken);
        var search = await db.RecordRequests.AsNoTracking()
            .Where(r => r.AccountId == account.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        var looks = await db.StaffLooks.Where(look => look.RequestId == search.Id).OrderBy(look => look.Id)
            .Select(look => new RecordSearchLook(look.At, look.Purpose)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetMyRecordSearchResponse(search.State, search.Reference, search.AskedAt, search.LearnerId, search.Reason, looks));
    }
}
