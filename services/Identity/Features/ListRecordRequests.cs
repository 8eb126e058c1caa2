using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record ListRecordRequestsResponse(IReadOnlyList<RecordRequestItem> Items, string? Next);

public sealed record RecordRequestItem(Guid Id, string Reference, RecordRequestState State, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt);

/// <summary>The queue, oldest first. It says nothing of the people; whoever opens one says why.</summary>
internal static class ListRecordRequests
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/record-requests", Handle).RequireScope("accounts.manage").WithName(nameof(ListRecordRequests));

    private static async Task<Ok<ListRecordRequestsResponse>> Handle(
        [EnumDataType(typeof(RecordRequestState))] RecordRequestState? state, Guid? after, [Range(1, 100)] int? limit, Caller caller, IdentityDb db, CancellationToken cancellationToken)
    {
        AccountStaff.Only(caller);
        var (of, size) = (state ?? RecordRequestState.Waiting, limit ?? 20);
        var page = await db.RecordRequests.AsNoTracking()
            .Where(r => r.State == of && (after == null || r.Id > after)).OrderBy(r => r.Id).Take(size + 1)
            .Select(r => new RecordRequestItem(r.Id, r.Reference, r.State, r.AskedAt, r.DecidedAt)).ToListAsync(cancellationToken);
        var next = page.Count > size ? $"/api/identity/v1/record-requests?state={of}&after={page[size - 1].Id}&limit={size}" : null;
        return TypedResults.Ok(new ListRecordRequestsResponse([.. page.Take(size)], next));
    }
}
