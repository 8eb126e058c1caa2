using Academy.AscWds;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Imports;

/// <summary>Everything a chunk of worker rows needs to know, read in three queries.</summary>
internal sealed class WorkerLookup
{
    private readonly Dictionary<string, Employment> _byReference = [];
    private readonly Dictionary<Guid, Employment> _open = [];
    private List<Employment> _withoutReference = [];
    private HashSet<Guid> _employedElsewhere = [];

    public static async Task<WorkerLookup> Of(
        IReadOnlyList<WorkerRow> rows, Guid employerId, DateOnly today, LearnerDb db, CancellationToken cancellationToken)
    {
        var references = rows.SelectMany(row => new[] { row.UniqueWorkerId, row.NewUniqueWorkerId }).OfType<string>().ToHashSet();
        var births = rows.Select(row => row.DateOfBirth).OfType<DateOnly>().ToHashSet();
        var lookup = new WorkerLookup();
        var known = await db.Employments.Include(e => e.Learner)
            .Where(e => e.EmployerId == employerId
                && e.Learner.Employments.Any(other => other.EmployerId == employerId && references.Contains(other.WorkerReference!)))
            .ToListAsync(cancellationToken);
        foreach (var employment in known.OrderByDescending(e => e.IsOpen).ThenByDescending(e => e.StartedOn))
        {
            lookup.Remember(employment);
        }

        lookup._withoutReference = await db.Employments.Include(e => e.Learner)
            .Where(e => e.EmployerId == employerId && e.WorkerReference == null && e.EndedOn == null && births.Contains(e.Learner.DateOfBirth))
            .ToListAsync(cancellationToken);
        var people = known.Concat(lookup._withoutReference).Select(e => e.LearnerId).ToHashSet();
        lookup._employedElsewhere = [.. await db.Employments.On(today)
            .Where(e => e.EmployerId != employerId && people.Contains(e.LearnerId))
            .Select(e => e.LearnerId).ToListAsync(cancellationToken)];
        return lookup;
    }

    /// <summary>
    /// The employment a row speaks of: the newest under its reference, or the one that goes on when that person has come
    /// back since, without a reference or with the one the row gives them.
    /// </summary>
    public Employment? Find(WorkerRow row)
    {
        var newest = At(row.UniqueWorkerId) ?? At(row.NewUniqueWorkerId);
        return newest is { IsOpen: false } && OpenOf(newest.LearnerId) is { } open
            && (open.WorkerReference is null || open.WorkerReference == row.UniqueWorkerId || open.WorkerReference == row.NewUniqueWorkerId)
                ? open
                : newest;
    }

    public Employment? At(string? reference) => reference is null ? null : _byReference.GetValueOrDefault(reference);

    public Employment? OpenOf(Guid learnerId) => _open.GetValueOrDefault(learnerId);

    /// <summary>
    /// The one person of this name and birthday whom the employer started by academy number, without a reference. They
    /// are given out once: the next row of that name is somebody else.
    /// </summary>
    public Employment? StartedByHand(string name, DateOnly born)
    {
        var found = _withoutReference.FindAll(e => e.Learner.DateOfBirth == born && e.Learner.IsCalled(name)) is [var only] ? only : null;
        return found is not null && _withoutReference.Remove(found) ? found : null;
    }

    public bool IsEmployedElsewhere(LearnerRecord learner) => _employedElsewhere.Contains(learner.Id);

    public void Remember(Employment employment)
    {
        if (employment.WorkerReference is { } reference)
        {
            _byReference.TryAdd(reference, employment);
        }

        if (employment.IsOpen)
        {
            _open[employment.LearnerId] = employment;
        }
    }
}
