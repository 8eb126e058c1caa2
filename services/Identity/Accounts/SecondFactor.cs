using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Accounts;

/// <summary>A role an account holds in an organisation.</summary>
internal sealed record HeldRole(OrganisationKind Kind, Guid OrganisationId, string Role);

/// <summary>Where the roles of accounts are known.</summary>
internal interface IHeldRoles
{
    Task<IReadOnlyList<HeldRole>> Of(Guid accountId, CancellationToken cancellationToken);
}

/// <summary>Decides who has to show more than one proof of who they are.</summary>
internal sealed class SecondFactor(IEnumerable<IHeldRoles> sources)
{
    private const string Administrator = "administrator";

    /// <summary>Whoever works for the Academy or administers an organisation reaches other people's data.</summary>
    public static bool IsRequired(IEnumerable<HeldRole> roles)
        => roles.Any(role => role.Kind == OrganisationKind.Academy || role.Role == Administrator);

    /// <summary>A passkey is two factors in one: the device, and the finger or PIN that unlocks it.</summary>
    public static bool IsShown(IReadOnlyList<string> amr) => amr.Contains(Amr.Otp) || amr.Contains(Amr.Passkey);

    public async Task<bool> IsRequired(Account account, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (IsRequired(await source.Of(account.Id, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether this sign-in is not enough yet for what the account may do: nothing but setting up two-step is open to it.</summary>
    public async Task<bool> IsMissing(SignedIn signedIn, Account account, CancellationToken cancellationToken)
        => !IsShown(signedIn.Amr) && (account.TwoFactorEnabled || await IsRequired(account, cancellationToken));
}

/// <summary>How somebody signed in (RFC 8176), and <c>email</c> for a link sent to their address.</summary>
internal static class Amr
{
    public const string Email = "email";
    public const string Passkey = "hwk";
    public const string UserPresent = "user";
    public const string Otp = "otp";
    public const string Several = "mfa";
}
