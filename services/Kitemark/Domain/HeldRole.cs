using Academy.Contracts.Identity;

namespace Academy.Kitemark.Domain;

/// <summary>A role that an account holds, or held, at an organisation that may ask for a mark: a conflict of interest follows from it.</summary>
internal sealed class HeldRole
{
    /// <summary>So long after its end a role keeps somebody from deciding, and is kept.</summary>
    public const int YearsKept = 2;

    private HeldRole()
    {
    }

    public HeldRole(OrganisationRoleChanged said)
        => (MembershipId, AccountId, OrganisationId, EndedAt) = (said.MembershipId, said.AccountId, said.OrganisationId, said.EndedAt);

    public Guid MembershipId { get; private set; }

    public Guid AccountId { get; private set; }

    public Guid OrganisationId { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>It ends once, in whichever order beginning and end are heard.</summary>
    public void Take(OrganisationRoleChanged said) => EndedAt ??= said.EndedAt;
}
