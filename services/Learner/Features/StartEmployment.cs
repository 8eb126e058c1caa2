using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record StartEmploymentRequest(
    Guid EmployerId,
    DateOnly? DateOfBirth,
    DateOnly StartedOn,
    int? JobRoleCode,
    [Required, EnumDataType(typeof(EmploymentKind))] EmploymentKind? Kind,
    [StringLength(50)] string? WorkplaceReference,
    [StringLength(50)] string? WorkerReference);

public sealed record EmploymentResponse(
    Guid EmploymentId,
    Guid LearnerId,
    Guid EmployerId,
    string? WorkplaceReference,
    string? WorkerReference,
    int? JobRoleCode,
    EmploymentKind Kind,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    bool SharesPassport)
{
    internal static EmploymentResponse Of(Employment e) => new(
        e.Id, e.LearnerId, e.EmployerId, e.WorkplaceReference, e.WorkerReference, e.JobRoleCode, e.Kind, e.StartedOn, e.EndedOn, e.SharesPassport);
}

/// <summary>An employer proves that it knows the person: the academy number and the date of birth must belong together.</summary>
internal static class StartEmployment
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{idOrAcademyNumber}/employments", Handle).RequireScope("learners.write").Idempotent();

    private static async Task<Results<Created<EmploymentResponse>, Ok<EmploymentResponse>>> Handle(
        [StringLength(60)] string idOrAcademyNumber,
        StartEmploymentRequest request,
        LearnerDb db,
        Caller caller,
        ClosedRecordAnswers closed,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy && !caller.Reaches(request.EmployerId, request.WorkplaceReference?.Trim()))
        {
            throw new NotThere();
        }

        if (!caller.IsAcademy && request.DateOfBirth is null)
        {
            throw new RuleBroken("Send dateOfBirth as well: the academy number alone does not say that you know the person.", "date-of-birth");
        }

        var learner = await Find(idOrAcademyNumber, db, cancellationToken);
        if (learner is null || !IsKnown(learner))
        {
            if (Guid.TryParse(idOrAcademyNumber, out var id))
            {
                await closed.Tell(id, async kept => IsKnown(await Find(kept, db, cancellationToken)), cancellationToken);
            }

            throw new NotThere();
        }

        var here = await db.Employments.Where(e => e.LearnerId == learner.Id && e.EmployerId == request.EmployerId).ToListAsync(cancellationToken);
        if (!caller.IsAcademy && here.Exists(e => (e.IsOpen || e.EndedOn >= request.StartedOn) && !caller.Reaches(e.EmployerId, e.WorkplaceReference)))
        {
            throw new NotThere();
        }

        if (here.Find(e => e.IsOpen) is { } open)
        {
            return TypedResults.Ok(EmploymentResponse.Of(open));
        }

        if (here.Max(e => e.EndedOn) is { } last && request.StartedOn <= last)
        {
            throw new RuleBroken($"The person works here until {Employment.Written(last)}. Start the new employment after that day.", "started-on");
        }

        var job = await JobOf(request, learner.Id, db, cancellationToken);
        var employment = Employment.Start(learner, request.EmployerId, job, time.Today());
        db.Add(employment);
        db.Say(employment.Started(time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/learner/v1/learners/{learner.Id}", EmploymentResponse.Of(employment));

        bool IsKnown(LearnerRecord? found) => found is not null && (request.DateOfBirth is null || request.DateOfBirth == found.DateOfBirth);
    }

    // Locked, so that a second start of the same person waits and then finds the employment of the first. The academy number of a
    // record that was merged is the person's still.
    private static async Task<LearnerRecord?> Find(string idOrAcademyNumber, LearnerDb db, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(idOrAcademyNumber, out var id))
        {
            return await Find(id, db, cancellationToken);
        }

        var found = Codes.TryRead(idOrAcademyNumber, out var number)
            ? await db.Learners.FromSql($"SELECT * FROM learners WHERE academy_number = {number} FOR UPDATE").SingleOrDefaultAsync(cancellationToken)
            : null;
        while (found?.MergedInto is { } kept)
        {
            found = await Find(kept, db, cancellationToken);
        }

        return found;
    }

    private static Task<LearnerRecord?> Find(Guid id, LearnerDb db, CancellationToken cancellationToken)
        => db.Learners.FromSql($"SELECT * FROM learners WHERE id = {id} AND merged_into IS NULL FOR UPDATE").SingleOrDefaultAsync(cancellationToken);

    private static async Task<Job> JobOf(StartEmploymentRequest request, Guid learnerId, LearnerDb db, CancellationToken cancellationToken)
    {
        var employer = await db.Employers.AsNoTracking().Include(e => e.Workplaces)
            .SingleOrDefaultAsync(e => e.Id == request.EmployerId, cancellationToken)
            ?? throw new RuleBroken("There is no employer with this employerId. Register it first, or correct the id.", "employer-unknown");
        if (request.JobRoleCode is { } code && !JobRoles.TryGet(code, out _))
        {
            throw new RuleBroken("jobRoleCode is not the number of a job role in use. Choose one from the ASC-WDS list.", "job-role-unknown");
        }

        var workplace = References.Read(request.WorkplaceReference, "workplaceReference");
        if (workplace is not null && employer.WorkplaceOf(workplace) is not { ClosedOn: null })
        {
            throw new RuleBroken("workplaceReference is not an open workplace of this employer. Add the workplace first, or correct the reference.", "workplace-unknown");
        }

        var worker = References.Read(request.WorkerReference, "workerReference");
        return worker is not null && await db.Employments.AnyAsync(
                e => e.EmployerId == employer.Id && e.WorkerReference == worker && e.LearnerId != learnerId, cancellationToken)
            ? throw new RuleBroken("workerReference belongs to another person at this employer. Give each person their own.", "worker-reference-taken")
            : new Job(workplace, worker, request.JobRoleCode, request.Kind!.Value, request.StartedOn);
    }
}
