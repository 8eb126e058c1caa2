using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A completion, or a whole class: who completed which course version with which trainer on which day.</summary>
public sealed record RecordCompletionRequest(
    Guid CourseVersionId,
    Guid TrainerId,
    DateOnly CompletedOn,
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<ClassMember> Learners);

/// <summary>One of the two is enough; two that are not of one person find nobody. An academy number may be written with or without hyphens.</summary>
/// <param name="FullName">If given without a date of birth, it must be the person's; otherwise nobody is found.</param>
/// <param name="DateOfBirth">If given, it must be the person's; otherwise nobody is found.</param>
/// <param name="Attendance">Full unless something else is said. Of whoever attended less no completion is recorded.</param>
public sealed record ClassMember(
    Guid? LearnerId, [StringLength(40)] string? AcademyNumber, [StringLength(100)] string? FullName = null, DateOnly? DateOfBirth = null, Attendance Attendance = Attendance.Full);

public enum Attendance
{
    Full,
    ArrivedLate,
    InPart,
}

/// <summary>What became of each member of the class, in the order sent.</summary>
public sealed record RecordCompletionResponse(int Recorded, int AlreadyRecorded, int NotFound, IReadOnlyList<CompletionResult> Completions)
{
    /// <summary>Those who did not attend in full, so that nothing was recorded of them.</summary>
    public int NotInFull { get; init; }

    /// <summary>What should be looked at, though the class was recorded.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}

public sealed record CompletionResult(
    Guid? LearnerId, string? AcademyNumber, CompletionOutcome Outcome, Guid? EntryId, Assurance? Assurance, string? WhatToDo);

public enum CompletionOutcome
{
    Recorded,

    /// <summary>The same learner, course version and day were recorded before; nothing was added.</summary>
    AlreadyRecorded,
    NotFound,

    /// <summary>The full-attendance rule: whoever arrived late or attended in part has not completed the course.</summary>
    NotInFull,
}

internal static class RecordCompletion
{
    private const string TryLater = "Somebody or something that was registered a moment ago may take a few seconds to be known here.";

    private const string FullAttendance =
        "The full-attendance rule: a completion is recorded only of whoever attended all of the course. Let them attend what they missed, and record them with the day they did.";

    private static readonly DateOnly Earliest = new(1970, 1, 1);

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/completions", Handle).RequireScope("completions.write").Idempotent();

    private static async Task<Created<RecordCompletionResponse>> Handle(
        RecordCompletionRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var course = await db.CourseVersions.FindAsync([request.CourseVersionId], cancellationToken);
        if (course is null || !caller.Is(OrganisationKind.TrainingProvider, course.TrainingProviderId))
        {
            throw new RuleBroken($"Choose a course version of your own catalogue. {TryLater}", "course-version-unknown");
        }

        RefuseDay(request.CompletedOn, time.Today());
        await db.HoldSubjects([course.Id, course.TrainingProviderId, request.TrainerId], alone: false, cancellationToken);
        var marks = await db.Marks
            .Where(m => m.SubjectId == course.Id || m.SubjectId == course.TrainingProviderId || m.SubjectId == request.TrainerId)
            .ToListAsync(cancellationToken);
        var taught = await Taught(course, request.TrainerId, marks, db, cancellationToken);
        var now = time.GetUtcNow();
        var assessment = Assessor.Assess(taught, request.CompletedOn, now, marks);

        var members = await Find(request.Learners, db, cancellationToken);
        var passports = await db.LockKeptPassports([.. members.OfType<Guid>().Distinct()], cancellationToken);
        var results = request.Learners.Zip(members, Record).ToList();
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new RecordCompletionResponse(
            results.Count(r => r.Outcome == CompletionOutcome.Recorded),
            results.Count(r => r.Outcome == CompletionOutcome.AlreadyRecorded),
            results.Count(r => r.Outcome == CompletionOutcome.NotFound),
            results)
        {
            NotInFull = results.Count(r => r.Outcome == CompletionOutcome.NotInFull),
            Warnings = Warning.OfCourse(course.Title),
        });

        CompletionResult Record(ClassMember member, Guid? learnerId)
        {
            if (member.Attendance != Attendance.Full)
            {
                // Whether there is such a person is not said.
                return new(member.LearnerId, member.AcademyNumber, CompletionOutcome.NotInFull, null, null, FullAttendance);
            }

            if (learnerId is null || !passports.TryGetValue(learnerId.Value, out var passport) || !passport.IsOf(member.FullName, member.DateOfBirth))
            {
                return new(
                    member.LearnerId, member.AcademyNumber, CompletionOutcome.NotFound, null, null,
                    $"Check the academy number, and name or date of birth if you sent them, with the learner. {TryLater}");
            }

            if (passport.FindCompletion(course.Id, request.CompletedOn) is { } known)
            {
                return new(passport.LearnerId, passport.ShownNumber, CompletionOutcome.AlreadyRecorded, known.Id, known.Assurance, null);
            }

            var entry = Entry.OfCompletion(passport.LearnerId, course, taught, request.CompletedOn, now, assessment);
            db.Say(passport.Record(entry, caller.Subject));
            return new(passport.LearnerId, passport.ShownNumber, CompletionOutcome.Recorded, entry.Id, entry.Assurance, null);
        }
    }

    /// <summary>A class is recorded on the day it is completed, or later.</summary>
    internal static void RefuseDay(DateOnly completedOn, DateOnly today)
    {
        if (WhyNotOn(completedOn, today) is { } why)
        {
            throw new RuleBroken(why, completedOn < Earliest ? "completed-too-early" : "completed-in-future");
        }
    }

    internal static string? WhyNotOn(DateOnly completedOn, DateOnly today)
        => completedOn < Earliest ? "The completion date is missing or before 1970. Write completedOn as YYYY-MM-DD."
            : completedOn > today ? "The completion date is in the future. Record the class on the day it is completed, or later."
            : null;

    internal static async Task<List<Guid?>> Find(IReadOnlyList<ClassMember> members, PassportDb db, CancellationToken cancellationToken)
    {
        var numbers = members.Select(m => Codes.TryRead(m.AcademyNumber, out var code) ? code : null).ToList();
        var byNumber = numbers.TrueForAll(number => number is null)
            ? []
            : await db.Passports.Where(p => numbers.Contains(p.AcademyNumber))
                .Select(p => new { p.AcademyNumber, p.LearnerId })
                .ToDictionaryAsync(p => p.AcademyNumber, p => p.LearnerId, cancellationToken);

        // Number and id of a record that was merged are the person's still.
        var closed = await db.KeptRecords(members.Select(m => m.LearnerId).OfType<Guid>().Concat(byNumber.Values), cancellationToken);
        return [.. members.Zip(numbers, (member, number) =>
        {
            var (given, numbered) = (Kept(member.LearnerId), Kept(number is not null && byNumber.TryGetValue(number, out var id) ? id : null));
            return string.IsNullOrEmpty(member.AcademyNumber) ? given
                : given is null || given == numbered ? numbered
                : null;
        })];

        Guid? Kept(Guid? id) => id is { } record && closed.TryGetValue(record, out var kept) ? kept : id;
    }

    internal static async Task<TaughtCourse> Taught(
        CourseVersion course, Guid trainerId, List<Mark> marks, PassportDb db, CancellationToken cancellationToken)
    {
        var authorisations = marks.FindAll(m => m.Link == LinkKind.Trainer && m.SubjectId == trainerId);
        if (authorisations.Count > 0 && authorisations.TrueForAll(m => m.TrainingProviderId != course.TrainingProviderId))
        {
            throw new RuleBroken("This trainer teaches for another training provider. Choose one of your own trainers.", "trainer-of-another-provider");
        }

        var provider = await db.Organisations.FindAsync([course.TrainingProviderId], cancellationToken)
            ?? throw new RuleBroken($"Your training provider is not known here yet. {TryLater}", "provider-unknown");
        return new TaughtCourse(
            course.Id, course.Title, course.TrainingCategoryCode, course.TrainingProviderId, provider.Name,
            trainerId, authorisations.FirstOrDefault()?.TrainerName ?? "A trainer without an authorisation");
    }
}
