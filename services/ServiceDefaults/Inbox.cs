using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Academy.Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Academy.ServiceDefaults;

/// <summary>Remembers that a consumer has handled a message; written in the transaction of the effect.</summary>
public sealed class InboxMessage
{
    public Guid MessageId { get; private set; }

    public string Consumer { get; private set; } = "";

    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>
    /// Does the work once for messages and a consumer, and saves it; for those that are known already it does nothing. What is heard of
    /// a learner who was erased is dropped; what closes a record waits for all that is being taken in of it, so that nothing is left
    /// behind. Answers the messages that were new.
    /// </summary>
    /// <param name="work">Gets the messages that are new; not called where none is.</param>
    internal static async Task<IReadOnlySet<Guid>> HandleOnce(
        ServiceDb db, IReadOnlyList<Heard> heard, string consumer, DateTimeOffset now, Func<IReadOnlySet<Guid>, Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var added = await Add(db, heard, consumer, now, cancellationToken);
        if (added.Count > 0)
        {
            await work(added);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return added;
    }

    /// <summary>Two statements in one round trip: the second sees what was committed while the first waited. Both go in order, so that two of these do not wait for each other.</summary>
    private static async Task<HashSet<Guid>> Add(
        ServiceDb db, IReadOnlyList<Heard> heard, string consumer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands =
            {
                new(
                    """
                    SELECT CASE WHEN $2 THEN pg_advisory_xact_lock(key) ELSE pg_advisory_xact_lock_shared(key) END
                    FROM (SELECT DISTINCT unnest($1) AS key ORDER BY 1) AS keys
                    """)
                {
                    Parameters = { Value(heard.Select(one => ClosedRecord.LockOf(one.About)).ToArray()), Value(heard.Any(one => one.Closes)) },
                },
                new(
                    """
                    INSERT INTO inbox (message_id, consumer, heard_at)
                    SELECT heard.id, $3, $4 FROM unnest($1, $2) AS heard (id, about)
                    WHERE NOT EXISTS (SELECT FROM closed_records WHERE learner_id = heard.about AND merged_into IS NULL)
                    ORDER BY heard.id ON CONFLICT DO NOTHING RETURNING message_id
                    """)
                {
                    Parameters = { Value(heard.Select(one => one.MessageId).ToArray()), Value(heard.Select(one => one.About).ToArray()), Value(consumer), Value(now) },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var added = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            added.Add(reader.GetGuid(0));
        }

        return added;

        static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
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
        var consumer = context.ReceiveContext.InputAddress.Segments[^1];
        var added = await InboxMessage.HandleOnce(
            db, [Heard.Of(protections.IdOf(context), context.Message)], consumer, time.GetUtcNow(), _ => next.Send(context), context.CancellationToken);
        Activity.Current?.SetTag(Telemetry.Repeated, added.Count == 0);
        if (added.Count == 0)
        {
            // To MassTransit nobody has taken the message, and it would put it into a queue of such messages that nobody reads.
            await context.NotifyConsumed(TimeSpan.Zero, consumer);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}

/// <summary>An event, and the activity in whose course it was heard: what is said because of it belongs to the same trace.</summary>
public sealed record Told<TEvent>(TEvent Event, Activity? Cause);

/// <summary>What is said until it is disposed belongs to the trace of its cause.</summary>
public sealed class Because : IDisposable
{
    private readonly Activity? _before = Activity.Current;

    public Because(Activity? cause) => Activity.Current = cause;

    public void Dispose() => Activity.Current = _before;
}

/// <summary>
/// Hears events of one kind, as many at once as wait: what comes by the thousand costs a transaction for many, not for each. It neither
/// saves nor commits: the inbox does both, once, around all of them. Where one of them fails, each is heard again by itself.
/// </summary>
public interface IHearMany<TEvent>
    where TEvent : class
{
    /// <param name="told">In the order they came; of one learner there may be several.</param>
    Task Hear(IReadOnlyList<Told<TEvent>> told, CancellationToken cancellationToken);
}

/// <summary>What MassTransit calls for each event of a kind that is heard by many.</summary>
internal sealed class Together<THearer, TEvent>(Turns<THearer, TEvent> turns) : IConsumer<TEvent>
    where THearer : class, IHearMany<TEvent>
    where TEvent : class
{
    public async Task Consume(ConsumeContext<TEvent> context)
    {
        var isNew = await turns.Take(context);
        Activity.Current?.SetTag(Telemetry.Repeated, !isNew);
    }
}

/// <summary>Takes in whatever waits at the moment, turn after turn. Nobody waits for others to come: a single event is a turn of one.</summary>
internal sealed class Turns<THearer, TEvent>(IServiceScopeFactory scopes, TimeProvider time, Protections protections)
    where THearer : class, IHearMany<TEvent>
    where TEvent : class
{
    public const int Most = 100;

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private int _isAtWork;

    /// <summary>Whether the event was new, once it is taken in.</summary>
    public Task<bool> Take(ConsumeContext<TEvent> context)
    {
        var one = new Waiting(
            protections.IdOf(context), context.ReceiveContext.InputAddress.Segments[^1], new Told<TEvent>(context.Message, Activity.Current), context.GetRetryAttempt() > 0);
        _waiting.Enqueue(one);
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(Work, CancellationToken.None);
        }

        return one.Done.Task;
    }

    private async Task Work()
    {
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isAtWork, 1) == 0)
        {
            try
            {
                while (Next() is { Count: > 0 } turn)
                {
                    await TakeIn(turn);
                }
            }
            finally
            {
                Volatile.Write(ref _isAtWork, 0);
            }
        }
    }

    /// <summary>What failed before is tried by itself, so that it does not hold others up again.</summary>
    private List<Waiting> Next()
    {
        var turn = new List<Waiting>();
        while (turn.Count < Most && _waiting.TryPeek(out var next) && (turn.Count == 0 || !next.Alone) && _waiting.TryDequeue(out _))
        {
            turn.Add(next);
            if (next.Alone)
            {
                break;
            }
        }

        return turn;
    }

    private async Task TakeIn(List<Waiting> turn)
    {
        try
        {
            var added = await Handle(turn);
            turn.ForEach(one => one.Done.SetResult(added.Contains(one.MessageId)));
        }
        catch (Exception failure) when (turn.Count == 1 || Outage.Caused(failure))
        {
            turn.ForEach(one => one.Done.SetException(failure));
        }
#pragma warning disable CA1031 // Whose failure it was shows when each is taken in by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            foreach (var one in turn)
            {
                await TakeIn([one]);
            }
        }
    }

    private async Task<IReadOnlySet<Guid>> Handle(List<Waiting> turn)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hearer = scope.ServiceProvider.GetRequiredService<THearer>();
        var distinct = turn.DistinctBy(one => one.MessageId).ToList();
        return await InboxMessage.HandleOnce(
            scope.ServiceProvider.GetRequiredService<ServiceDb>(),
            distinct.ConvertAll(one => Heard.Of(one.MessageId, one.Told.Event)),
            turn[0].Consumer,
            time.GetUtcNow(),
            added => hearer.Hear(distinct.FindAll(one => added.Contains(one.MessageId)).ConvertAll(one => one.Told), CancellationToken.None),
            CancellationToken.None);
    }

    private sealed record Waiting(Guid MessageId, string Consumer, Told<TEvent> Told, bool Alone)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
