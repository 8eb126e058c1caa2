using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Features;

internal static class Callers
{
    public static void RequireAcademy(this Caller caller)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }
    }

    public static void RequireKitemarkLead(this Caller caller)
    {
        if (!caller.IsKitemarkLead())
        {
            throw new NotThere();
        }
    }

    public static void RequireReviewer(this Caller caller)
    {
        if (!caller.IsReviewer())
        {
            throw new NotThere();
        }
    }

    /// <summary>What somebody may do with an application as it stands: what is possible now, and theirs by organisation, role and impartiality.</summary>
    public static IReadOnlyList<ApplicationStep> StepsOf(this Judge judge, KitemarkApplication application)
        => [.. ApplicationSteps.PossibleIn(application.State).Where(step => step switch
        {
            ApplicationStep.AssessOneself or ApplicationStep.Submit or ApplicationStep.Close or ApplicationStep.AnswerCondition
                => judge.Caller.IsApplicant(application),
            ApplicationStep.Appeal => judge.Caller.IsApplicant(application) && !application.IsAppealDecided,
            ApplicationStep.TakeIntoReview => judge.Caller.IsReviewer() && application.IsImpartial(judge) && application.ReviewedBy != judge.Subject,
            ApplicationStep.PlanVisit => judge.Caller.IsReviewer() && application.IsImpartial(judge),

            // Each visit says by itself what can be done with it.
            ApplicationStep.RecordVisit => false,
            ApplicationStep.Score or ApplicationStep.SetConditions or ApplicationStep.AcceptCondition
                => judge.Caller.IsReviewer() && application.IsImpartial(judge) && application.ReviewedBy == judge.Subject,
            ApplicationStep.UpholdAppeal or ApplicationStep.DismissAppeal
                => judge.Caller.IsKitemarkLead() && application.IsImpartial(judge) && judge.Subject != application.SubmittedBy
                    && judge.Subject != application.DecidedBy && judge.Subject != application.ReviewedBy,
            _ => judge.Caller.IsKitemarkLead() && application.IsImpartial(judge) && judge.Subject != application.SubmittedBy,
        })];

    /// <summary>What somebody may do with a visit.</summary>
    /// <param name="application">What it is part of judging, or what the mark it looks after was granted on.</param>
    public static IReadOnlyList<VisitStep> StepsOf(this Judge judge, Visit visit, KitemarkApplication? application)
        => visit.IsOpen && judge.Caller.IsReviewer() && judge.IsImpartial(visit.OrganisationId, application?.SubjectId)
            ? visit.ApplicationId is null || ApplicationSteps.PossibleIn(application!.State).Contains(ApplicationStep.RecordVisit)
                ? [VisitStep.Record, VisitStep.Cancel]
                : [VisitStep.Cancel]
            : [];

    /// <summary>What somebody may do with a mark as it stands.</summary>
    public static IReadOnlyList<MarkStep> StepsOf(this Judge judge, Mark mark)
        => judge.IsImpartial(mark.OrganisationId, mark.SubjectId)
            ? [.. MarkSteps.PossibleIn(mark.Period).Where(step => step == MarkStep.PlanVisit ? judge.Caller.IsReviewer() : judge.Caller.IsKitemarkLead())]
            : [];

    /// <summary>The same of a trainer's authorisation, which nobody visits.</summary>
    public static IReadOnlyList<MarkStep> StepsOf(this Judge judge, TrainerAuthorisation authorisation)
        => judge.Caller.IsKitemarkLead() && judge.IsImpartial(authorisation.TrainingProviderId)
            ? [.. MarkSteps.PossibleIn(authorisation.Period).Where(step => step != MarkStep.PlanVisit)]
            : [];

    private static bool IsReviewer(this Caller caller) => caller.IsAcademy && caller.Roles.Any(role => role is "officer" or "kitemark-lead");

    private static bool IsKitemarkLead(this Caller caller) => caller.IsAcademy && caller.Roles.Contains("kitemark-lead");

    private static bool IsApplicant(this Caller caller, KitemarkApplication application)
        => caller.Is(application.AgencyId is null ? OrganisationKind.TrainingProvider : OrganisationKind.Employer, application.OrganisationId);

    public static void RequireApplicant(this Caller caller, KitemarkApplication application)
    {
        if (!caller.IsApplicant(application))
        {
            throw new NotThere();
        }
    }

    public static void RequireApplicantOrAcademy(this Caller caller, KitemarkApplication application)
    {
        if (!caller.IsAcademy)
        {
            caller.RequireApplicant(application);
        }
    }

    public static void RequireHolderOrAcademy(this Caller caller, Mark mark)
    {
        if (!caller.IsAcademy && !caller.Is(mark.AgencyId is null ? OrganisationKind.TrainingProvider : OrganisationKind.Employer, mark.OrganisationId))
        {
            throw new NotThere();
        }
    }

    public static void RequireProvider(this Caller caller, Guid trainingProviderId)
    {
        if (!caller.Is(OrganisationKind.TrainingProvider, trainingProviderId))
        {
            throw new NotThere();
        }
    }

    public static void RequireProviderOrAcademy(this Caller caller, Guid trainingProviderId)
    {
        if (!caller.IsAcademy)
        {
            caller.RequireProvider(trainingProviderId);
        }
    }
}
