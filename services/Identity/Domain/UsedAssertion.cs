namespace Academy.Identity.Domain;

/// <summary>An assertion that got a token. It never gets another one.</summary>
internal sealed class UsedAssertion
{
    private UsedAssertion()
    {
    }

    public string ClientId { get; private set; } = "";

    public string Jti { get; private set; } = "";

    public DateTimeOffset ExpiresAt { get; private set; }
}
