using System.Collections.Concurrent;
using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.ServiceDefaults.Tests;

public sealed class HearingTests(Broker broker) : IAsyncLifetime
{
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private string _database = "";

    private string Queue => $"{_name}-learner-registered";

    private string Errors => $"{Queue}_error";

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateFor<NoteDb>();

    public async ValueTask DisposeAsync()
    {
        await broker.Queues.Forget(Queue, Errors);
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task A_message_that_comes_twice_has_one_effect()
    {
        var handler = new Handler<LearnerRegistered>(WriteNote);
        await using var service = await Hears(handler);
        var (message, id) = (Registered(), Guid.CreateVersion7());

        await service.Deliver(Queue, message, id);
        await service.Deliver(Queue, message, id);
        await service.Deliver(Queue, Registered());

        await Eventually.True(async () => await service.InInbox() == 2 && await broker.Queues.Waiting(Queue) == 0, "two messages are handled");
        (await service.Notes()).ShouldBe(2);
        handler.Attempts.ShouldBe(2);
        (await broker.Queues.Waiting($"{Queue}_skipped")).ShouldBeNull("what comes again is done with, not put aside");
    }

    [Fact]
    public async Task A_message_that_fails_at_first_has_one_effect_in_the_end()
    {
        var failures = 3;
        var handler = new Handler<LearnerRegistered>(async (message, db) =>
        {
            await WriteNote(message, db);
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                throw new InvalidOperationException("Not yet.");
            }
        });
        await using var service = await Hears(handler);

        await service.Deliver(Queue, Registered());

        await Eventually.True(async () => await service.InInbox() == 1, "the message is handled");
        handler.Attempts.ShouldBe(4);
        (await service.Notes()).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_always_fails_ends_in_the_error_queue_without_a_trace_and_delays_nobody()
    {
        var poison = Registered();
        var handler = new Handler<LearnerRegistered>(async (message, db) =>
        {
            await WriteNote(message, db);
            if (message == poison)
            {
                await db.SaveChangesAsync();
                throw new InvalidOperationException("Never.");
            }
        });
        await using var service = await Hears(handler);
        await service.Deliver(Queue, poison);
        await Eventually.True(() => handler.Attempts > 0, "the first attempt is made");

        // Enough people for every part of the partition, so that one that is held up is noticed.
        var others = Enumerable.Range(0, 100).Select(_ => Registered()).ToList();
        await Task.WhenAll(others.Select(other => service.Deliver(Queue, other)));
        await Eventually.True(() => handler.Handled.Count == 100, "all others are handled");
        (await broker.Queues.Waiting(Errors)).GetValueOrDefault().ShouldBe(0, "the poisonous one is still being retried");

        await Eventually.True(async () => await broker.Queues.Waiting(Errors) == 1, "it ends in the error queue", TimeSpan.FromMinutes(3));
        handler.Attempts.ShouldBe(100 + 9);
        (await service.InDatabase(db => Task.FromResult(db.Notes.Count(note => note.About == poison.LearnerId)))).ShouldBe(0);
        (await service.InInbox()).ShouldBe(100);
        await service.Deliver(Queue, poison with { Version = 2 });
        await Eventually.True(() => handler.Handled.Count == 101, "the next message of the same learner is handled");
    }

    [Fact]
    public async Task A_handler_whose_database_session_is_ended_is_run_again()
    {
        var reached = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var handler = new Handler<LearnerRegistered>(async (message, db) =>
        {
            await WriteNote(message, db);
            reached.TrySetResult();
            await ended.Task;
        });
        await using var service = await Hears(handler);
        await service.Deliver(Queue, Registered());
        await Eventually.Happens(reached.Task, "the handler runs");

        await TestDatabase.EndSessions(_database);
        ended.SetResult();

        await Eventually.True(async () => await service.InInbox() == 1, "the message is handled");
        (await service.Notes()).ShouldBe(1);
        (await broker.Queues.Waiting(Errors)).GetValueOrDefault().ShouldBe(0);
    }

    [Fact]
    public async Task Messages_about_one_are_handled_one_after_the_other()
    {
        var inside = new ConcurrentDictionary<Guid, int>();
        var most = 0;
        var handler = new Handler<LearnerRegistered>(async (message, _) =>
        {
            var now = inside.AddOrUpdate(message.LearnerId, 1, (_, count) => count + 1);
            InterlockedMax(ref most, now);
            await Task.Delay(5); // Long enough to be met by another one, were there one.
            inside.AddOrUpdate(message.LearnerId, 0, (_, count) => count - 1);
        });
        await using var service = await Hears(handler);
        var learners = Enumerable.Range(0, 4).Select(_ => Registered()).ToList();

        await Task.WhenAll(learners.SelectMany(_ => Enumerable.Range(1, 25), (learner, version) => service.Deliver(Queue, learner with { Version = version })));

        await Eventually.True(() => handler.Handled.Count == 100, "all are handled");
        most.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_about_different_ones_are_handled_at_the_same_time()
    {
        var inside = 0;
        var met = new TaskCompletionSource();
        var handler = new Handler<LearnerRegistered>(async (_, _) =>
        {
            if (Interlocked.Increment(ref inside) >= 4)
            {
                met.TrySetResult();
            }

            await Eventually.Happens(met.Task, "four are handled at once");
        });
        await using var service = await Hears(handler);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => service.Deliver(Queue, Registered())));

        await Eventually.True(() => handler.Handled.Count == 32, "all are handled");
    }

    private async Task<TestService> Hears(Handler<LearnerRegistered> handler)
    {
        var service = await TestService.Start(new(_name, _database)
        {
            Broker = broker.Address,
            Hear = hear => hear.Hear<LearnerRegisteredConsumer, LearnerRegistered>(),
            More = services => services.AddSingleton(handler),
        });
        await service.BusIsUp();
        return service;
    }

    /// <summary>An event that no other test here says: all who hear an event get it from the one exchange it has.</summary>
    internal static LearnerRegistered Registered()
        => new(Guid.CreateVersion7(), 1, "000000000", "Siân", new DateOnly(1990, 2, 28), DateTimeOffset.UnixEpoch);

    internal static Task WriteNote(LearnerRegistered message, NoteDb db)
    {
        db.Add(new Note { About = message.LearnerId });
        return Task.CompletedTask;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
