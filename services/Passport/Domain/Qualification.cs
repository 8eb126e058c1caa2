using Academy.AscWds.Codes;
using Academy.Contracts.Passport;
using Academy.ServiceDefaults;

namespace Academy.Passport.Domain;

/// <summary>A qualification a learner holds: awarded once, it does not expire.</summary>
/// <param name="Code">Bulk-upload code of ASC-WDS.</param>
/// <param name="AwardingBody">Who awarded it, as the certificate names them.</param>
internal sealed record Qualification(
    Guid Id,
    int Code,
    DateOnly AwardedOn,
    string? AwardingBody,
    RecordedBy RecordedBy,
    Assurance Assurance,
    DateTimeOffset RecordedAt,
    EntryWithdrawal? Withdrawal)
{
    public bool IsWithdrawn => Withdrawal is not null;

    public string Title => Qualifications.TryGet(Code, out var qualification) ? qualification.Title : $"Qualification {Code}";

    public int? Level => Qualifications.TryGet(Code, out var qualification) ? qualification.Level : null;

    public static bool Exists(int code) => Qualifications.TryGet(code, out _);

    /// <summary>The same award, recorded by the same issuer.</summary>
    public bool StandsFor(Qualification other)
        => !IsWithdrawn && !other.IsWithdrawn && Code == other.Code && AwardedOn == other.AwardedOn
            && (RecordedBy.TrainingProviderId, RecordedBy.EmployerId) == (other.RecordedBy.TrainingProviderId, other.RecordedBy.EmployerId);

    public bool IsIssuedBy(Caller caller)
        => (RecordedBy.TrainingProviderId is { } provider && caller.Is(OrganisationKind.TrainingProvider, provider))
            || (RecordedBy.EmployerId is { } employer && caller.Is(OrganisationKind.Employer, employer));

    public PassportQualification Show() => new(Id, Code, Title, Level, AwardedOn, AwardingBody, Assurance, RecordedBy, RecordedAt, Withdrawal);
}
