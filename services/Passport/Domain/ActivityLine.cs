using Academy.ServiceDefaults;

namespace Academy.Passport.Domain;

/// <summary>Somebody looked at a passport, or may look from now on, or no longer; the learner sees every line.</summary>
internal sealed class ActivityLine
{
    private ActivityLine()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public ActivityKind Kind { get; private set; }

    /// <summary>The organisation, never the person of it; none for the learner's own doing and the public door.</summary>
    public Guid? OrganisationId { get; private set; }

    public OrganisationKind? OrganisationKind { get; private set; }

    /// <summary>The purpose Academy staff stated.</summary>
    public string? Purpose { get; private set; }

    public static ActivityLine Of(
        Guid learnerId, ActivityKind kind, DateTimeOffset at, OrganisationKind? organisationKind = null, Guid? organisationId = null, string? purpose = null) => new()
        {
            Id = Guid.CreateVersion7(),
            LearnerId = learnerId,
            At = at,
            Kind = kind,
            OrganisationId = organisationId,
            OrganisationKind = organisationKind,
            Purpose = purpose,
        };
}

internal enum ActivityKind
{
    PassportSeen,
    PassportChecked,
    ShareMade,
    ShareStopped,
    EmployerMaySee,
    EmployerMayNoLongerSee,
}
