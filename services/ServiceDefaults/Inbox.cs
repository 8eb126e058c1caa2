using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Academy.Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults;

/// <summary>Remembers that a consumer has handled a message; written in the transaction of the effect.</summary>
public sealed class InboxMessage
{
    public Guid MessageId { get; private set; }

    public string Consumer { get; private set; } = "";

    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>
    /// Does the work once for a message and a consumer, and saves it, or does nothing the second time. What is heard of a learner
    /// who was erased is dropped; what closes a record waits for all that is being taken in of it, so that nothing is left behind.
    /// </summary>
    internal static async Task<bool> HandleOnce(
        ServiceDb db, Heard heard, string consumer, DateTimeOffset now, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            SELECT CASE WHEN {heard.Closes} THEN pg_advisory_xact_lock({ClosedRecord.LockOf(heard.About)}) ELSE pg_advisory_xact_lock_shared({ClosedRecord.LockOf(heard.About)}) END;
            INSERT INTO inbox (message_id, consumer, heard_at) SELECT {heard.MessageId}, {consumer}, {now}
            WHERE NOT EXISTS (SELECT FROM closed_records WHERE learner_id = {heard.About} AND merged_into IS NULL)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (isNew <= 0)
        {
            return false;
        }

        await work();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>A learner's record that is no longer one: it was merged into another, or erased. Every service that knows learners remembers it.</summary>
public sealed class ClosedRecord
{
    private ClosedRecord()
    {
    }

    public Guid LearnerId { get; private set; }

    public long Version { get; private set; }

    /// <summary>The record the person has now; none when it was erased.</summary>
    public Guid? MergedInto { get; private set; }

    public DateTimeOffset ClosedAt { get; private set; }

    /// <summary>What everything that is taken in of a record holds shared, and what closes it holds alone.</summary>
    public static long LockOf(Guid id) => BitConverter.ToInt64(id.ToByteArray(), 8);
}

/// <summary>A message as the inbox sees it: which one, and whom or what it is about.</summary>
internal sealed record Heard(Guid MessageId, Guid About, bool Closes)
{
    public static Heard Of<TEvent>(Guid messageId, TEvent message)
        => new(messageId, Subject<TEvent>.Of(message), Subject<TEvent>.IsClosed);
}

/// <summary>Every event names first whom or what it is about.</summary>
internal static class Subject<TEvent>
{
    public static readonly bool IsClosed = typeof(TEvent).GetCustomAttribute<ClosesRecordAttribute>() is not null;

    public static readonly Func<TEvent, Guid> Of = Read();

    private static Func<TEvent, Guid> Read()
    {
        var message = Expression.Parameter(typeof(TEvent));
        var id = typeof(TEvent).GetConstructors()[0].GetParameters()[0];
        return Expression.Lambda<Func<TEvent, Guid>>(Expression.Property(message, id.Name!), message).Compile();
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
            db, Heard.Of(messageId, context.Message), consumer, time.GetUtcNow(), () => next.Send(context), context.CancellationToken);
        Activity.Current?.SetTag("academy.inbox.repeated", !isNew);
        if (!isNew)
        {
            // To MassTransit nobody has taken the message, and it would put it into a queue of such messages that nobody reads.
            await context.NotifyConsumed(TimeSpan.Zero, consumer);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
