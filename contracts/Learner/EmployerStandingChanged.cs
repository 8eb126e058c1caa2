namespace Academy.Contracts.Learner;

/// <summary>All standings of an employer with their dates, after one of them changed.</summary>
[HeardBy("benefits")]
public sealed record EmployerStandingChanged(
    Guid EmployerId,
    long Version,
    IReadOnlyList<EmployerStanding> Standings,
    DateTimeOffset ChangedAt);

/// <summary>A standing an employer holds from one day until another, both included.</summary>
public sealed record EmployerStanding(EmployerStandingKind Kind, DateOnly From, DateOnly Until);

/// <summary>Membership levels, partnership and the care standard, from the Hertfordshire workforce strategy 2018-21.</summary>
public enum EmployerStandingKind
{
    Member,
    Silver,
    Gold,
    HertsCarePartner,
    CareStandard,
}
