using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Contracts.Passport;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The share code somebody was given, and the date of birth of the person who gave it.</summary>
public sealed record CheckPassportRequest([Required, StringLength(40)] string Code, DateOnly DateOfBirth);

/// <summary>What was found, entry by entry, each question answered by itself; there is no single green tick.</summary>
/// <param name="CheckId">The receipt; a signed-in employer can read it again.</param>
public sealed record CheckPassportResponse(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries)
{
    /// <summary>Those that are shared; they do not expire.</summary>
    public IReadOnlyList<PassportQualification> Qualifications { get; init; } = [];

    /// <summary>All of this as the Academy signed it (check-receipt+jwt), for whoever checked to keep: it verifies without the Academy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Jws { get; init; }
}

/// <summary>Each counts among the entries that still count; those that were withdrawn are counted once, as that.</summary>
/// <param name="NotKitemarked">Entries for which the kitemark question is answered with anything but yes.</param>
public sealed record CheckSummary(int Entries, int Expired, int UnderReview, int NotKitemarked, int Withdrawn);

public sealed record CheckedEntry(
    Guid EntryId,
    string Title,
    string TrainingCategory,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    RecordedBy RecordedBy,
    Assurance Assurance,
    KitemarkAnswer KitemarkedOnTheDay,
    KitemarkOnTheDay Kitemark,
    DatesAnswer Dates,
    bool UnderReview,
    EntryWithdrawal? Withdrawal);

public enum KitemarkAnswer
{
    Yes,
    /// <summary>Also for what was withdrawn: it vouches for nobody any more.</summary>
    No,

    /// <summary>An employer or the learner recorded it; no kitemark is claimed.</summary>
    NotClaimed,
}

/// <summary>By the day of the check, Europe/London.</summary>
public enum DatesAnswer
{
    UpToDate,
    Expired,
    DoesNotExpire,
}

internal static class CheckPassport
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/checks", Handle).AllowAnonymous().Idempotent(SeenAgain).Produces<CheckPassportResponse>(StatusCodes.Status201Created);

    private static async Task<IResult> Handle(
        CheckPassportRequest request,
        HttpContext http,
        PassportDb db,
        CodeHasher hasher,
        CredentialIssuer issuer,
        CredentialKeys keys,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Codes.TryRead(request.Code, out var code))
        {
            throw new RuleBroken("Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X.", "code-mistyped");
        }

        var hash = hasher.Hash(code);
        var now = time.GetUtcNow();
        var signing = await keys.Get(db, cancellationToken);

        // One try at a time with a code, so that many at once are counted like many in turn.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({BitConverter.ToInt64(hash)})", cancellationToken);
        var found = await db.Shares.Where(s => s.CodeHash == hash).Select(s => new
        {
            Share = s,
            Passport = db.Passports.Where(p => p.LearnerId == s.LearnerId && p.DateOfBirth == request.DateOfBirth).Select(p => p.Document).SingleOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        var share = found?.Share;
        var passport = share?.IsLive(now) == true ? found!.Passport : null;
        if (share is null || passport is null)
        {
            if (share?.IsLive(now) == true)
            {
                await CountWrongTry(http, share.Id, now);
            }

            throw NothingShared();
        }

        share.ForgetWrongTries();
        var organisation = await CheckingOrganisation(http);
        var result = Result(Guid.CreateVersion7(), share, passport, now, time.Today());
        var check = Check.Of(result.CheckId, share, organisation?.OrganisationId, JsonSerializer.Serialize(result, PassportDocument.Json), now);
        check.Sign(SignedCheck.Of(check, await Name(organisation, db, cancellationToken), issuer, signing));
        db.Add(check);
        db.Add(organisation is null
            ? ActivityLine.Of(share.LearnerId, ActivityKind.PassportChecked, now)
            : ActivityLine.Of(share.LearnerId, ActivityKind.PassportChecked, now, organisation, purpose: null));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = $"/api/passport/v1/checks/{result.CheckId}";
        return TypedResults.Text(
            JsonSerializer.Serialize(result with { Jws = check.Signed }, PassportDocument.Json), "application/json", statusCode: StatusCodes.Status201Created);
    }

    /// <summary>An answer is repeated only while the share lasts, and the learner sees that it was seen once more.</summary>
    private static async Task SeenAgain(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        var (db, now) = (http.RequestServices.GetRequiredService<PassportDb>(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var checkId = JsonSerializer.Deserialize<CheckPassportResponse>(answer.Span, PassportDocument.Json)!.CheckId;
        var check = await db.Checks.AsNoTracking().Where(c => c.Id == checkId)
            .Select(c => new { c.LearnerId, Share = db.Shares.SingleOrDefault(s => s.Id == c.ShareId) }).SingleOrDefaultAsync(http.RequestAborted);
        if (check?.Share?.IsLive(now) != true)
        {
            throw NothingShared();
        }

        db.Add(await CheckingOrganisation(http) is { } organisation
            ? ActivityLine.Of(check.LearnerId, ActivityKind.ReceiptSeen, now, organisation, purpose: null)
            : ActivityLine.Of(check.LearnerId, ActivityKind.ReceiptSeen, now));
        await db.SaveChangesAsync(http.RequestAborted);
    }

    /// <summary>A wrong date of birth, an unknown code and a share that has ended get one answer.</summary>
    private static RuleBroken NothingShared() => new(
        "No passport is shared with this code and date of birth. Check both with the person who gave you the code, or ask for a new code.", "nothing-shared");

    /// <summary>Who checked, as the receipt is to name them.</summary>
    private static async Task<string?> Name(Caller? checking, PassportDb db, CancellationToken cancellationToken) => checking switch
    {
        { IsAcademy: true } => CredentialIssuer.Name,
        { OrganisationId: { } id } => (await db.Organisations.FindAsync([id], cancellationToken))?.Name ?? SignedCheck.NotKnown,
        _ => null,
    };

    /// <summary>Counted in a transaction of its own: that of the request is taken back with the refusal.</summary>
    private static async Task CountWrongTry(HttpContext http, Guid shareId, DateTimeOffset now)
    {
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        var share = await db.Shares.SingleAsync(s => s.Id == shareId);
        if (share.CountWrongTry(now))
        {
            db.Add(ActivityLine.Of(share.LearnerId, ActivityKind.ShareStoppedByWrongTries, now));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The door is open to everybody; who comes with a token leaves the name of the organisation.</summary>
    private static async Task<Caller?> CheckingOrganisation(HttpContext http)
    {
        var signedIn = await http.AuthenticateAsync();
        return signedIn.Succeeded ? http.RequestServices.GetRequiredService<Caller>() : null;
    }

    private static CheckPassportResponse Result(Guid id, Share share, string document, DateTimeOffset now, DateOnly today)
    {
        var passport = JsonSerializer.Deserialize<PassportDocument>(document, PassportDocument.Json)!;
        var entries = passport.Entries.Where(entry => share.Covers(entry.EntryId)).Select(entry => Answer(entry, today)).ToList();
        var standing = entries.FindAll(entry => entry.Withdrawal is null);
        return new CheckPassportResponse(
            id, now, share.SharedUntil, passport.Name,
            new CheckSummary(
                entries.Count,
                standing.Count(e => e.Dates == DatesAnswer.Expired),
                standing.Count(e => e.UnderReview),
                standing.Count(e => e.KitemarkedOnTheDay != KitemarkAnswer.Yes),
                entries.Count - standing.Count),
            entries)
        {
            Qualifications = [.. passport.Qualifications.Where(qualification => share.Covers(qualification.QualificationId))],
        };
    }

    private static CheckedEntry Answer(PassportEntry entry, DateOnly today) => new(
        entry.EntryId,
        entry.Title,
        entry.TrainingCategory,
        entry.CompletedOn,
        entry.ValidUntil,
        entry.RecordedBy,
        entry.Assurance,
        entry switch
        {
            { Withdrawal: not null } => KitemarkAnswer.No,
            { Kitemark.WasKitemarked: true } => KitemarkAnswer.Yes,
            { Kitemark.Links.Count: > 0 } => KitemarkAnswer.No,
            _ => KitemarkAnswer.NotClaimed,
        },
        entry.Kitemark,
        entry.ValidUntil switch
        {
            null => DatesAnswer.DoesNotExpire,
            { } until when until < today => DatesAnswer.Expired,
            _ => DatesAnswer.UpToDate,
        },
        entry.UnderReview,
        entry.Withdrawal);
}
