using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>
/// Makes the credential of an entry when it is first asked for, and gives the same one afterwards. What is intended and its place in the
/// status lists are committed before it is signed: wherever this is cut off, nothing signed is without a place it can be withdrawn at.
/// </summary>
internal sealed class CredentialDesk(PassportDb db, CredentialKeys keys, CredentialIssuer issuer)
{
    public async Task<string> CredentialOf(Guid learnerId, Guid entryId, CancellationToken cancellationToken)
    {
        var credential = await Current(entryId, cancellationToken) ?? await Intend(learnerId, entryId, cancellationToken);
        return credential.Signed ?? await Sign(credential, cancellationToken);
    }

    private Task<Credential?> Current(Guid entryId, CancellationToken cancellationToken)
        => db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.EntryId == entryId && !c.IsRevoked, cancellationToken);

    private async Task<Credential> Intend(Guid learnerId, Guid entryId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault();
        if (passport?.Entries.SingleOrDefault(e => e.Id == entryId) is not { IsWithdrawn: false } entry)
        {
            throw ChangedMeanwhile();
        }

        if (await Current(entryId, cancellationToken) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        var number = (await db.Database.SqlQuery<long>($"SELECT nextval('credential_numbers')").ToListAsync(cancellationToken))[0];
        var id = Guid.CreateVersion7();
        var claims = OpenBadge.Of(entry, passport.ShownNumber, id, number, issuer);
        var credential = Credential.Intend(number, id, entry, claims.ToJsonString(PassportDocument.Json));
        db.Add(credential);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return credential;
    }

    private async Task<string> Sign(Credential credential, CancellationToken cancellationToken)
    {
        var signed = (await keys.Get(cancellationToken)).Sign(credential.Intent!);

        // Of two that sign at once the first is kept; of a person who was erased meanwhile, nothing.
        await db.Credentials.Where(c => c.Number == credential.Number && c.Signed == null && c.EntryId != null)
            .ExecuteUpdateAsync(c => c.SetProperty(c => c.Signed, signed).SetProperty(c => c.Intent, (string?)null), cancellationToken);
        return await db.Credentials.Where(c => c.Number == credential.Number).Select(c => c.Signed).SingleAsync(cancellationToken) ?? throw ChangedMeanwhile();
    }

    private static Conflict ChangedMeanwhile() => new("changed-meanwhile", "The entry was withdrawn, moved or erased at the same moment. Read the passport again.");
}
