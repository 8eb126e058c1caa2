using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Academy.Portal.Sessions;

/// <summary>
/// The sessions of signed-in people, with their tokens. The cookie holds a session's key and nothing else. Changes of one session happen one
/// after another, so that a refresh token is never used twice.
/// </summary>
internal sealed class SessionTickets(SealedFiles files) : ITicketStore, IDisposable
{
    private const string KeyItem = "key";
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public static string? KeyOf(AuthenticationTicket ticket) => ticket.Properties.Items.TryGetValue(KeyItem, out var key) ? key : null;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = SealedFiles.NewKey();
        await Keep(key, ticket);
        return key;
    }

    /// <summary>
    /// A session that goes on takes the new end only: its tokens may have been refreshed since the request read them. A sign-in in a browser
    /// that has a session replaces it.
    /// </summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => KeyOf(ticket) is null
        ? Keep(key, ticket)
        : Change(key, kept => (kept.Properties.IssuedUtc, kept.Properties.ExpiresUtc) = (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc));

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
        => await files.Read(key) is { } kept ? TicketSerializer.Default.Deserialize(kept) : null;

    /// <summary>After whoever is just changing it: a refresh that is under way would bring it back.</summary>
    public async Task RemoveAsync(string key)
    {
        var turn = TurnOf(key);
        await turn.WaitAsync();
        try
        {
            files.Delete(key);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Changes a session while nobody else does. None when it has ended meanwhile.</summary>
    public Task<AuthenticationTicket?> Change(string key, Action<AuthenticationTicket> change) => Change(key, ticket =>
    {
        change(ticket);
        return Task.FromResult(true);
    });

    /// <param name="change">Whether there is anything to keep.</param>
    public async Task<AuthenticationTicket?> Change(string key, Func<AuthenticationTicket, Task<bool>> change)
    {
        var turn = TurnOf(key);
        await turn.WaitAsync();
        try
        {
            var ticket = await RetrieveAsync(key);
            if (ticket is not null && await change(ticket))
            {
                await Keep(key, ticket);
            }

            return ticket;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns)
        {
            turn.Dispose();
        }
    }

    private SemaphoreSlim TurnOf(string key) => _turns[(uint)key.GetHashCode(StringComparison.Ordinal) % _turns.Length];

    private Task Keep(string key, AuthenticationTicket ticket)
    {
        ticket.Properties.Items[KeyItem] = key;
        return files.Write(key, TicketSerializer.Default.Serialize(ticket));
    }
}
