using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Features;

namespace Academy.Passport.Imports;

/// <summary>A completion as a training provider's system tells it.</summary>
/// <param name="Course">The course version's id, or a code the provider gave it.</param>
/// <param name="Trainer">The trainer's id, or the name as the trainer was authorised.</param>
internal sealed record TaughtCompletion(string? AcademyNumber, Guid? LearnerId, DateOnly? DateOfBirth, string Course, string Trainer, DateOnly CompletedOn)
{
    public string Person => AcademyNumber ?? $"{LearnerId}";
}

/// <summary>What became of one completion.</summary>
internal sealed record TakenCompletion(int Row, Entry Entry, bool IsNew);

/// <summary>Takes completions of one training provider into passports, by the rules of <see cref="RecordCompletion"/>.</summary>
internal sealed class CompletionIntake(PassportDb db, Guid providerId, string by, Guid importId, DateTimeOffset now) : Intake<TaughtCompletion>(db, importId, now)
{
    private readonly List<TakenCompletion> _taken = [];
    private readonly HashSet<Guid> _warnedOf = [];

    public IReadOnlyList<TakenCompletion> Taken => _taken;

    protected override async Task Take(IReadOnlyList<(int Row, TaughtCompletion Value)> rows, CancellationToken cancellationToken)
    {
        var teaching = await Teaching.Read(Db, providerId, [.. rows.Select(row => row.Value)], cancellationToken);
        var people = await RecordCompletion.Find(
            [.. rows.Select(row => new ClassMember(row.Value.LearnerId, row.Value.AcademyNumber))], Db, cancellationToken);
        await Passports.Hold([.. people.OfType<Guid>().Distinct()], cancellationToken);
        foreach (var ((row, completion), learnerId) in rows.Zip(people))
        {
            if (teaching.Refuse(completion) is { } refusal)
            {
                Error(row, refusal.Column, refusal.Code, refusal.Message);
            }
            else if (Passports.Find(learnerId) is not { } passport || !passport.IsOf(fullName: null, completion.DateOfBirth))
            {
                Error(row, "ACADEMYNUMBER", 1305,
                    "Nobody has this academy number and date of birth. Check both with the learner. Somebody who was registered a moment ago may take a few seconds to be known here.");
            }
            else
            {
                Take(row, completion, passport, teaching);
            }
        }
    }

    private void Take(int row, TaughtCompletion completion, TrainingPassport passport, Teaching teaching)
    {
        var (course, taught) = teaching.Of(completion);
        if (passport.FindCompletion(course.Id, completion.CompletedOn) is { } known)
        {
            Unchanged++;
            _taken.Add(new(row, known, IsNew: false));
            return;
        }

        var entry = Entry.OfCompletion(passport.LearnerId, course, taught, completion.CompletedOn, Now, teaching.Assess(taught, completion.CompletedOn, Now));
        Passports.Record(passport, entry, by);
        Created++;
        if (CareCertificateClaim.IsIn(course.Title) && _warnedOf.Add(course.Id))
        {
            // Once for a course, not for each of thousands of rows.
            Warn(row, "COURSE", 1340, CareCertificateClaim.Warning);
        }

        _taken.Add(new(row, entry, IsNew: true));
    }
}
