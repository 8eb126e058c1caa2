using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A receipt of a decision or of a check, as it was signed (a JWS in its compact form).</summary>
public sealed record VerifyReceiptRequest([Required, StringLength(VerifyReceipt.Longest)] string Receipt);

/// <summary>Each question about a receipt is answered by itself.</summary>
/// <param name="Signature">Whether the Academy signed it and nothing was changed since. This can be found without the Academy, too.</param>
/// <param name="Current">Of a decision: whether the employer has not decided otherwise since. A check is of its moment.</param>
/// <param name="Receipt">What was signed, where the signature is good.</param>
public sealed record ReceiptFindings(
    Finding Signature, Finding Current, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Receipt);

/// <summary>The public door for receipts: for an inspector who was handed one. Nothing of it is stored.</summary>
internal static class VerifyReceipt
{
    public const int Longest = Jws.Longest;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/reliance-receipts/verify", Handle).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(Longest + 1_000));

    private static async Task<Ok<ReceiptFindings>> Handle(
        VerifyReceiptRequest request, CredentialIssuer issuer, CredentialKeys keys, PassportDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        try
        {
            var jws = Jws.Read(request.Receipt, SignedReceipt.Type, SignedCheck.Type);
            var key = jws.Issuer == issuer.Did ? (await keys.Get(cancellationToken)).Find(jws.Kid) : null;
            var receipt = jws.Open(key ?? throw new Refused("The Academy never had the key it names."));
            return TypedResults.Ok(new ReceiptFindings(
                Finding.Passed("The Academy signed it, and nothing was changed since."),
                jws.Type == SignedCheck.Type
                    ? Finding.CouldNotCheck("A check says how it was at that moment. To know how it is now, ask for a share code and check again.")
                    : await Current(receipt, db, cancellationToken),
                receipt));
        }
        catch (Refused refused)
        {
            return TypedResults.Ok(new ReceiptFindings(
                Finding.Failed(refused.Message), Finding.CouldNotCheck("Nothing in it can be believed without a good signature."), Receipt: null));
        }
    }

    private static async Task<Finding> Current(JsonElement receipt, PassportDb db, CancellationToken cancellationToken)
    {
        var id = OpenBadge.IdOf(receipt.Text("jti"));
        var known = await db.Receipts.AsNoTracking().Where(r => r.Id == id).Select(r => new { r.ReplacedAt }).SingleOrDefaultAsync(cancellationToken);
        return known switch
        {
            null => Finding.CouldNotCheck("The Academy has no record of it any more; the person's record may have been erased."),
            { ReplacedAt: { } at } => Finding.Failed($"The employer decided anew on {OpenBadge.DayOf(at)}."),
            _ => Finding.Passed("The employer has not decided otherwise since."),
        };
    }
}
