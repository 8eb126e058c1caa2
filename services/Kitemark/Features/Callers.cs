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
    public static IReadOnlyList<ApplicationStep> StepsOf(this Caller caller, KitemarkApplication application)
        => [.. ApplicationSteps.PossibleIn(application.State).Where(step => step switch
        {
            ApplicationStep.AssessOneself or ApplicationStep.Submit or ApplicationStep.Close or ApplicationStep.AnswerCondition
                => caller.IsApplicant(application),
            ApplicationStep.Appeal => caller.IsApplicant(application) && !application.IsAppealDecided,
            ApplicationStep.TakeIntoReview => caller.IsReviewer() && application.IsImpartial(caller) && application.ReviewedBy != caller.Subject,
            ApplicationStep.PlanVisit => caller.IsReviewer() && application.IsImpartial(caller),

            // Each visit says by itself what can be done with it.
            ApplicationStep.RecordVisit => false,
            ApplicationStep.Score or ApplicationStep.SetConditions or ApplicationStep.AcceptCondition
                => caller.IsReviewer() && application.ReviewedBy == caller.Subject,
            ApplicationStep.UpholdAppeal or ApplicationStep.DismissAppeal
                => caller.IsKitemarkLead() && application.IsImpartial(caller) && caller.Subject != application.SubmittedBy
                    && caller.Subject != application.DecidedBy && caller.Subject != application.ReviewedBy,
            _ => caller.IsKitemarkLead() && application.IsImpartial(caller) && caller.Subject != application.SubmittedBy,
        })];

    /// <summary>What somebody may do with a visit.</summary>
    /// <param name="application">What it is part of judging, or what the mark it looks after was granted on.</param>
    public static IReadOnlyList<VisitStep> StepsOf(this Caller caller, Visit visit, KitemarkApplication? application)
        => visit.IsOpen && caller.IsImpartialReviewer(visit.OrganisationId, application)
            ? visit.ApplicationId is null || ApplicationSteps.PossibleIn(application!.State).Contains(ApplicationStep.RecordVisit)
                ? [VisitStep.Record, VisitStep.Cancel]
                : [VisitStep.Cancel]
            : [];

    /// <summary>What somebody may do with a mark as it stands.</summary>
    public static IReadOnlyList<MarkStep> StepsOf(this Caller caller, Mark mark, KitemarkApplication? application)
        => [.. MarkSteps.PossibleIn(mark.Period).Where(step => step == MarkStep.PlanVisit
            ? caller.IsImpartialReviewer(mark.OrganisationId, application)
            : caller.IsKitemarkLead() && caller.OrganisationId != mark.OrganisationId)];

    private static bool IsImpartialReviewer(this Caller caller, Guid organisationId, KitemarkApplication? application)
        => caller.IsReviewer() && caller.OrganisationId != organisationId && application?.IsImpartial(caller) != false;

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
