using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

public sealed record AcceptInvitationRequest([Required, StringLength(100, MinimumLength = 1)] string Token);

internal static class AcceptInvitation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/invitations/accept", Handle).RequireScope("account.connect").Idempotent().WithName(nameof(AcceptInvitation));

    private static async Task<Ok<MemberResponse>> Handle(
        AcceptInvitationRequest request, Caller caller, IdentityDb db, Invitations invitations, CancellationToken cancellationToken)
    {
        var account = await db.OwnAccount(caller, cancellationToken);
        return TypedResults.Ok(MemberResponse.Of(await invitations.Accept(request.Token, account, cancellationToken), account.FullName));
    }
}
