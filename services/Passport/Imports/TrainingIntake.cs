using Academy.AscWds;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Imports;

/// <summary>What is needed of a row of a training file.</summary>
internal sealed record AttestedTraining(string Workplace, string Worker, int CategoryCode, string Title, DateOnly CompletedOn, DateOnly? ExpiresOn)
{
    public static AttestedTraining Of(TrainingRow row) => new(
        row.LocalEstablishmentId, row.UniqueWorkerId, row.Category.Code,
        string.IsNullOrWhiteSpace(row.Title) ? row.Category.Name : row.Title, row.CompletedOn, row.ExpiresOn);

    public string Person => $"{Worker} {Workplace}";
}

/// <summary>Takes rows of a training file into the passports of one employer's staff.</summary>
internal sealed class TrainingIntake(PassportDb db, Import import, DateTimeOffset now) : Intake<AttestedTraining>(db, import.Id, now)
{
    private readonly Guid _employerId = import.EmployerId!.Value;

    protected override async Task Take(IReadOnlyList<(int Row, AttestedTraining Value)> rows, CancellationToken cancellationToken)
    {
        var employer = (await Db.Organisations.FindAsync([_employerId], cancellationToken))!.Name;
        var staff = await Staff([.. rows.Select(row => row.Value.Worker).Distinct()], cancellationToken);
        await Passports.Hold([.. staff.Values.Distinct()], cancellationToken);
        foreach (var (row, training) in rows)
        {
            if (Passports.Find(staff.TryGetValue(new(training.Workplace, training.Worker), out var learnerId) ? learnerId : null) is { } passport)
            {
                Take(row, training, passport, employer);
            }
            else
            {
                Error(row, "UNIQUEWORKERID", 1200,
                    "No worker of yours has this LOCALESTID and UNIQUEWORKERID. Send the worker file first, or correct the two ids. After a worker file it can take a few seconds.");
            }
        }
    }

    private void Take(int row, AttestedTraining training, TrainingPassport passport, string employer)
    {
        if (passport.FindAttested(_employerId, training.CategoryCode, training.Title, training.CompletedOn) is not { } known)
        {
            Passports.Record(
                passport,
                Entry.OfEmployer(passport.LearnerId, _employerId, employer, training.Title, training.CategoryCode, training.CompletedOn, training.ExpiresOn, Now),
                import.By);
            Created++;
        }
        else if (known.IsWithdrawn)
        {
            Unchanged++;
            Warn(row, "DATECOMPLETED", 1201, "You withdrew this training, and it stays withdrawn. Take the row out of the file, or put its date right.");
        }
        else if (passport.CorrectValidity(known, training.ExpiresOn, import.By, "The employer's training file.", Now) is { } changed)
        {
            Passports.Change(known, changed);
            Changed++;
        }
        else
        {
            Unchanged++;
        }
    }

    private async Task<Dictionary<WorkerKey, Guid>> Staff(List<string> workerReferences, CancellationToken cancellationToken)
    {
        var employments = await Db.Employments.AsNoTracking()
            .Where(e => e.EmployerId == _employerId && e.WorkplaceReference != null && e.WorkerReference != null && workerReferences.Contains(e.WorkerReference))
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

    /// <summary>LOCALESTID and UNIQUEWORKERID: what an employer calls a worker.</summary>
    private readonly record struct WorkerKey(string Workplace, string Worker);
}
