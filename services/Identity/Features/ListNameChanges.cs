using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>A page of the queue, oldest first; <c>Next</c> leads to what comes after, where there is more.</summary>
public sealed record ListNameChangesResponse(IReadOnlyList<NameChangeItem> Items, string? Next);

public sealed record NameChangeItem(Guid Id, string Reference, NameChangeState State, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt);

/// <summary>It says nothing of the people; whoever opens one says why.</summary>
internal static class ListNameChanges
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/name-changes", Handle).RequireScope("accounts.manage").WithName(nameof(ListNameChanges));

    private static async Task<Ok<ListNameChangesResponse>> Handle(
        Caller caller, IdentityDb db, CancellationToken cancellationToken, NameChangeState state = NameChangeState.Waiting, Guid? after = null, [Range(1, 100)] int limit = 20)
    {
        AccountStaff.Only(caller);
        var items = await db.NameChanges.AsNoTracking()
            .Where(change => change.State == state && (after == null || change.Id > after)).OrderBy(change => change.Id).Take(limit + 1)
            .Select(change => new NameChangeItem(change.Id, change.Reference, change.State, change.AskedAt, change.DecidedAt)).ToListAsync(cancellationToken);
        var next = items.Count > limit ? $"/api/identity/v1/name-changes?state={state}&after={items[limit - 1].Id}&limit={limit}" : null;
        return TypedResults.Ok(new ListNameChangesResponse([.. items.Take(limit)], next));
    }
}
