using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>The name a person wants to be known by, the one they have, and what they say about it.</summary>
public sealed record GetNameChangeResponse(
    Guid Id,
    string Reference,
    NameChangeState State,
    DateTimeOffset AskedAt,
    Guid AccountId,
    string FormerName,
    string NewName,
    string Reason,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? DecisionNote);

internal static class GetNameChange
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/name-changes/{id:guid}", Handle).RequireScope("accounts.manage").WithName(nameof(GetNameChange));

    private static async Task<Ok<GetNameChangeResponse>> Handle(
        Guid id, Caller caller, HttpRequest http, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        AccountStaff.Only(caller);
        var purpose = Purpose.Stated(http);
        var change = await db.NameChanges.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        db.Add(new StaffLook(change.AccountId, change.Id, caller.Subject, purpose, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        var name = await db.Accounts.Where(a => a.Id == change.AccountId).Select(a => a.FullName).SingleAsync(cancellationToken);
        return TypedResults.Ok(new GetNameChangeResponse(
            change.Id, change.Reference, change.State, change.AskedAt, change.AccountId, name, change.NewName, change.Reason,
            change.DecidedAt, change.DecidedBy, change.DecisionNote));
    }
}
