using System.Net;
using Academy.Contracts.Learner;
using Academy.Launcher.Running;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

/// <summary>A PostgreSQL that may be stopped.</summary>
public sealed class DatabaseAwayTests(Broker broker) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("academy-postgres-away-").FullName;
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private PrivatePostgres? _postgres;
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _postgres = await PrivatePostgres.Start(Path.Combine(_folder, "postgres"));
        _database = await _postgres.Server.CreateDatabase("notes", "notes", TestContext.Current.CancellationToken);
        await using var db = new NoteDb(new DbContextOptionsBuilder<NoteDb>().UseNpgsql($"{_database};Pooling=false").Options);
        await db.Database.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await broker.Queues.Forget($"{_name}-learner-registered", $"{_name}-learner-registered_error");
        await (_postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_message_waits_for_the_database_longer_than_for_anything_else()
    {
        var clock = new CountingClock();
        var handler = new Handler<LearnerRegistered>(HearingTests.WriteNote);
        await using var service = await TestService.Start(new(_name, _database)
        {
            Broker = broker.Address,
            Hear = hear => hear.Hear<LearnerRegisteredConsumer, LearnerRegistered>(),
            More = services => services.AddSingleton(handler).AddSingleton<TimeProvider>(clock),
        });
        await service.BusIsUp();
        await _postgres!.Stop();

        await service.Deliver($"{_name}-learner-registered", HearingTests.Registered());
        // Each attempt asks for the time once; an ordinary failure is given up after nine.
        await Eventually.True(() => clock.Asked > 10, "more attempts are made than after an ordinary failure", TimeSpan.FromSeconds(60));
        await _postgres.StartAgain();

        await Eventually.True(() => handler.Handled.Count == 1, "the message is handled once the database is back");
        (await broker.Queues.Waiting($"{_name}-learner-registered_error")).GetValueOrDefault().ShouldBe(0);
        await Eventually.True(async () => await service.Notes() == 1, "its effect is there");
    }

    [Fact]
    public async Task A_request_is_told_when_to_come_back_and_a_probe_that_the_service_is_not_ready()
    {
        await using var service = await TestService.Start(new("notes", _database)
        {
            Map = app => app.MapGet("/notes", (NoteDb db) => db.Notes.CountAsync()).AllowAnonymous(),
        });
        (await Get(service, "/notes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _postgres!.Stop();

        using var away = await Get(service, "/notes");
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        away.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        await ProblemsTests.ShouldBeAProblem(away, "/problems/try-again");
        (await Get(service, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Get(service, "/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _postgres.StartAgain();

        await Eventually.True(async () => (await Get(service, "/notes")).IsSuccessStatusCode, "requests are answered again");
        (await Get(service, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> Get(TestService service, string path)
        => service.Http.GetAsync(new Uri(path, UriKind.Relative));

    private sealed class CountingClock : TimeProvider
    {
        private int _asked;

        public int Asked => _asked;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _asked);
            return base.GetUtcNow();
        }
    }
}
