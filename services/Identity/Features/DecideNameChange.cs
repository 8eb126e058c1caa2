using System.ComponentModel.DataAnnotations;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>The note says why; the person reads it.</summary>
public sealed record DecideNameChangeRequest([Required] bool? Accept, [Required, StringLength(1000, MinimumLength = 1)] string Note);

public sealed record DecideNameChangeResponse(Guid Id, string Reference, NameChangeState State);

internal static class DecideNameChange
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/name-changes/{id:guid}/decision", Handle).RequireScope("accounts.manage").Idempotent().WithName(nameof(DecideNameChange));

    private static async Task<Ok<DecideNameChangeResponse>> Handle(
        Guid id,
        DecideNameChangeRequest request,
        Caller caller,
        HttpRequest http,
        IdentityDb db,
        Post post,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        AccountStaff.Only(caller);
        var purpose = Purpose.Stated(http);
        var change = await db.NameChanges.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        var account = await db.Accounts.SingleAsync(a => a.Id == change.AccountId, cancellationToken);
        db.Add(new StaffLook(account.Id, change.Id, caller.Subject, purpose, time.GetUtcNow()));
        change.Decide(request.Accept!.Value, request.Note.Trim(), caller.Subject, time.GetUtcNow());
        if (change.State == NameChangeState.Accepted)
        {
            account.Rename(change.NewName);
        }

        var isAccepted = change.State == NameChangeState.Accepted;
        post.Add(new Notification(
            "name-change",
            account.Email!,
            isAccepted ? "Your name was changed at the Academy" : "Your name was not changed at the Academy",
            Letters.NameChanged(isAccepted, change.Reference, request.Note.Trim().ReplaceLineEndings(" "))));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new DecideNameChangeResponse(change.Id, change.Reference, change.State));
    }
}
