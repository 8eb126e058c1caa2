using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Inside;

/// <summary>How often in a second: ours, and the bare ECDSA in it.</summary>
internal sealed record Rates(double Ours, double Bare);

/// <summary>Code that asks nobody, in a loop on one core: how often it is done in a second, after it was compiled as well as it will be.</summary>
internal sealed class PureCode(IConfiguration settings) : IDisposable
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes(new string('x', 2_000));

    /// <summary>Ours and the reference in turn, so that whatever drifts hits both.</summary>
    private const int Turns = 20;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public async Task<Rates> Measure(string what, TimeSpan time)
    {
        var (ours, bare) = what switch
        {
            "issue" => (await Issuing(), () => Sign(key)),
            "check" => (await Checking(), Verifying()),
            "tier" => (await Evaluating(), () => Sign(key)),
            _ => throw new ArgumentException("Write issue, check or tier.", nameof(what)),
        };
        Loop(ours, time / 2);
        Loop(bare, time / 2);
        var rates = Enumerable.Range(0, Turns).Select(_ => new Rates(Loop(ours, time / Turns), Loop(bare, time / Turns))).ToList();
        return new Rates(rates.Average(rate => rate.Ours), rates.Average(rate => rate.Bare));
    }

    public void Dispose() => key.Dispose();

    private static double Loop(Action work, TimeSpan time)
    {
        var (since, times) = (Stopwatch.StartNew(), 0L);
        while (since.Elapsed < time)
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                work();
            }

            times += Turns;
        }

        return times / since.Elapsed.TotalSeconds;
    }

    private static byte[] Sign(ECDsa key) => key.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private Action Verifying()
    {
        var signature = Sign(key);
        return () => Require(key.VerifyData(Message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    /// <summary>An entry that is there, made into a credential and signed.</summary>
    private async Task<Func<string>> Credential()
    {
        await using var db = new PassportDb(new DbContextOptionsBuilder<PassportDb>().UseNpgsql(settings["ConnectionStrings:Passport"]).Options);
        var entry = await db.Entries.AsNoTracking().FirstAsync(e => e.CourseVersionId != null);
        var (issuer, id) = (new CredentialIssuer(settings), Guid.CreateVersion7());
        return () => Jws.Sign(Jws.Credential, issuer.Kid("bench"), OpenBadge.Of(entry, "CPA-000-000-000", id, 1, issuer).ToJsonString(Passport.Domain.PassportDocument.Json), key);
    }

    private async Task<Action> Issuing()
    {
        var issue = await Credential();
        return () => issue();
    }

    /// <summary>Read, signature, and what the claims say of each other; the status is in a table, and is not asked for.</summary>
    private async Task<Action> Checking()
    {
        var credential = (await Credential())();
        return () =>
        {
            var jws = Jws.Read(credential, Jws.Credential);
            CredentialClaims.Read(jws.Open(key), jws.Issuer, "OpenBadgeCredential");
        };
    }

    /// <summary>A learner's tier, points and reasons out of twenty entries.</summary>
    private async Task<Action> Evaluating()
    {
        await using var db = new PathwayDb(new DbContextOptionsBuilder<PathwayDb>().UseNpgsql(settings["ConnectionStrings:Pathway"]).Options);
        var today = TimeProvider.System.Today();
        var rules = await db.RuleSets.AsNoTracking().OrderBy(set => set.EffectiveFrom).FirstAsync();
        var learner = await db.Entries.GroupBy(entry => entry.LearnerId).Where(group => group.Count() == 20).Select(group => group.Key).FirstAsync();
        var entries = (await db.Entries.AsNoTracking().Where(entry => entry.LearnerId == learner).ToListAsync()).ConvertAll(entry => entry.Facts);
        return () => Evaluation.Of(entries, rules, today);
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("A good signature was refused.");
        }
    }
}
