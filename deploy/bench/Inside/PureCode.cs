using System.Security.Cryptography;
using System.Text;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.EntityFrameworkCore;
using Perfolizer.Horology;

namespace Academy.Inside;

/// <summary>How often in a second: ours, and the bare ECDSA in it.</summary>
internal sealed record Rates(double Ours, double Bare);

/// <summary>Code that asks nobody, timed by BenchmarkDotNet on one core: warmed up, in batches long enough for the clock.</summary>
public class PureCode
{
    private const int Batches = 10;

    /// <summary>BenchmarkDotNet makes the object it times by itself, so what is to be timed is put here before.</summary>
    private static (Action Ours, Action Bare) work;

    [Benchmark]
    public void Ours() => work.Ours();

    [Benchmark(Baseline = true)]
    public void Bare() => work.Bare();

    internal static async Task<Rates> Measure(string what, TimeSpan time, IConfiguration settings)
    {
        using var made = new Work(settings);
        work = await made.Of(what);
        var reports = BenchmarkRunner.Run<PureCode>(Config(time)).Reports;
        return new Rates(PerSecond(nameof(Ours)), PerSecond(nameof(Bare)));

        double PerSecond(string method)
            => 1e9 / reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method).ResultStatistics!.Median;
    }

    /// <summary>In this process, which has read from the databases what is to be timed.</summary>
    private static ManualConfig Config(TimeSpan time) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(time.TotalMilliseconds / Batches))
            .WithWarmupCount(Batches)
            .WithIterationCount(Batches))
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "academy-pure-code"));
}

/// <summary>What is timed, and the bare ECDSA in it.</summary>
internal sealed class Work(IConfiguration settings) : IDisposable
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes(new string('x', 2_000));

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public async Task<(Action Ours, Action Bare)> Of(string what) => what switch
    {
        "issue" => (await Issuing(), () => Sign(key)),
        "check" => (await Checking(), Verifying()),
        "tier" => (await Evaluating(), () => Sign(key)),
        _ => throw new ArgumentException("Write issue, check or tier.", nameof(what)),
    };

    public void Dispose() => key.Dispose();

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
