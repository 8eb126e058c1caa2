namespace Academy.Contracts.Identity;

/// <summary>A person whom an employer invited says that they work there. It lets the employer see nothing: consent is another act of theirs.</summary>
/// <param name="LearnerId">Their record; where it is not there yet, the id it is to have.</param>
/// <param name="Version">Always 1: an invitation is accepted once.</param>
/// <param name="WorkplaceReference">The employer's own id of the workplace (LOCALESTID in ASC-WDS), where the invitation named one.</param>
/// <param name="FullName">As in their account, for a record that is not there yet; none where it is.</param>
/// <param name="DateOfBirth">The same.</param>
[HeardBy("learner")]
public sealed record StaffInvitationAccepted(
    Guid LearnerId, long Version, Guid InvitationId, Guid EmployerId, string? WorkplaceReference, string? FullName, DateOnly? DateOfBirth, DateTimeOffset AcceptedAt);
