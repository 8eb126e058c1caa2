using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Consumers;

/// <summary>
/// Starts the employment of a person who accepted their employer's invitation, and their record where there is none. An employment that goes
/// on stays as it is: what the employer's file says of it is more than an invitation knows.
/// </summary>
internal sealed class StaffInvitationAcceptedConsumer(LearnerDb db, TimeProvider time) : IConsumer<StaffInvitationAccepted>
{
    public async Task Consume(ConsumeContext<StaffInvitationAccepted> context)
    {
        var (accepted, cancellationToken) = (context.Message, context.CancellationToken);
        var employer = await db.Employers.AsNoTracking().Include(e => e.Workplaces).SingleOrDefaultAsync(e => e.Id == accepted.EmployerId, cancellationToken);
        if (await Of(accepted, cancellationToken) is not { } learner || employer is null)
        {
            return;
        }

        var here = await db.Employments.Where(e => e.LearnerId == learner.Id && e.EmployerId == employer.Id).ToListAsync(cancellationToken);
        if (here.Exists(e => e.IsOpen))
        {
            return;
        }

        var day = accepted.AcceptedAt.DayInLondon();
        if (here.Max(e => e.EndedOn) is { } last && last >= day)
        {
            day = last.AddDays(1);
        }

        var workplace = accepted.WorkplaceReference is { } named && employer.WorkplaceOf(named) is { ClosedOn: null } ? named : null;
        var employment = Employment.Start(learner, employer.Id, new Job(workplace, WorkerReference: null, RoleCode: null, EmploymentKind.Employee, day), time.Today());
        db.Add(employment);
        db.Say(employment.Started(time.GetUtcNow()));
    }

    /// <summary>The record, or the one it was merged into; a new one where it is not there yet.</summary>
    private async Task<LearnerRecord?> Of(StaffInvitationAccepted accepted, CancellationToken cancellationToken)
    {
        var learner = await Find(accepted.LearnerId, cancellationToken);
        while (learner?.MergedInto is { } kept)
        {
            learner = await Find(kept, cancellationToken);
        }

        if (learner is not null || accepted is not { FullName: { } name, DateOfBirth: { } born })
        {
            return learner;
        }

        learner = LearnerRecord.Register(name, born, time.Today(), time.GetUtcNow(), accepted.LearnerId);
        db.Add(learner);
        db.Say(learner.Registered());
        return learner;
    }

    private Task<LearnerRecord?> Find(Guid id, CancellationToken cancellationToken)
        => db.Learners.FromSql($"SELECT * FROM learners WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
}
