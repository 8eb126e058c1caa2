using Academy.Contracts.Learner;
using Academy.Testing;

namespace Academy.ServiceDefaults.Tests;

public sealed class HearManyTests(Broker broker) : IAsyncLifetime
{
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private string _database = "";

    private string Queue => $"{_name}-learner-registered";

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateFor<NoteDb>();

    public async ValueTask DisposeAsync()
    {
        await broker.Queues.Forget(Queue, $"{Queue}_error");
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task What_waits_while_others_are_taken_in_is_taken_in_together_and_in_order()
    {
        var first = new TaskCompletionSource();
        var hearer = new ManyHandler(async (told, db) =>
        {
            told.ToList().ForEach(one => db.Add(new Note { About = one.LearnerId, Version = one.Version }));
            await Eventually.Happens(first.Task, "the others wait");
        });
        await using var service = await Hears(hearer);
        var learner = HearingTests.Registered();

        await service.Deliver(Queue, learner);
        await Eventually.True(() => hearer.Turns.Count == 1, "the first turn has begun");
        for (var version = 2; version <= 60; version++)
        {
            await service.Deliver(Queue, learner with { Version = version });
        }

        await Eventually.True(async () => await broker.Queues.Waiting(Queue) == 0, "all have come");
        first.SetResult();

        await Eventually.True(async () => await service.InInbox() == 60, "all are handled");
        (await service.Notes()).ShouldBe(60);
        hearer.Turns.Count.ShouldBeLessThan(6);
        hearer.Turns.SelectMany(turn => turn).Select(one => one.Version).ShouldBe(Enumerable.Range(1, 60).Select(version => (long)version));
    }

    [Fact]
    public async Task A_message_that_comes_twice_has_one_effect_in_one_turn_or_in_two()
    {
        var first = new TaskCompletionSource();
        var hearer = new ManyHandler(async (told, db) =>
        {
            told.ToList().ForEach(one => db.Add(new Note { About = one.LearnerId }));
            await Eventually.Happens(first.Task, "the others wait");
        });
        await using var service = await Hears(hearer);
        var (message, id) = (HearingTests.Registered(), Guid.CreateVersion7());

        foreach (var again in new[] { id, Guid.CreateVersion7(), id, id })
        {
            await service.Deliver(Queue, message, again);
        }

        first.SetResult();
        await Eventually.True(async () => await service.InInbox() == 2 && await broker.Queues.Waiting(Queue) == 0, "both are handled");
        (await service.Notes()).ShouldBe(2);
        (await broker.Queues.Waiting($"{Queue}_skipped")).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_always_fails_ends_in_the_error_queue_and_all_that_came_with_it_are_taken_in()
    {
        var poison = HearingTests.Registered();
        var first = new TaskCompletionSource();
        var hearer = new ManyHandler(async (told, db) =>
        {
            await Eventually.Happens(first.Task, "the others wait");
            told.ToList().ForEach(one => db.Add(new Note { About = one.LearnerId }));
            if (told.Contains(poison))
            {
                await db.SaveChangesAsync();
                throw new InvalidOperationException("Never.");
            }
        });
        await using var service = await Hears(hearer);
        var others = Enumerable.Range(0, 40).Select(_ => HearingTests.Registered()).ToList();
        foreach (var message in others.Take(20).Append(poison).Concat(others.Skip(20)))
        {
            await service.Deliver(Queue, message);
        }

        first.SetResult();

        await Eventually.True(async () => await service.InInbox() == 40, "all others are handled");
        (await broker.Queues.Waiting($"{Queue}_error")).GetValueOrDefault().ShouldBe(0, "the poisonous one is still being retried");
        await Eventually.True(async () => await broker.Queues.Waiting($"{Queue}_error") == 1, "it ends in the error queue", TimeSpan.FromSeconds(60));
        (await service.InDatabase(db => Task.FromResult(db.Notes.Select(note => note.About).ToList()))).ShouldBe(others.Select(one => one.LearnerId), ignoreOrder: true);
    }

    [Fact]
    public async Task A_turn_whose_database_session_is_ended_is_run_again()
    {
        var (reached, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var hearer = new ManyHandler(async (told, db) =>
        {
            told.ToList().ForEach(one => db.Add(new Note { About = one.LearnerId }));
            reached.TrySetResult();
            await ended.Task;
        });
        await using var service = await Hears(hearer);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.Deliver(Queue, HearingTests.Registered())));
        await Eventually.Happens(reached.Task, "a turn has begun");

        await TestDatabase.EndSessions(_database);
        ended.SetResult();

        await Eventually.True(async () => await service.InInbox() == 20, "all are handled");
        (await service.Notes()).ShouldBe(20);
        (await broker.Queues.Waiting($"{Queue}_error")).GetValueOrDefault().ShouldBe(0);
    }

    [Fact]
    public void What_closes_a_record_is_not_heard_together_with_others()
        => Should.Throw<InvalidOperationException>(() => TestService.Start(new(_name, _database)
        {
            Broker = broker.Address,
            Hear = hear => hear.HearMany<ErasedHearer, LearnerErased>(),
        })).Message.ShouldContain("Use Hear.");

    private async Task<TestService> Hears(ManyHandler hearer)
    {
        var service = await TestService.Start(new(_name, _database)
        {
            Broker = broker.Address,
            Hear = hear => hear.HearMany<ManyRegisteredConsumer, LearnerRegistered>(),
            More = services => services.AddSingleton(hearer),
        });
        await service.BusIsUp();
        return service;
    }

    private sealed class ErasedHearer : IHearMany<LearnerErased>
    {
        public Task Hear(IReadOnlyList<Told<LearnerErased>> told, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
