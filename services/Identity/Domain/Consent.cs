namespace Academy.Identity.Domain;

/// <summary>What a person allowed a client of somebody else. Withdrawing it removes it and ends the client's grants.</summary>
internal sealed class Consent
{
    private Consent()
    {
    }

    public Consent(Guid accountId, string clientId) => (AccountId, ClientId) = (accountId, clientId);

    public Guid AccountId { get; private set; }

    public string ClientId { get; private set; } = "";

    public string[] Scopes { get; private set; } = [];

    public DateTimeOffset GivenAt { get; private set; }

    public bool Covers(IEnumerable<string> scopes) => scopes.All(Scopes.Contains);

    public void Give(IEnumerable<string> scopes, DateTimeOffset now) => (Scopes, GivenAt) = ([.. Scopes.Union(scopes)], now);
}
