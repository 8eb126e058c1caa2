using System.Text.Json;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Identity;

namespace Academy.Identity.Accounts;

/// <summary>Passkeys, as the framework makes and checks them.</summary>
internal sealed class Passkeys(SignInManager<Account> signIn, UserManager<Account> users)
{
    public const int LongestName = 50;
    private const int LongestCredential = 20_000;

    /// <summary>What the browser needs to ask for any passkey of this site.</summary>
    public Task<string> AskFor() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>Whose passkey was shown; none if it is not a passkey of ours, or not the one asked for here.</summary>
    public async Task<Account?> WhoShowed(string? credential)
    {
        var shown = await Try(credential, signIn.PerformPasskeyAssertionAsync);
        if (shown is not { Succeeded: true, User: { } account, Passkey: { } passkey })
        {
            return null;
        }

        await users.AddOrUpdatePasskeyAsync(account, passkey);
        return account;
    }

    public Task<string> AskToMake(Account account)
        => signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = account.Id.ToString(),
            Name = account.Email!,
            DisplayName = account.FullName,
        });

    /// <summary>Keeps the passkey that was made, if it was made here, for this account.</summary>
    public async Task<bool> Keep(Account account, string? credential, string name)
    {
        var made = await Try(credential, signIn.PerformPasskeyAttestationAsync);
        if (made is not { Succeeded: true, Passkey: { } passkey, UserEntity: { } owner } || owner.Id != account.Id.ToString())
        {
            return false;
        }

        passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
    }

    private static async Task<T?> Try<T>(string? credential, Func<string, Task<T>> perform)
        where T : class
    {
        if (credential is not { Length: > 0 and <= LongestCredential })
        {
            return null;
        }

        try
        {
            return await perform(credential);
        }
        catch (Exception refused) when (refused is InvalidOperationException or PasskeyException or JsonException or FormatException)
        {
            // Nothing was asked for on this browser, or what came back is not what a browser sends.
            return null;
        }
    }
}
