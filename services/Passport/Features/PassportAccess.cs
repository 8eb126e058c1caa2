using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What somebody may see of a passport.</summary>
internal enum PassportView
{
    Nothing,

    /// <summary>The entries and qualifications the caller's training provider recorded.</summary>
    OwnRecords,

    Everything,
}

/// <summary>
/// Who may see which passport: the learner; an employer while it employs a learner who lets it; a training provider what
/// it recorded; Academy staff who state a purpose. Everybody but the learner leaves a line the learner sees.
/// </summary>
internal sealed class PassportAccess(PassportDb db, Caller caller, Looks looks, ClosedRecordAnswers closed, TimeProvider time)
{
    /// <param name="look">What the learner reads that was done.</param>
    public async Task<PassportView> View(Guid learnerId, CancellationToken cancellationToken, string look = ActivityKind.PassportSeen)
    {
        var view = await Decide(learnerId, cancellationToken);
        if (view != PassportView.Nothing)
        {
            looks.At(learnerId, look);
        }

        // Whoever sees a record because of what it holds sees nothing of one that was closed; the Academy sees any.
        if (view == PassportView.Nothing || caller.IsAcademy)
        {
            await closed.Tell(learnerId, async kept => await Decide(kept, cancellationToken) != PassportView.Nothing, cancellationToken);
        }

        return view;
    }

    /// <summary>The employments that let an employer see a passport today, at the workplaces the caller acts for.</summary>
    public static IQueryable<Employment> Visible(IQueryable<Employment> employments, Caller caller, DateOnly today)
        => employments.ReachedBy(caller).Where(e => e.SharesPassport && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today));

    private async Task<PassportView> Decide(Guid learnerId, CancellationToken cancellationToken)
    {
        if (caller.IsLearner(learnerId))
        {
            return PassportView.Everything;
        }

        switch (caller.Kind)
        {
            case OrganisationKind.Employer:
                var sees = await Visible(db.Employments, caller, time.Today()).AnyAsync(e => e.LearnerId == learnerId, cancellationToken);
                return sees ? PassportView.Everything : PassportView.Nothing;
            case OrganisationKind.TrainingProvider when caller.OrganisationId is { } provider:
                var recorded = await db.Entries.AnyAsync(e => e.LearnerId == learnerId && e.TrainingProviderId == provider, cancellationToken)
                    || (await db.Passports.Where(p => p.LearnerId == learnerId).Select(p => p.Qualifications).SingleOrDefaultAsync(cancellationToken))
                        ?.Any(q => q.RecordedBy.TrainingProviderId == provider) == true;
                return recorded ? PassportView.OwnRecords : PassportView.Nothing;
            case OrganisationKind.Academy:
                return PassportView.Everything;
            default:
                return PassportView.Nothing;
        }
    }
}
