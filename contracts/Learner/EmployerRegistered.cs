namespace Academy.Contracts.Learner;

/// <summary>An employer is known to the Academy, or its name or registration was put right (same id, higher version).</summary>
/// <param name="CqcProviderId">The Care Quality Commission's provider id, where the employer is regulated.</param>
[HeardBy("passport", "benefits", "identity", "kitemark")]
public sealed record EmployerRegistered(
    Guid EmployerId,
    long Version,
    string Name,
    EmployerKind Kind,
    string? CqcProviderId,
    DateTimeOffset RegisteredAt);

/// <summary>Who employs care staff; the first four follow the employer types of ASC-WDS (ESTTYPE).</summary>
public enum EmployerKind
{
    LocalAuthority,
    Private,
    Voluntary,
    Other,
    DirectPaymentHolder,
    Agency,
}
