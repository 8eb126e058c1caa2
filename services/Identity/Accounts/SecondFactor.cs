using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Accounts;

/// <summary>Decides who has to have, and to show, more than one proof of who they are.</summary>
internal sealed class SecondFactor(Memberships memberships)
{
    /// <summary>Whoever works for the Academy or administers an organisation reaches other people's data.</summary>
    public static bool IsRequired(IEnumerable<ActsFor> organisations)
        => organisations.Any(held => held.Kind == OrganisationKind.Academy || held.Roles.Contains(Membership.Administrator));

    /// <summary>A passkey is two factors in one: the device, and the finger or PIN that unlocks it.</summary>
    public static bool IsShown(IReadOnlyList<string> amr) => amr.Contains(Amr.Otp) || amr.Contains(Amr.Passkey);

    /// <summary>Where somebody whose sign-in is not enough goes first: to show the second proof, or to set it up.</summary>
    public static string AskedAt(Account account, string returnUrl)
        => $"{(account.TwoFactorEnabled ? "/sign-in?again=true&" : "/account/two-step?")}returnUrl={Uri.EscapeDataString(returnUrl)}";

    public async Task<bool> IsRequired(Account account, CancellationToken cancellationToken)
        => IsRequired(await memberships.Of(account.Id, cancellationToken));

    /// <summary>
    /// Whether this sign-in is not enough yet for what the account may do: nothing but setting up two-step is open to it.
    /// Whoever has to have two-step sets it up even with a passkey, so that a lost device leaves the recovery codes.
    /// </summary>
    public async Task<bool> IsMissing(IReadOnlyList<string> amr, Account account, CancellationToken cancellationToken)
        => account.TwoFactorEnabled ? !IsShown(amr) : await IsRequired(account, cancellationToken);
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
