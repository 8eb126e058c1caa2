using System.Data.Common;
using System.Text.Json;
using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>
/// Answers every question about a signed credential by itself. Nothing in it is believed before the signature is found good, and what
/// cannot be asked just now is said to be unknown, never to be well.
/// </summary>
internal sealed class CredentialVerifier(
    PassportDb db, CredentialIssuer issuer, CredentialKeys keys, ForeignIssuers foreign, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<CredentialFindings> Verify(string text, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(Longest);
        return await Examine(text, isPart: false, bounded.Token);
    }

    /// <param name="isPart">It is in a presentation, which holds no other presentation.</param>
    private async Task<CredentialFindings> Examine(string text, bool isPart, CancellationToken cancellationToken)
    {
        var (named, trust) = ("", Finding.CouldNotCheck("It cannot be read."));
        try
        {
            var jws = isPart ? Jws.Read(text, Jws.Credential) : Jws.Read(text, Jws.Credential, Jws.Presentation);
            (named, trust) = (jws.Issuer, Trust(jws.Issuer));
            if (trust.Outcome != Outcome.Passed)
            {
                return CredentialFindings.Unread(named, trust, Finding.CouldNotCheck("Keys of issuers that are not trusted here are not fetched."));
            }

            var opened = await Open(jws, cancellationToken);
            if (jws.Type == Jws.Presentation)
            {
                return await Examine(Presentation.Read(opened, jws.Issuer), trust, cancellationToken);
            }

            var claims = CredentialClaims.Read(opened, jws.Issuer, CredentialFrame.Achievement, "AchievementCredential", CredentialFrame.Endorsement);
            return new CredentialFindings(
                named,
                Finding.Passed("It is signed by the issuer, and nothing was changed since."),
                trust,
                Dates(claims),
                await Status(claims, StatusPurpose.Revocation, cancellationToken),
                await Status(claims, StatusPurpose.Suspension, cancellationToken),
                Kitemark(claims),
                claims.Json);
        }
        catch (Refused refused)
        {
            return CredentialFindings.Unread(named, trust, Finding.Failed(refused.Message));
        }
        catch (Exception failure) when (IsAway(failure))
        {
            return CredentialFindings.Unread(named, trust, Finding.CouldNotCheck(
                named == issuer.Did ? "The Academy's keys cannot be read just now. Try again in a minute." : "The issuer's keys cannot be fetched just now."));
        }
    }

    private async Task<CredentialFindings> Examine(Presentation presentation, Finding trust, CancellationToken cancellationToken)
    {
        var (each, presented) = (Finding.CouldNotCheck("It is a presentation: each credential in it is answered by itself."), new List<CredentialFindings>());
        foreach (var credential in presentation.Credentials)
        {
            presented.Add(await Examine(credential, isPart: true, cancellationToken));
        }

        return new CredentialFindings(
            presentation.Issuer, Finding.Passed("It is signed by the issuer, and nothing was changed since."), trust, Presentation.Dates(presentation, time.GetUtcNow()), each, each, each, presentation.Json)
        {
            Presented = presented,
        };
    }

    private Finding Trust(string did) => did == issuer.Did || foreign.Trusts(did)
        ? Finding.Passed(did == issuer.Did ? "It is the Academy." : "It is an issuer the Academy trusts.")
        : Finding.Failed("It is not an issuer that is trusted here.");

    private async Task<JsonElement> Open(Jws jws, CancellationToken cancellationToken)
    {
        if (jws.Issuer == issuer.Did)
        {
            return jws.Open((await keys.Get(cancellationToken)).Find(jws.Kid) ?? throw new Refused("The Academy never had this key."));
        }

        using var key = await foreign.Key(jws.Issuer, jws.Kid, cancellationToken);
        return jws.Open(key);
    }

    private Finding Dates(CredentialClaims claims)
    {
        var now = time.GetUtcNow();
        return claims switch
        {
            { ValidFrom: { } from } when from > now => Finding.Failed($"It is not valid before {OpenBadge.DayOf(from)}."),
            { ValidUntil: { } until } when until < now => Finding.Failed($"It was valid until {OpenBadge.DayOf(until)}."),
            { ValidUntil: { } until } => Finding.Passed($"It is valid until {OpenBadge.DayOf(until)}."),
            _ => Finding.Passed("It does not expire."),
        };
    }

    private async Task<Finding> Status(CredentialClaims claims, StatusPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            var isSet = claims.Issuer == issuer.Did
                ? await IsSet(claims, purpose, cancellationToken)
                : StatusEntry.Of(claims, purpose) is not { } entry ? (bool?)null
                : await IsSetElsewhere(claims.Issuer, entry, purpose, cancellationToken);
            return (isSet, purpose) switch
            {
                (null, _) => Finding.CouldNotCheck($"The issuer gives no list for {StatusListId.NameOf(purpose)}."),
                (true, StatusPurpose.Revocation) => Finding.Failed("The issuer has withdrawn it."),
                (true, _) => Finding.Failed("It is in doubt: the issuer is reviewing it."),
                (false, StatusPurpose.Revocation) => Finding.Passed("It has not been withdrawn."),
                _ => Finding.Passed("It is not under review."),
            };
        }
        catch (Refused refused)
        {
            return claims.Issuer == issuer.Did ? Finding.Failed(refused.Message) : Finding.CouldNotCheck(refused.Message);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            return Finding.CouldNotCheck(
                claims.Issuer == issuer.Did ? "The Academy's own records cannot be read just now. Try again in a minute." : "The issuer's status list cannot be fetched just now.");
        }
    }

    /// <summary>Whether the issuer's site, or our own database, did not answer: that says nothing about the credential.</summary>
    private static bool IsAway(Exception failure)
        => failure is HttpRequestException or OperationCanceledException or DbException || (failure.InnerException is { } inner && IsAway(inner));

    /// <summary>Our own lists are read where they are made. What has no place there was never issued, whoever signed it.</summary>
    private async Task<bool?> IsSet(CredentialClaims claims, StatusPurpose purpose, CancellationToken cancellationToken)
    {
        if (OpenBadge.IdOf(claims.Id) is { } id
            && await db.Credentials.AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Number, c.IsRevoked, c.IsSuspended, c.RevokedFrom, c.SuspendedFrom }).SingleOrDefaultAsync(cancellationToken) is { } issued
            && StatusEntry.Of(claims, purpose) is { } entry
            && entry.List == $"{issuer.StatusLists}{StatusListId.Of(issued.Number, purpose)}" && entry.Index == issued.Number % StatusListId.Length)
        {
            return purpose == StatusPurpose.Revocation ? issued.IsRevoked || issued.RevokedFrom <= time.Today() : issued.IsSuspended || issued.SuspendedFrom <= time.Today();
        }

        throw new Refused("The Academy has no record of having issued it.");
    }

    private async Task<bool?> IsSetElsewhere(string did, StatusEntry entry, StatusPurpose purpose, CancellationToken cancellationToken)
    {
        var jws = Jws.Read(await foreign.StatusList(did, entry.List, cancellationToken), Jws.Credential);
        if (jws.Issuer != did)
        {
            throw new Refused("The status list is signed by somebody else.");
        }

        using var key = await foreign.Key(did, jws.Kid, cancellationToken);
        var list = CredentialClaims.Read(jws.Open(key), did, "BitstringStatusListCredential");
        var subject = list.Json.Member("credentialSubject");
        return list.Id == entry.List && Dates(list).Outcome == Outcome.Passed
            && subject?.Text("type") == "BitstringStatusList" && subject?.Names("statusPurpose", StatusListId.NameOf(purpose)) == true && subject?.Text("encodedList") is { } bits
            ? StatusBits.IsSet(StatusBits.Decode(bits), entry.Index)
            : throw new Refused("The status list is not the one the credential names, or has run out.");
    }

    private Finding Kitemark(CredentialClaims claims)
    {
        if (claims.Issuer != issuer.Did)
        {
            return Finding.CouldNotCheck("Only the Academy can say what was kitemarked.");
        }

        if (claims.Json.Names("type", CredentialFrame.Endorsement))
        {
            return Dates(claims).Outcome == Outcome.Passed
                ? Finding.Passed("It is the mark itself, granted for a time that today is in.")
                : Finding.Failed("It is the mark itself, granted for a time that today is not in.");
        }

        if (claims.Json.Member("credentialSubject")?.Member("kitemark") is not { } kitemark || kitemark.Several("links").Count == 0)
        {
            return Finding.CouldNotCheck("No kitemark is claimed.");
        }

        return KitemarkChain.Broken(kitemark) is { } broken
            ? Finding.Failed(broken)
            : Finding.Passed("Course version, training provider and trainer were marked on the day.");
    }
}
