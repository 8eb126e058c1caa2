using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults;

/// <summary>Remembers that a consumer has handled a message; written in the transaction of the effect.</summary>
public sealed class InboxMessage
{
    public Guid MessageId { get; private set; }

    public string Consumer { get; private set; } = "";

    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>Does the work once for a message and a consumer, and saves it, or does nothing the second time.</summary>
    internal static async Task<bool> HandleOnce(
        ServiceDb db, Guid messageId, string consumer, DateTimeOffset now, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"INSERT INTO inbox (message_id, consumer, heard_at) VALUES ({messageId}, {consumer}, {now}) ON CONFLICT DO NOTHING",
            cancellationToken);
        if (isNew == 0)
        {
            return false;
        }

        await work();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>Puts the inbox around every consumer.</summary>
internal sealed class InboxFilter<T>(ServiceDb db, TimeProvider time, Protections protections) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        // Each sending of a message is its own when the inbox is switched off, so nothing is recognised again.
        var messageId = protections.Inbox ? context.MessageId!.Value : Guid.CreateVersion7();
        var consumer = context.ReceiveContext.InputAddress.Segments[^1];
        var isNew = await InboxMessage.HandleOnce(
            db, messageId, consumer, time.GetUtcNow(), () => next.Send(context), context.CancellationToken);
        Activity.Current?.SetTag("academy.inbox.repeated", !isNew);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
