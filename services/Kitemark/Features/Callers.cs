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
            ApplicationStep.Score or ApplicationStep.SetConditions or ApplicationStep.AcceptCondition
                => caller.IsReviewer() && application.ReviewedBy == caller.Subject,
            ApplicationStep.UpholdAppeal or ApplicationStep.DismissAppeal
                => caller.IsKitemarkLead() && application.IsImpartial(caller) && caller.Subject != application.SubmittedBy
                    && caller.Subject != application.DecidedBy && caller.Subject != application.ReviewedBy,
            _ => caller.IsKitemarkLead() && application.IsImpartial(caller) && caller.Subject != application.SubmittedBy,
        })];

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
