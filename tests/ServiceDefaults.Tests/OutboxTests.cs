using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Academy.Contracts;
using Academy.Contracts.Learner;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

[Collection("what Learner says")]
public sealed class OutboxTests(Broker broker) : IAsyncLifetime
{
    private const string InPassport = "passport-employer-registered";
    private const string InBenefits = "benefits-employer-registered";

    private const string Event = "Academy.Contracts.Learner:EmployerRegistered";

    private static readonly string[] OfHearers =
        [.. typeof(EmployerRegistered).GetCustomAttribute<HeardByAttribute>()!.Services.Select(hearer => $"{hearer}-employer-registered")];

    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateFor<NoteDb>();
        await broker.Queues.Forget(OfHearers);
    }

    public async ValueTask DisposeAsync()
    {
        await broker.Queues.Forget(OfHearers);
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task A_message_is_published_with_its_change_and_not_without_it()
    {
        await using var service = await Start();

        await service.InDatabase(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Note());
            db.Say(Registered());
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        (await service.InOutbox()).ShouldBe(0);
        await service.Say(Registered());

        await Published(service);
        (await service.Notes()).ShouldBe(1);
        (await broker.Queues.Take(InBenefits)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_goes_out_on_the_commit_and_does_not_wait_for_the_poll()
    {
        await using var service = await Start();
        await service.Say(Registered());
        await Published(service);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var since = Stopwatch.StartNew();
            await service.Say(Registered());
            await Published(service);
            times.Add(since.Elapsed);
        }

        // The poll alone takes a second, counted anew after each message; a busy machine makes some of them late, never all of them early.
        times.Min().ShouldBeLessThan(TimeSpan.FromMilliseconds(900));
        (await broker.Queues.Take(InBenefits)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_message_waits_for_hearers_that_were_never_started()
    {
        await using var sayer = await Start();
        var employer = Registered();
        await sayer.Say(employer);
        await Published(sayer);
        (await broker.Queues.Waiting(InPassport)).ShouldBe(1);
        (await broker.Queues.Waiting(InBenefits)).ShouldBe(1);

        foreach (var name in new[] { "passport", "benefits" })
        {
            var heard = new Handler<EmployerRegistered>();
            await using var hearer = await TestService.Start(new(name, _database)
            {
                Broker = broker.Address,
                Hear = hear => hear.Hear<EmployerRegisteredConsumer, EmployerRegistered>(),
                More = services => services.AddSingleton(heard),
            });
            await Eventually.True(() => heard.Handled.Contains(employer), $"{name} takes what waited for it");
            await hearer.BusIsUp();
            hearer.Log.Has("PRECONDITION_FAILED").ShouldBeFalse();
        }

        await sayer.Say(Registered());
        await Published(sayer);
        (await broker.Queues.Take(InPassport)).Count.ShouldBe(1, "a queue that both have bound takes a message once");
        (await broker.Queues.Take(InBenefits)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_no_queue_takes_stays_until_one_does()
    {
        using var refused = new Counted("academy.outbox.refused");
        await using var service = await Start();
        await service.Say(Registered());
        await Published(service);

        foreach (var queue in OfHearers)
        {
            await broker.Queues.Unbind(queue, Event);
        }

        await service.Say(Registered());
        await Eventually.True(() => refused.Total > 0, "a refused message is counted");
        (await service.InOutbox()).ShouldBe(1);
        await broker.Queues.Take(InPassport);
        service.Log.Has("1 messages stay in the outbox").ShouldBeTrue();
        await broker.Queues.Bind(InPassport, Event);

        await Published(service);
        (await broker.Queues.Take(InPassport)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_dispatchers_on_one_outbox_publish_each_message_once()
    {
        await using var one = await Start();
        await using var other = await Start();
        await Task.WhenAll(one.BusIsUp(), other.BusIsUp());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).Say([.. Enumerable.Range(0, 50).Select(_ => Registered())])));

        await Published(one);
        var ids = await broker.Queues.Take(InBenefits);
        ids.Count.ShouldBe(1000);
        ids.Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public async Task Messages_that_cannot_go_keep_nobody_else_back()
    {
        await using var service = await Start();
        await service.Execute(
            $"""
            INSERT INTO outbox (message_id, type, body)
            SELECT gen_random_uuid(), 'Academy.Contracts.Learner.NoLongerKnown', '{"{}"}' FROM generate_series(1, 450)
            """);

        await service.Say(Registered());

        await Eventually.True(async () => await broker.Queues.Waiting(InBenefits) == 1, "the message behind them goes out");
        await Eventually.True(async () => await service.InOutbox() == 450, "only those that cannot go are left");
    }

    [Fact]
    public async Task The_dispatcher_outlives_its_failures()
    {
        await using var service = await Start();
        await service.BusIsUp();
        await service.Execute($"ALTER TABLE outbox RENAME TO mislaid");
        await Eventually.True(() => service.Log.Has("The outbox waits"), "the dispatcher finds no outbox");
        await service.Execute($"ALTER TABLE mislaid RENAME TO outbox");

        await service.Say(Registered());

        await Published(service);
        service.Stopped.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_nobody_hears_cannot_be_said()
        => (await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var service = await Start();
            await service.Say(new Note());
        })).Message.ShouldContain("is not an event of contracts/");

    private Task<TestService> Start() => TestService.Start(new("learner", _database) { Broker = broker.Address });

    private static Task Published(TestService service)
        => Eventually.True(async () => await service.InOutbox() == 0, () => $"the outbox is empty; last logged: {service.Log}");

    internal static EmployerRegistered Registered()
        => new(Guid.CreateVersion7(), 1, "Siân's Home Care", EmployerKind.Private, null, DateTimeOffset.UnixEpoch);

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public Counted(string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _total, value));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
