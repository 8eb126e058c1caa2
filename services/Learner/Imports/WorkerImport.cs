using Academy.AscWds;
using Academy.AscWds.Codes;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Imports;

/// <summary>
/// Takes in a worker file: a row is a learner, known by the employer and UNIQUEWORKERID. Every row is judged before
/// anything of it is changed. Nobody's consent comes from a file.
/// </summary>
internal sealed class WorkerImport(LearnerDb db, Employer employer, ImportReport report, TimeProvider time)
{
    private readonly DateOnly _today = time.Today();
    private readonly DateTimeOffset _now = time.GetUtcNow();
    private readonly Dictionary<string, int> _rowOfReference = [];
    private HashSet<string> _workplaces = [];
    private WorkerLookup _known = new();

    public async Task Take(BulkUploadFile file, CancellationToken cancellationToken)
    {
        await db.WaitForTurn($"imports/{employer.Id}", cancellationToken);
        _workplaces = await db.Set<Workplace>().Where(w => w.EmployerId == employer.Id && w.ClosedOn == null)
            .Select(w => w.Reference).ToHashSetAsync(cancellationToken);
        foreach (var chunk in Chunks.Of(WorkerFile.Read(file, _today), report))
        {
            var rows = chunk.Select(row => row.Value).OfType<WorkerRow>().ToList();
            _known = await WorkerLookup.Of(rows, employer.Id, _today, db, cancellationToken);
            foreach (var row in chunk)
            {
                report.Add(row.Problems);
                report.Count(row.Value is null ? Outcome.Refused : TakeOrRefuse(row.Row, row.Value));
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private Outcome TakeOrRefuse(int at, WorkerRow row)
    {
        try
        {
            return Take(at, row);
        }
        catch (RuleBroken broken)
        {
            return Refuse(at, "", 5080, broken.Message);
        }
    }

    private Outcome Take(int at, WorkerRow row)
    {
        References.Read(row.UniqueWorkerId, "UNIQUEWORKERID");
        References.Read(row.NewUniqueWorkerId, "CHGUNIQUEWRKID");
        var known = _known.Find(row);
        if (Repeats(at, row) || IsTaken(at, row, known))
        {
            return Outcome.Refused;
        }

        return row.Status switch
        {
            RowStatus.NoChange => Outcome.Unchanged,
            RowStatus.Delete => End(known),
            _ => TakeFacts(at, row, known),
        };
    }

    private Outcome End(Employment? known)
    {
        if (known is not { IsOpen: true })
        {
            return Outcome.Unchanged;
        }

        known.End(known.StartedOn > _today ? known.StartedOn : _today, _today);
        db.Say(known.Ended(_now));
        return Outcome.Changed;
    }

    private Outcome TakeFacts(int at, WorkerRow row, Employment? known)
    {
        if (row.DateOfBirth is not { } born)
        {
            return Refuse(at, "DOB", 5010, "DOB is empty. Fill it in: a passport is checked with the date of birth.");
        }

        var (column, workplace) = row.MovesToEstablishmentId is { } target ? ("TRANSFERSTAFFRECORD", target) : ("LOCALESTID", row.LocalEstablishmentId);
        if (!_workplaces.Contains(workplace))
        {
            return Refuse(at, column, 5020, $"{column} is not an open workplace of this employer. Send the workplace file first, or correct the reference.");
        }

        known ??= _known.StartedByHand(row.DisplayId!, born);
        if (known is null)
        {
            return Register(at, row, born, workplace);
        }

        if (!known.Learner.IsCalled(row.DisplayId!) && known.Learner.DateOfBirth != born)
        {
            return Refuse(at, "UNIQUEWORKERID", 5040, "UNIQUEWORKERID is that of a person with another name and another date of birth. "
                + "Give this person their own; if both are corrections, send them one after the other.");
        }

        return known.IsOpen ? Correct(at, row, known, born, workplace) : Resume(at, row, known, workplace);
    }

    private Outcome Register(int at, WorkerRow row, DateOnly born, string workplace)
    {
        var learner = LearnerRecord.Register(row.DisplayId!, born, _today, _now);
        db.Add(learner);
        db.Say(learner.Registered());
        Start(learner, row.Job(workplace, row.StartedOn ?? Assumed(at)));
        return Outcome.Created;
    }

    private Outcome Correct(int at, WorkerRow row, Employment known, DateOnly born, string workplace)
    {
        var isCorrected = false;
        if (!_known.IsEmployedElsewhere(known.Learner))
        {
            isCorrected = known.Learner.CorrectDetails(row.DisplayId!, born, _today);
        }
        else if (!known.Learner.IsCalled(row.DisplayId!) || known.Learner.DateOfBirth != born)
        {
            report.Warn(at, "DISPLAYID", 5050, "DISPLAYID or DOB is not what the person's passport says and was left out, because the person works elsewhere too. "
                + "Ask the Academy to put the passport right, or correct the file.");
        }

        if (isCorrected)
        {
            db.Say(known.Learner.DetailsChanged(_now));
        }

        if (known.Correct(row.Job(workplace, row.StartedOn ?? known.StartedOn)))
        {
            db.Say(known.Started(_now));
            return Outcome.Changed;
        }

        return isCorrected ? Outcome.Changed : Outcome.Unchanged;
    }

    /// <summary>Somebody who left: a later first day is a new employment, anything else an old file.</summary>
    private Outcome Resume(int at, WorkerRow row, Employment ended, string workplace)
    {
        if (_known.OpenOf(ended.LearnerId) is not null)
        {
            return Refuse(at, "UNIQUEWORKERID", 5090, "This person works here under another UNIQUEWORKERID now. Use that one, or remove the row.");
        }

        if (row.StartedOn is not { } startedOn || startedOn <= ended.EndedOn)
        {
            report.Warn(at, "STARTDATE", 5060, "This person's employment here has ended, so nothing was changed. If they have started again, send the new first day in STARTDATE.");
            return Outcome.Unchanged;
        }

        Start(ended.Learner, row.Job(workplace, startedOn));
        return Outcome.Changed;
    }

    private void Start(LearnerRecord learner, Job job)
    {
        var employment = Employment.Start(learner, employer.Id, job, _today);
        db.Add(employment);
        db.Say(employment.Started(_now));
        _known.Remember(employment);
    }

    private DateOnly Assumed(int at)
    {
        report.Warn(at, "STARTDATE", 5070, "The day of this import was taken as the first day. Send STARTDATE to correct it.");
        return _today;
    }

    // The reader allows the same reference at two workplaces; here it says who the person is.
    private bool Repeats(int at, WorkerRow row)
    {
        string[] references = row.NewUniqueWorkerId is { } changed && changed != row.UniqueWorkerId ? [row.UniqueWorkerId, changed] : [row.UniqueWorkerId];
        foreach (var reference in references)
        {
            if (!_rowOfReference.TryAdd(reference, at))
            {
                report.Error(at, "UNIQUEWORKERID", 5900, $"Row {_rowOfReference[reference]} has the same UNIQUEWORKERID at another workplace. "
                    + "Give each person their own; for somebody who works at both, keep one of the rows.");
                return true;
            }
        }

        return false;
    }

    private bool IsTaken(int at, WorkerRow row, Employment? known)
    {
        if (_known.At(row.NewUniqueWorkerId) is not { } other || other.LearnerId == known?.LearnerId)
        {
            return false;
        }

        report.Error(at, "CHGUNIQUEWRKID", 5030, "The reference in CHGUNIQUEWRKID is another person's. Choose one that has never been used.");
        return true;
    }

    private Outcome Refuse(int at, string column, int code, string message)
    {
        report.Error(at, column, code, message);
        return Outcome.Refused;
    }
}
