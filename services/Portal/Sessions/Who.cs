using System.Security.Claims;
using Academy.ServiceDefaults;

namespace Academy.Portal.Sessions;

/// <summary>Who is signed in, and whom they act for: an organisation, or themselves.</summary>
internal sealed record Who(string Subject, string? Name, Guid? LearnerId, OrganisationKind? Kind, Guid? OrganisationId, string? OrganisationName)
{
    /// <summary>The claim that says what was granted at signing in.</summary>
    public const string Scope = "scope";

    /// <summary>The scope of whoever answers learners that a record is wrong.</summary>
    public const string AnswersDisputes = "disputes.answer";

    /// <summary>The scope of whoever says what a team must hold.</summary>
    public const string SetsRequirements = "requirements.write";

    /// <summary>The scope of whoever applies for kitemarks, and of Academy staff who read and decide the applications.</summary>
    public const string AppliesForKitemarks = "kitemark.write";

    /// <summary>The scope of whoever has changes sent to a system of their organisation.</summary>
    public const string SendsToSystems = "webhooks.write";

    /// <summary>The scope of whoever sees how much training is done and held, in numbers.</summary>
    public const string SeesFigures = "passport.figures";

    /// <summary>The scope of the Academy's kitemark lead, who decides on marks and equivalences.</summary>
    public const string LeadsKitemarks = "passport.effects";

    /// <summary>The scope of whoever says who may act for an organisation.</summary>
    public const string ManagesMembers = "members.write";

    /// <summary>The scope of whoever invites the staff of an employer.</summary>
    public const string InvitesStaff = "staff.invite";

    /// <summary>The scope of Academy staff who read what people think of the service.</summary>
    public const string ReadsFeedback = "feedback.read";

    /// <summary>The scope of Academy staff who merge records and find them for people.</summary>
    public const string KeepsRecords = "learners.merge";

    /// <summary>The scope of Academy staff who see who looked at whom.</summary>
    public const string Audits = "passport.looks";

    /// <summary>The scope of Academy staff who send messages again that failed.</summary>
    public const string KeepsMessages = "passport.messages";

    private HashSet<string> Scopes { get; init; } = [];

    public static Who? Of(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true
        ? new Who(
            user.FindFirstValue("sub")!,
            user.FindFirstValue("name"),
            Guid.TryParse(user.FindFirstValue("learner_id"), out var learner) ? learner : null,
            Enum.TryParse<OrganisationKind>(user.FindFirstValue("org_kind"), out var kind) ? kind : null,
            Guid.TryParse(user.FindFirstValue("org"), out var organisation) ? organisation : null,
            user.FindFirstValue("org_name"))
        {
            Scopes = (user.FindFirstValue(Scope) ?? "").Split(' ').ToHashSet(StringComparer.Ordinal),
        }
        : null;

    /// <summary>Whether the role let them have this scope when they signed in; a service that is asked without it would not know them at all.</summary>
    public bool May(string scope) => Scopes.Contains(scope);

    /// <summary>The first page of what they can do here; none for those who have no pages here yet.</summary>
    public string? Home => this switch
    {
        { LearnerId: not null } => "/passport",
        { Kind: OrganisationKind.Employer } => "/employer",
        { Kind: OrganisationKind.Partner } => "/partner",
        { Kind: OrganisationKind.TrainingProvider } => "/trainer",
        { Kind: OrganisationKind.Academy } => "/academy",
        { Kind: OrganisationKind.Commissioner } when May(SeesFigures) => "/figures",
        _ => null,
    };
}

/// <summary>The groups that pages are for, as policies.</summary>
internal static class For
{
    public const string Anybody = "signed in";
    public const string Learners = "learner";
    public const string Employers = "employer";
    public const string Partners = "partner";
    public const string Trainers = "training provider";
    public const string Academy = "Academy";
    public const string EvidenceCheckers = "Academy, evidence";
    public const string DisputeAnswerers = "disputes";
    public const string RecordReaders = "Academy, records";
    public const string RecordKeepers = "Academy, duplicates";
    public const string Auditors = "Academy, audit";
    public const string MessageKeepers = "Academy, messages";
    public const string FeedbackReaders = "Academy, feedback";
    public const string Applications = "kitemark applications";
    public const string Integrators = "webhooks";
    public const string Figures = "figures";
    public const string Kitemarks = "Academy, kitemarks";
}
