namespace Academy.Launcher.Running;

/// <summary>What to start and where. Everything has a default but the state folder.</summary>
public sealed record PlatformOptions(string StateFolder)
{
    public string RepositoryRoot { get; init; } = Repository.Root;

    public string Configuration { get; init; } = "Release";

    /// <summary>The gateway's port; 0 takes a free one.</summary>
    public int GatewayPort { get; init; }

    public IReadOnlyList<string> Services { get; init; } = ServiceDefinition.All;

    /// <summary>Replaces where the services come from; the tests of the launcher start a small one of their own.</summary>
    public Func<string, ServiceDefinition>? FindService { get; init; }

    public bool StartGateway { get; init; } = true;

    /// <summary>Whether the services and the gateway start by themselves; a test of their order starts them one by one.</summary>
    public bool StartServices { get; init; } = true;

    /// <summary>More settings for one service, by its name; "*" means all of them and the gateway.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ExtraEnvironment { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>An admin connection string; empty starts a private server.</summary>
    public string? PostgresAddress { get; init; }

    /// <summary>More settings for a private server, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> PostgresSettings { get; init; } = [];

    /// <summary>An amqp address; empty starts a private broker.</summary>
    public string? RabbitMqAddress { get; init; }

    /// <summary>In front of every database and role, so that several platforms can share one server.</summary>
    public string DatabasePrefix { get; init; } = "academy_";

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>The services' build when it is still going on: PostgreSQL and RabbitMQ start meanwhile.</summary>
    public Task ServicesBuilt { get; init; } = Task.CompletedTask;

    public int MigrationsAtOnce { get; init; } = 2;

    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Hears each finished step and how long it took.</summary>
    public Action<string, TimeSpan> StepDone { get; init; } = (_, _) => { };
}
