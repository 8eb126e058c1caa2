using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>
/// Makes the credential of an entry, a qualification or a mark when it is first asked for, and gives the same one afterwards. What is intended and its place in
/// the status lists are committed before it is signed: wherever this is cut off, nothing signed is without a place it can be withdrawn at.
/// </summary>
internal sealed class CredentialDesk(PassportDb db, CredentialKeys keys, CredentialIssuer issuer, TimeProvider time)
{
    public Task<string> CredentialOf(Guid learnerId, Guid entryId, CancellationToken cancellationToken)
        => Give(c => c.EntryId == entryId, () => Intend(learnerId, entryId, cancellationToken), cancellationToken);

    public Task<string> CredentialOfQualification(Guid learnerId, Guid qualificationId, CancellationToken cancellationToken)
        => Give(c => c.QualificationId == qualificationId, () => IntendQualification(learnerId, qualificationId, cancellationToken), cancellationToken);

    /// <summary>The endorsement a mark is.</summary>
    public Task<string> EndorsementOf(Guid markId, CancellationToken cancellationToken)
        => Give(c => c.MarkId == markId, () => IntendEndorsement(markId, cancellationToken), cancellationToken);

    private async Task<string> Give(Expression<Func<Credential, bool>> of, Func<Task<Credential>> intend, CancellationToken cancellationToken)
    {
        var credential = await Current(of, cancellationToken) ?? await intend();
        return credential.Signed ?? await Sign(credential, cancellationToken);
    }

    private Task<Credential?> Current(Expression<Func<Credential, bool>> of, CancellationToken cancellationToken)
        => db.Credentials.AsNoTracking().Where(c => !c.IsRevoked).SingleOrDefaultAsync(of, cancellationToken);

    private async Task<Credential> Intend(Guid learnerId, Guid entryId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault();
        if (passport?.Entries.SingleOrDefault(e => e.Id == entryId) is not { IsWithdrawn: false } entry)
        {
            throw ChangedMeanwhile();
        }

        if (await Current(c => c.EntryId == entryId, cancellationToken) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        var (number, id) = (await NextNumber(cancellationToken), Guid.CreateVersion7());
        var credential = Credential.Intend(number, id, entry, Text(OpenBadge.Of(entry, passport.ShownNumber, id, number, issuer)));
        db.Add(credential);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return credential;
    }

    private async Task<Credential> IntendQualification(Guid learnerId, Guid qualificationId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault();
        if (passport?.Qualifications.FirstOrDefault(q => q.Id == qualificationId) is not { IsWithdrawn: false } qualification)
        {
            throw ChangedMeanwhile();
        }

        if (await Current(c => c.QualificationId == qualificationId, cancellationToken) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        var (number, id) = (await NextNumber(cancellationToken), Guid.CreateVersion7());
        var credential = Credential.Intend(number, id, qualification, Text(QualificationBadge.Of(qualification, passport.ShownNumber, id, number, issuer)));
        db.Add(credential);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return credential;
    }

    private async Task<Credential> IntendEndorsement(Guid markId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var subject = await db.Marks.Where(m => m.Id == markId).Select(m => m.SubjectId).SingleAsync(cancellationToken);
        await db.HoldSubjects([subject], alone: true, cancellationToken);
        var (mark, today) = (await db.Marks.AsNoTracking().SingleAsync(m => m.Id == markId, cancellationToken), time.Today());
        if (mark.Period.IsWithdrawn(today) || await Endorsement.Of(mark, db, cancellationToken) is not { } endorsement)
        {
            throw ChangedMeanwhile();
        }

        if (await Current(c => c.MarkId == markId, cancellationToken) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        var (number, id) = (await NextNumber(cancellationToken), Guid.CreateVersion7());
        var credential = Credential.Intend(number, id, mark, Text(endorsement.Claims(id, number, issuer)));
        db.Add(credential);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return credential;
    }

    private async Task<long> NextNumber(CancellationToken cancellationToken)
        => (await db.Database.SqlQuery<long>($"SELECT nextval('credential_numbers')").ToListAsync(cancellationToken))[0];

    private async Task<string> Sign(Credential credential, CancellationToken cancellationToken)
    {
        var ring = await keys.Get(cancellationToken);
        var signed = ring.Sign(credential.Intent!);

        // Of two that sign at once the first is kept; of a person who was erased meanwhile, nothing.
        await db.Credentials.Where(c => c.Number == credential.Number && c.Signed == null && (c.EntryId != null || c.QualificationId != null || c.MarkId != null))
            .ExecuteUpdateAsync(c => c.SetProperty(c => c.Signed, signed).SetProperty(c => c.KeyId, ring.SigningId).SetProperty(c => c.Intent, (string?)null), cancellationToken);
        return await db.Credentials.Where(c => c.Number == credential.Number).Select(c => c.Signed).SingleAsync(cancellationToken) ?? throw ChangedMeanwhile();
    }

    private static string Text(JsonObject claims) => claims.ToJsonString(PassportDocument.Json);

    private static Conflict ChangedMeanwhile() => new("changed-meanwhile", "What the credential is of was withdrawn, moved or erased at the same moment. Read it again.");
}
