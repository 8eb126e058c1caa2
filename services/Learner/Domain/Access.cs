using Academy.ServiceDefaults;

namespace Academy.Learner.Domain;

/// <summary>Somebody other than the learner looked at the learner's record.</summary>
internal sealed class Access
{
    public const int LongestPurpose = 200;

    private Access()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public string Subject { get; private set; } = "";

    public OrganisationKind? Kind { get; private set; }

    public Guid? OrganisationId { get; private set; }

    public string Purpose { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public static Access Of(Guid learnerId, Caller caller, string purpose, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        LearnerId = learnerId,
        Subject = caller.Subject,
        Kind = caller.Kind,
        OrganisationId = caller.OrganisationId,
        Purpose = purpose,
        At = now,
    };
}
