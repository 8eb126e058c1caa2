using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Messages;

/// <summary>Takes messages to be sent once the change they tell of is committed. What they say is sealed until then.</summary>
internal sealed class Post(IdentityDb db, IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _seal = protection.CreateProtector("messages");

    /// <summary>Adds a message to what is saved next.</summary>
    public void Add(Notification notification)
        => db.Add(new Message(
            notification.Purpose, notification.Address, notification.Subject, _seal.Protect(string.Join('\n', notification.Lines)), time.GetUtcNow()));

    public Notification Open(Message message)
        => new(message.Purpose, message.Address, message.Subject, _seal.Unprotect(message.Body!).Split('\n'));

    /// <summary>The newest messages that can still be read.</summary>
    public async Task<IReadOnlyList<(Message Message, Notification Notification)>> Newest(int count, CancellationToken cancellationToken)
    {
        var messages = await db.Messages.AsNoTracking().Where(message => message.Body != null)
            .OrderByDescending(message => message.Id).Take(count).ToListAsync(cancellationToken);
        return [.. messages.Select(message => (message, Open(message)))];
    }
}
