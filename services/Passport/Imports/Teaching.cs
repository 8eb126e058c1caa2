using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Imports;

/// <summary>Why a completion cannot be taken.</summary>
internal sealed record Refusal(string Column, int Code, string Message);

/// <summary>The courses and trainers of one training provider that completions name, with the marks they rest on; held until the transaction ends.</summary>
internal sealed class Teaching
{
    private readonly Dictionary<string, CourseVersion> _courses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid?> _trainers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(Guid Course, Guid Trainer), (TaughtCourse? Taught, string? Refusal)> _taught = [];
    private readonly Dictionary<(Guid Course, Guid Trainer, DateOnly Day), Assessment> _assessed = [];
    private List<Mark> _marks = [];

    public static async Task<Teaching> Read(PassportDb db, Guid providerId, IReadOnlyList<TaughtCompletion> completions, CancellationToken cancellationToken)
    {
        var teaching = new Teaching();
        await teaching.FindCourses(db, providerId, [.. completions.Select(c => c.Course).Distinct()], cancellationToken);
        await teaching.FindTrainers(db, providerId, [.. completions.Select(c => c.Trainer).Distinct()], cancellationToken);
        Guid[] subjects = [providerId, .. teaching._courses.Values.Select(c => c.Id).Distinct(), .. teaching._trainers.Values.OfType<Guid>().Distinct()];
        await db.HoldSubjects(subjects, alone: false, cancellationToken);
        teaching._marks = await db.Marks.AsNoTracking().Where(m => subjects.Contains(m.SubjectId)).ToListAsync(cancellationToken);
        foreach (var (course, trainer) in completions.Select(teaching.Found).OfType<(CourseVersion Course, Guid Trainer)>().DistinctBy(pair => (pair.Course.Id, pair.Trainer)))
        {
            teaching._taught[(course.Id, trainer)] = await Taught(course, trainer, teaching._marks, db, cancellationToken);
        }

        return teaching;
    }

    public Refusal? Refuse(TaughtCompletion completion)
    {
        if (!_courses.ContainsKey(completion.Course))
        {
            return new("COURSE", 1302, "No course version of yours has this id or code. Take it from your catalogue, or give the course version this code first.");
        }

        if (!_trainers.TryGetValue(completion.Trainer, out var trainer))
        {
            return new("TRAINER", 1303, Guid.TryParse(completion.Trainer, out _)
                ? "No trainer is known by this id. Take the id from your list of trainers. A new trainer is known here once the Academy has authorised them for a subject; ask for that, then send the row again."
                : "No trainer of yours has this name. Write it as it was authorised, or give the trainer's id.");
        }

        return trainer is null
            ? new("TRAINER", 1303, "Several trainers of yours have this name. Give the trainer's id.")
            : Found(completion) is { } found && _taught[(found.Course.Id, found.Trainer)].Refusal is { } why ? new("TRAINER", 1303, why) : null;
    }

    public (CourseVersion Course, TaughtCourse Taught) Of(TaughtCompletion completion)
    {
        var (course, trainer) = Found(completion)!.Value;
        return (course, _taught[(course.Id, trainer)].Taught!);
    }

    public Assessment Assess(TaughtCourse taught, DateOnly completedOn, DateTimeOffset now)
    {
        var key = (taught.CourseVersionId, taught.TrainerId, completedOn);
        return _assessed.TryGetValue(key, out var assessment) ? assessment : _assessed[key] = Assessor.Assess(
            taught, completedOn, now, _marks.FindAll(m => m.SubjectId == taught.CourseVersionId || m.SubjectId == taught.TrainingProviderId || m.SubjectId == taught.TrainerId));
    }

    private (CourseVersion Course, Guid Trainer)? Found(TaughtCompletion completion)
        => _courses.TryGetValue(completion.Course, out var course) && _trainers.TryGetValue(completion.Trainer, out var trainer) && trainer is { } id ? (course, id) : null;

    private static async Task<(TaughtCourse? Taught, string? Refusal)> Taught(
        CourseVersion course, Guid trainer, List<Mark> marks, PassportDb db, CancellationToken cancellationToken)
    {
        try
        {
            return (await RecordCompletion.Taught(course, trainer, marks, db, cancellationToken), null);
        }
        catch (RuleBroken broken)
        {
            return (null, broken.Message);
        }
    }

    private async Task FindCourses(PassportDb db, Guid providerId, List<string> named, CancellationToken cancellationToken)
    {
        var codes = await db.CourseCodes.AsNoTracking().Where(c => c.TrainingProviderId == providerId && named.Contains(c.Code))
            .ToDictionaryAsync(c => c.Code, c => c.CourseVersionId, StringComparer.OrdinalIgnoreCase, cancellationToken);
        var ids = named.Select(name => Guid.TryParse(name, out var id) ? id : (Guid?)null).OfType<Guid>().Concat(codes.Values).ToList();
        var courses = await db.CourseVersions.AsNoTracking().Where(c => c.TrainingProviderId == providerId && ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        foreach (var name in named)
        {
            if ((Guid.TryParse(name, out var id) || codes.TryGetValue(name, out id)) && courses.TryGetValue(id, out var course))
            {
                _courses[name] = course;
            }
        }
    }

    /// <summary>A trainer is known from the first authorisation that is heard of, and stays so when it ends.</summary>
    private async Task FindTrainers(PassportDb db, Guid providerId, List<string> named, CancellationToken cancellationToken)
    {
        var ids = named.Select(name => Guid.TryParse(name, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var known = await db.Marks.AsNoTracking().Where(m => m.Link == LinkKind.Trainer && ids.Contains(m.SubjectId)).Select(m => m.SubjectId).Distinct().ToListAsync(cancellationToken);
        var own = (await db.Marks.AsNoTracking().Where(m => m.Link == LinkKind.Trainer && m.TrainingProviderId == providerId)
            .Select(m => new { m.SubjectId, m.TrainerName }).Distinct().ToListAsync(cancellationToken))
            .ToLookup(trainer => trainer.TrainerName, trainer => trainer.SubjectId, StringComparer.OrdinalIgnoreCase);
        foreach (var name in named)
        {
            if (Guid.TryParse(name, out var id))
            {
                if (known.Contains(id))
                {
                    _trainers[name] = id;
                }
            }
            else if (own[name].Distinct().ToList() is { Count: > 0 } found)
            {
                _trainers[name] = found.Count == 1 ? found[0] : null;
            }
        }
    }
}
