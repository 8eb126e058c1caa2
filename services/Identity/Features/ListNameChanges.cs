using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>A page of the queue, oldest first; <c>Next</c> leads to what comes after, where there is more.</summary>
public sealed record ListNameChangesResponse(IReadOnlyList<NameChangeItem> Items, string? Next);

public sealed record NameChangeItem(
    Guid Id, string Reference, Guid AccountId, string FormerName, string NewName, string Reason, NameChangeState State, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt);

internal static class ListNameChanges
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/name-changes", Handle).RequireScope("accounts.manage").WithName(nameof(ListNameChanges));

    private static async Task<Ok<ListNameChangesResponse>> Handle(
        Caller caller, IdentityDb db, CancellationToken cancellationToken, NameChangeState state = NameChangeState.Waiting, Guid? after = null, [Range(1, 100)] int limit = 20)
    {
        AccountStaff.Only(caller);
        var items = await (
            from change in db.NameChanges
            join account in db.Accounts on change.AccountId equals account.Id
            where change.State == state && (after == null || change.Id > after)
            orderby change.Id
            select new NameChangeItem(
                change.Id, change.Reference, account.Id, account.FullName, change.NewName, change.Reason, change.State, change.AskedAt, change.DecidedAt))
            .Take(limit + 1).ToListAsync(cancellationToken);
        var next = items.Count > limit ? $"/api/identity/v1/name-changes?state={state}&after={items[limit - 1].Id}&limit={limit}" : null;
        return TypedResults.Ok(new ListNameChangesResponse([.. items.Take(limit)], next));
    }
}
