using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A class that is not recorded yet: what was typed, and what would become of it today.</summary>
/// <param name="Version">Also the ETag, to be sent as If-Match with the next change.</param>
/// <param name="TrainerName">None while no authorisation of the trainer is known.</param>
/// <param name="Assurance">What an entry of this class would be worth if it were recorded now.</param>
/// <param name="WhyNot">Why it would not be kitemarked, a sentence for each link.</param>
public sealed record ClassDraftResponse(
    Guid DraftId,
    long Version,
    Guid CourseVersionId,
    string Title,
    string VersionLabel,
    Guid TrainerId,
    string? TrainerName,
    DateOnly CompletedOn,
    Assurance Assurance,
    IReadOnlyList<string> WhyNot,
    IReadOnlyList<DraftedPerson> People,
    DateTimeOffset ChangedAt,
    DateTimeOffset KeptUntil)
{
    /// <summary>What should be looked at; it can be recorded all the same.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}

/// <param name="AcademyNumber">As people write it where it can be read, otherwise as typed.</param>
public sealed record DraftedPerson(string AcademyNumber, string? FullName, DateOnly? DateOfBirth, ClassResult? Result, PersonState State);

public enum PersonState
{
    /// <summary>The date of birth, or without one the name, is that of the academy number's record.</summary>
    Matched,

    /// <summary>Only an academy number was typed: it can be read, and whether anybody has it is not said.</summary>
    NumberOnly,

    /// <summary>Nobody has the number, or what was typed is not theirs; which of the two is not said.</summary>
    NotMatched,

    /// <summary>The same number stands further up in this list.</summary>
    Repeated,

    /// <summary>The number is missing or mistyped.</summary>
    Unreadable,
}

internal static class ClassDraftView
{
    /// <summary>The training provider the caller speaks for; to everybody else drafts are not there.</summary>
    public static Guid Provider(this Caller caller)
        => caller is { Kind: OrganisationKind.TrainingProvider, OrganisationId: { } provider } ? provider : throw new NotThere();

    public static async Task<ClassDraft> OwnDraft(this PassportDb db, Guid draftId, Guid provider, TimeProvider time, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - ClassDraft.Kept;
        return await db.ClassDrafts.SingleOrDefaultAsync(d => d.Id == draftId && d.TrainingProviderId == provider && d.ChangedAt >= oldest, cancellationToken)
            ?? throw new NotThere();
    }

    public static async Task<ClassDraftResponse> Of(ClassDraft draft, PassportDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var course = await db.CourseVersions.AsNoTracking().SingleOrDefaultAsync(
            c => c.Id == draft.CourseVersionId && c.TrainingProviderId == draft.TrainingProviderId, cancellationToken)
            ?? throw new RuleBroken("Choose a course version of your own catalogue.", "course-version-unknown");
        var marks = await db.Marks.AsNoTracking()
            .Where(m => m.SubjectId == course.Id || m.SubjectId == course.TrainingProviderId || m.SubjectId == draft.TrainerId).ToListAsync(cancellationToken);
        var taught = await RecordCompletion.Taught(course, draft.TrainerId, marks, db, cancellationToken);
        var assessment = Assessor.Assess(taught, draft.CompletedOn, now, marks);
        return new ClassDraftResponse(
            draft.Id, draft.Version, course.Id, course.Title, course.VersionLabel, draft.TrainerId,
            marks.Find(m => m.Link == LinkKind.Trainer && m.SubjectId == draft.TrainerId)?.TrainerName,
            draft.CompletedOn, assessment.Assurance, [.. assessment.Links.Select(link => link.Why).OfType<string>()],
            await Judge(draft.People, db, cancellationToken), draft.ChangedAt, draft.ChangedAt + ClassDraft.Kept)
        {
            Warnings = Warning.OfCourse(course.Title),
        };
    }

    /// <summary>Of a record nothing is told but whether what was typed is so, and of each number once.</summary>
    private static async Task<List<DraftedPerson>> Judge(IReadOnlyList<DraftPerson> people, PassportDb db, CancellationToken cancellationToken)
    {
        var found = await RecordCompletion.Find([.. people.Select(person => new ClassMember(null, person.AcademyNumber))], db, cancellationToken);
        var ids = found.OfType<Guid>().Distinct().ToList();
        var passports = await db.Passports.AsNoTracking().Where(p => ids.Contains(p.LearnerId)).ToDictionaryAsync(p => p.LearnerId, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. people.Zip(found, (person, id) => new DraftedPerson(
            Codes.TryRead(person.AcademyNumber, out _) ? $"CPA-{Codes.Show(person.AcademyNumber)}" : person.AcademyNumber,
            person.FullName,
            person.DateOfBirth,
            person.Result,
            person switch
            {
                _ when !Codes.TryRead(person.AcademyNumber, out _) => PersonState.Unreadable,
                _ when !seen.Add(person.AcademyNumber) => PersonState.Repeated,
                { FullName: null, DateOfBirth: null } => PersonState.NumberOnly,
                _ when id is { } learner && passports.TryGetValue(learner, out var passport) && passport.IsOf(person.FullName, person.DateOfBirth) => PersonState.Matched,
                _ => PersonState.NotMatched,
            }))];
    }
}
