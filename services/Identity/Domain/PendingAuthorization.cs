using System.Text.Json;
using Academy.Identity.Connect;

namespace Academy.Identity.Domain;

/// <summary>
/// An authorization request that waits for the person to sign in, choose or consent. It is kept here so that an address,
/// and a link sent by e-mail, carries no more than its id.
/// </summary>
internal sealed class PendingAuthorization
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private PendingAuthorization()
    {
    }

    public PendingAuthorization(AuthorizationRequest request, DateTimeOffset now)
        => (Id, Request, StartedAt) = (Guid.NewGuid(), JsonSerializer.Serialize(request), now);

    public Guid Id { get; private set; }

    public string Request { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Whom the person chose to act for: an organisation's id or <c>self</c>.</summary>
    public string? Chosen { get; private set; }

    /// <summary>The account that chose: another one that comes in its place is asked again.</summary>
    public Guid? ChosenBy { get; private set; }

    public AuthorizationRequest Read() => JsonSerializer.Deserialize<AuthorizationRequest>(Request)!;

    public bool IsLive(DateTimeOffset now) => now < StartedAt + Lifetime;

    public void Choose(string actsFor, Guid accountId) => (Chosen, ChosenBy) = (actsFor, accountId);
}
