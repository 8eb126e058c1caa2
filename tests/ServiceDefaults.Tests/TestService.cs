using System.Collections.Concurrent;
using Academy.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

/// <summary>What a service of a test differs in from the next one.</summary>
internal sealed record ServiceOptions(string Name, string Database)
{
    /// <summary>None: the service runs without messages.</summary>
    public Uri? Broker { get; init; }

    public Action<Hearing>? Hear { get; init; }

    public Action<WebApplication>? Map { get; init; }

    public Action<IServiceCollection>? More { get; init; }
}

/// <summary>A service as small as can be, as a real process would run it: Kestrel, PostgreSQL and, if asked for, RabbitMQ.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app, LogLines log)
    {
        _app = app;
        Log = log;
    }

    public HttpClient Http { get; private set; } = null!;

    public LogLines Log { get; }

    public IServiceProvider Services => _app.Services;

    public CancellationToken Stopped => _app.Lifetime.ApplicationStopping;

    public static async Task<TestService> Start(ServiceOptions options)
    {
        var service = Build(options);
        Trust.RefuseRoutesWithoutPolicy(service._app);
        await service._app.StartAsync();
        service.Http = new HttpClient { BaseAddress = new Uri(service._app.Urls.First()) };
        return service;
    }

    /// <summary>Starts it as its Program would.</summary>
    public static async Task Run(ServiceOptions options)
    {
        await using var service = Build(options);
        await service._app.RunService<NoteDb>([]);
    }

    public async Task<T> InDatabase<T>(Func<NoteDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NoteDb>());
    }

    /// <summary>Commits a note together with what is said of it.</summary>
    public Task Say(params object[] events) => InDatabase(db =>
    {
        db.Add(new Note());
        Array.ForEach(events, db.Say);
        return db.SaveChangesAsync();
    });

    public Task<int> Execute(FormattableString sql) => InDatabase(db => db.Database.ExecuteSqlAsync(sql));

    public Task<int> InOutbox() => InDatabase(db => db.Set<OutboxMessage>().CountAsync());

    public Task<int> InInbox() => InDatabase(db => db.Set<InboxMessage>().CountAsync());

    public Task<int> Notes() => InDatabase(db => db.Notes.CountAsync());

    /// <summary>Puts a message straight into one of this service's queues, as the exchange of its event would.</summary>
    public async Task Deliver<TEvent>(string queue, TEvent @event, Guid? messageId = null)
        where TEvent : class
    {
        var endpoint = await Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(@event, Pipe.Execute<SendContext>(context => context.MessageId = messageId ?? Guid.CreateVersion7()));
    }

    public Task BusIsUp() => Eventually.True(
        () => Services.GetRequiredService<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy, "the bus is connected");

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static TestService Build(ServiceOptions options)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = options.Database,
            ["ConnectionStrings:Broker"] = options.Broker?.AbsoluteUri,
            ["Messaging:Enabled"] = (options.Broker is not null).ToString(),
            ["Auth:Issuer"] = TestTokens.Issuer,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults<NoteDb>(options.Name, options.Hear);
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        TestTokens.Trust(builder.Services);
        options.More?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseServiceDefaults();
        options.Map?.Invoke(app);
        return new TestService(app, log);
    }
}

internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override string ToString() => string.Join('\n', _lines.Where(line => line.Contains("outbox", StringComparison.Ordinal)).TakeLast(3));

    public bool Has(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
