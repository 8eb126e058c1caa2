using System.Globalization;
using Academy.ServiceDefaults;
using Npgsql;

namespace Academy.Inside;

/// <summary>One-time codes as the Benefits service makes them: what is kept is their keyed hash.</summary>
internal sealed class OneTimeCodes(IConfiguration settings)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<string>> Make(int count, Guid offer, Guid partner, IReadOnlyList<Guid> learners)
    {
        var hasher = new CodeHasher(settings);
        var (now, codes) = (TimeProvider.System.GetUtcNow(), Enumerable.Range(0, count).Select(_ => Codes.New()).Distinct().ToList());
        await using var database = NpgsqlDataSource.Create(settings["ConnectionStrings:Benefits"]!);
        await using var connection = await database.OpenConnectionAsync();
        await using (var rows = await connection.BeginTextImportAsync("COPY codes (id, hash, learner_id, offer_id, partner_id, issued_on, expires_at) FROM STDIN"))
        {
            for (var at = 0; at < codes.Count; at++)
            {
                await rows.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Guid.CreateVersion7()}\t\\\\x{Convert.ToHexStringLower(hasher.Hash(codes[at]))}\t{learners[at % learners.Count]}\t{offer}\t{partner}\t{TimeProvider.System.Today():yyyy-MM-dd}\t{now + Lifetime:O}\n"));
            }
        }

        return codes;
    }
}
