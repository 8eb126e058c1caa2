using Academy.AscWds;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Takes the rows of one training file into the passports of one employer's staff, chunk by chunk.</summary>
internal sealed class TrainingIntake(PassportDb db, Guid employerId, string employerName, string by, DateTimeOffset now)
{
    private readonly List<RowProblem> _problems = [];
    private int _created;
    private int _changed;
    private int _unchanged;

    public int Rows { get; private set; }

    public async Task Take(IReadOnlyList<ParsedRow<TrainingRow>> rows, CancellationToken cancellationToken)
    {
        Rows += rows.Count(row => !row.IsRefusal);
        _problems.AddRange(rows.SelectMany(row => row.Problems));
        var read = rows.Where(row => row.Value is not null).ToList();
        var staff = await Staff([.. read.Select(row => row.Value!.UniqueWorkerId).Distinct()], cancellationToken);
        var passports = await db.LockKeptPassports([.. staff.Values.Distinct()], cancellationToken);
        foreach (var row in read)
        {
            var training = row.Value!;
            if (staff.TryGetValue(new(training.LocalEstablishmentId, training.UniqueWorkerId), out var learnerId)
                && passports.TryGetValue(learnerId, out var passport))
            {
                Take(row.Row, training, passport);
            }
            else
            {
                _problems.Add(new RowProblem(row.Row, "UNIQUEWORKERID", 1200, Severity.Error,
                    "No worker of yours has this LOCALESTID and UNIQUEWORKERID. Send the worker file first, or correct the two ids. After a worker file it can take a few seconds."));
            }
        }
    }

    public ImportTrainingResponse Report(Guid importId) => new(
        importId, "training", Rows, _created, _changed, _unchanged, Problems(isError: true), Problems(isError: false));

    private void Take(int row, TrainingRow training, TrainingPassport passport)
    {
        var title = string.IsNullOrWhiteSpace(training.Title) ? training.Category.Name : training.Title;
        if (passport.FindAttested(employerId, training.Category.Code, title, training.CompletedOn) is not { } known)
        {
            db.Say(passport.Record(
                Entry.OfEmployer(passport.LearnerId, employerId, employerName, title, training.Category.Code, training.CompletedOn, training.ExpiresOn, now), by));
            _created++;
        }
        else if (known.IsWithdrawn)
        {
            _unchanged++;
            _problems.Add(new RowProblem(row, "DATECOMPLETED", 1201, Severity.Warning,
                "You withdrew this training, and it stays withdrawn. Take the row out of the file, or put its date right."));
        }
        else if (passport.CorrectValidity(known, training.ExpiresOn, by, "The employer's training file.", now) is { } changed)
        {
            db.Say(changed);
            _changed++;
        }
        else
        {
            _unchanged++;
        }
    }

    private async Task<Dictionary<WorkerKey, Guid>> Staff(List<string> workerReferences, CancellationToken cancellationToken)
    {
        var employments = await db.Employments.AsNoTracking()
            .Where(e => e.EmployerId == employerId && e.WorkplaceReference != null && e.WorkerReference != null && workerReferences.Contains(e.WorkerReference))
            .OrderBy(e => e.StartedOn)
            .Select(e => new { e.WorkplaceReference, e.WorkerReference, e.LearnerId })
            .ToListAsync(cancellationToken);
        var staff = new Dictionary<WorkerKey, Guid>();
        foreach (var employment in employments)
        {
            staff[new(employment.WorkplaceReference!, employment.WorkerReference!)] = employment.LearnerId;
        }

        return staff;
    }

    private List<ImportProblem> Problems(bool isError)
        => [.. _problems.Where(p => p.Severity != Severity.Warning == isError).OrderBy(p => p.Row)
            .Select(p => new ImportProblem(p.Row, p.Column, p.Code, p.Message))];

    /// <summary>LOCALESTID and UNIQUEWORKERID: what an employer calls a worker.</summary>
    private readonly record struct WorkerKey(string Workplace, string Worker);
}
