using System.ComponentModel.DataAnnotations;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.Identity.Records;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>With <c>accept</c> the learner whose record it is: an account that held it before holds it no longer. The person reads the reason.</summary>
public sealed record DecideRecordRequestRequest(
    [Required] bool? Accept, Guid? LearnerId, [Required, StringLength(500, MinimumLength = 3)] string Reason);

public sealed record DecideRecordRequestResponse(Guid Id, string Reference, RecordRequestState State, Guid? LearnerId);

internal static class DecideRecordRequest
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/record-requests/{id:guid}/decision", Handle).RequireScope("accounts.manage").Idempotent().WithName(nameof(DecideRecordRequest));

    private static async Task<Ok<DecideRecordRequestResponse>> Handle(
        Guid id,
        DecideRecordRequestRequest body,
        Caller caller,
        HttpRequest http,
        IdentityDb db,
        RecordFinder finder,
        Post post,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        AccountStaff.Only(caller);
        var purpose = Purpose.Stated(http);
        var accountId = await db.RecordRequests.Where(r => r.Id == id).Select(r => (Guid?)r.AccountId).SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        var account = (await finder.Lock(accountId, cancellationToken))!;
        var request = await db.RecordRequests.SingleAsync(r => r.Id == id, cancellationToken);
        var (reason, now) = (StartOrganisation.Line(body.Reason), time.GetUtcNow());
        db.Add(new StaffLook(request.AccountId, request.Id, caller.Subject, purpose, now));
        if (body.Accept!.Value)
        {
            var given = body.LearnerId ?? throw new RuleBroken("Give learnerId: whose record it is.", "learner-missing");
            var learnerId = await db.KeptRecord(given, cancellationToken) ?? given;
            request.Link(learnerId, caller.Subject, reason, now);
            if (!await finder.Link(account, learnerId, takesOver: true, cancellationToken))
            {
                throw new RuleBroken("There is no such learner. Take one of the candidates, or look for the person in Learner.", "learner-unknown");
            }
        }
        else
        {
            request.Refuse(caller.Subject, reason, now);
        }

        post.Add(new Notification(
            "record-request",
            account.Email!,
            body.Accept.Value ? "Your training record is connected to your account" : "Your training record is not connected to your account yet",
            Letters.RecordDecided(body.Accept.Value, request.Reference, reason)));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new DecideRecordRequestResponse(request.Id, request.Reference, request.State, request.LearnerId));
    }
}
