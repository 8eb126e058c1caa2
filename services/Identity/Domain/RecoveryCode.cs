namespace Academy.Identity.Domain;

/// <summary>A code that signs in once when the authenticator app is lost.</summary>
internal sealed class RecoveryCode
{
    private RecoveryCode()
    {
    }

    public RecoveryCode(Guid accountId, byte[] hash) => (AccountId, Hash) = (accountId, hash);

    public Guid AccountId { get; private set; }

    public byte[] Hash { get; private set; } = [];
}
