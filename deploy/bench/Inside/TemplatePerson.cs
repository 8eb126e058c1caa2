using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Inside;

/// <summary>Somebody others are copies of: all that is only theirs, and how a copy gets its own.</summary>
internal sealed class TemplatePerson
{
    private readonly List<LedgerLine> ledger;
    private readonly List<string> ids;
    private readonly string number;
    private readonly string? worker;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    private TemplatePerson(TrainingPassport passport, List<LedgerLine> ledger, IEnumerable<Employment> jobs)
    {
        (LearnerId, number, this.ledger) = (passport.LearnerId, passport.AcademyNumber, ledger);
        worker = jobs.Select(job => job.WorkerReference).FirstOrDefault(reference => reference is not null);
        ids = [.. passport.Entries.Select(entry => entry.Id).Concat(jobs.Select(job => job.Id)).Prepend(LearnerId).Select(id => id.ToString())];
        foreach (var value in ids.Concat([number, Codes.Show(number)]).Concat(ledger.Select(line => Hex(line.Hash))).Append(worker ?? "no worker"))
        {
            places.Add(value, places.Count);
        }

        Values = new Regex(string.Join('|', places.Keys.Select(Regex.Escape)), RegexOptions.Compiled, TimeSpan.FromMinutes(1));
    }

    public Guid LearnerId { get; }

    public static async Task<TemplatePerson> Read(string database, Guid learnerId)
    {
        await using var db = new PassportDb(new DbContextOptionsBuilder<PassportDb>().UseNpgsql(database).Options);
        return new TemplatePerson(
            await db.Passports.AsNoTracking().Include(p => p.Entries).SingleAsync(p => p.LearnerId == learnerId),
            await db.Ledger.AsNoTracking().Where(line => line.LearnerId == learnerId).OrderBy(line => line.Number).ToListAsync(),
            await db.Employments.AsNoTracking().Where(job => job.LearnerId == learnerId).ToListAsync());
    }

    public int IndexOf(string value) => places[value];

    /// <summary>Finds all that is only this person's, wherever it stands in a row.</summary>
    public Regex Values { get; }

    /// <summary>What a copy has in their place, in their order.</summary>
    public string[] NewValues()
    {
        var own = Codes.New();
        var newIds = ids.ToDictionary(id => id, _ => Guid.CreateVersion7().ToString(), StringComparer.Ordinal);
        return [.. newIds.Values, own, Codes.Show(own), .. Hashes(newIds), $"W-{own}"];
    }

    /// <summary>The chain of the copy's ledger; it is worked out by the Passport service's own rule.</summary>
    private IEnumerable<string> Hashes(Dictionary<string, string> newIds)
    {
        byte[] before = [];
        foreach (var line in ledger)
        {
            var entry = line.Entry.Replace(line.EntryId.ToString(), newIds[line.EntryId.ToString()], StringComparison.Ordinal)
                .Replace(LearnerId.ToString(), newIds[LearnerId.ToString()], StringComparison.Ordinal);
            using var json = JsonDocument.Parse(entry);
            var own = LedgerLine.After(
                before, line.Number, Guid.Parse(newIds[LearnerId.ToString()]), Guid.Parse(newIds[line.EntryId.ToString()]), json.RootElement, line.Event, line.By, line.Reason, line.At);
            if (own.Entry != entry)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Line {line.Number} of {LearnerId} is not written as the service writes it."));
            }

            before = own.Hash;
            yield return Hex(own.Hash);
        }
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
