using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SimpleBase;

namespace Academy.Identity.Accounts;

/// <summary>
/// Codes of an authenticator app (RFC 6238) and recovery codes. The framework's provider takes a code for five minutes, as
/// often as one likes, and keeps keys and recovery codes readable; here a code is taken once, within a step of now.
/// </summary>
internal sealed class Authenticator(IdentityDb db, IDataProtectionProvider protection, CodeHasher hasher, Throttles throttles, TimeProvider time)
{
    public const int RecoveryCodes = 10;

    private const int StepSeconds = 30;
    private const int Drift = 1;

    private readonly IDataProtector _seal = protection.CreateProtector("authenticator");

    /// <summary>A new key, sealed for this account: it goes round with the form until its first code confirms it.</summary>
    public string NewKey(Account account)
        => Seal(account).Protect(Base32.Rfc4648.Encode(RandomNumberGenerator.GetBytes(20)));

    /// <summary>The key as a person types it into an app, if it was made here and for this account.</summary>
    public string? Open(Account account, string? sealedKey)
    {
        try
        {
            return sealedKey is null ? null : Seal(account).Unprotect(sealedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string Address(Account account, string key)
        => $"otpauth://totp/{Uri.EscapeDataString($"Care Professional Academy:{account.Email}")}?secret={key}&issuer={Uri.EscapeDataString("Care Professional Academy")}";

    /// <summary>Sets up an app, once a code shows that it has the key.</summary>
    public async Task<bool> SetUp(Account account, string sealedKey, string? typed, CancellationToken cancellationToken)
    {
        await throttles.Count(Limit.CodesOfAnAccount, account.Id.ToString(), cancellationToken);
        if (Open(account, sealedKey) is not { } key || Step(key, typed) is not { } step)
        {
            return false;
        }

        account.UseAuthenticator(sealedKey, step);
        await db.SaveChangesAsync(cancellationToken);
        await throttles.Forget(Limit.CodesOfAnAccount, account.Id.ToString(), cancellationToken);
        return true;
    }

    /// <summary>Takes a code of the app or a recovery code. After five wrong ones it takes none for a quarter of an hour.</summary>
    public async Task<bool> Take(Account account, string? typed, CancellationToken cancellationToken)
    {
        await throttles.Count(Limit.CodesOfAnAccount, account.Id.ToString(), cancellationToken);
        var taken = await TakeFromApp(account, typed, cancellationToken) || await TakeRecoveryCode(account, typed, cancellationToken);
        if (taken)
        {
            await throttles.Forget(Limit.CodesOfAnAccount, account.Id.ToString(), cancellationToken);
        }

        return taken;
    }

    /// <summary>New recovery codes in place of the former ones. They leave here once.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodes(Account account, CancellationToken cancellationToken)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Codes.New())];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode(account.Id, Hash(account, code))));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. codes.Select(Codes.Show)];
    }

    public async Task Remove(Account account, CancellationToken cancellationToken)
    {
        account.RemoveAuthenticator();
        db.RecoveryCodes.RemoveRange(db.RecoveryCodes.Where(code => code.AccountId == account.Id));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The code of a time step, as the app shows it.</summary>
    internal static string CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 with SHA-1 is what every authenticator app knows.
        HMACSHA1.HashData(Base32.Rfc4648.Decode(key), counter, hash);
#pragma warning restore CA5350
        var binary = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (binary % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    internal long StepNow() => time.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;

    private async Task<bool> TakeFromApp(Account account, string? typed, CancellationToken cancellationToken)
        => Open(account, account.AuthenticatorKey) is { } key
            && Step(key, typed) is { } step
            && await db.Accounts.Where(a => a.Id == account.Id && a.LastCodeStep < step)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastCodeStep, step), cancellationToken) == 1;

    private async Task<bool> TakeRecoveryCode(Account account, string? typed, CancellationToken cancellationToken)
    {
        if (!Codes.TryRead(typed, out var code))
        {
            return false;
        }

        var hash = Hash(account, code);
        return await db.RecoveryCodes.Where(c => c.AccountId == account.Id && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private long? Step(string key, string? typed)
    {
        var code = string.Concat((typed ?? "").Where(symbol => !char.IsWhiteSpace(symbol) && symbol != '-'));
        var now = StepNow();
        for (var step = now - Drift; step <= now + Drift; step++)
        {
            if (code.Length == 6 && CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(CodeOf(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }

    private IDataProtector Seal(Account account) => _seal.CreateProtector(account.Id.ToString());

    private byte[] Hash(Account account, string code) => hasher.Hash($"recovery\n{account.Id}\n{code}");
}
