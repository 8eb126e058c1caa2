using System.Diagnostics;

namespace Academy.Launcher.Running;

/// <summary>The whole Academy on this machine: PostgreSQL, RabbitMQ, the services, the portal and the gateway, started and stopped as one.</summary>
public sealed class Platform : IAsyncDisposable
{
    private readonly PlatformOptions options;
    private readonly Dictionary<string, ServiceProcess> services = [];
    private PostgresServer server = null!;

    private Platform(PlatformOptions options) => this.options = options;

    /// <summary>Null when the server is somebody else's.</summary>
    public PrivatePostgres? Postgres { get; private set; }

    /// <summary>Null when the broker is somebody else's.</summary>
    public PrivateRabbitMq? RabbitMq { get; private set; }

    public string PostgresAddress => server.AdminConnectionString;

    public Uri RabbitMqAddress { get; private set; } = null!;

    public ServiceProcess Gateway { get; private set; } = null!;

    public ServiceProcess Portal { get; private set; } = null!;

    public Uri GatewayAddress => new($"http://localhost:{Gateway.Port}");

    public string SecretsFolder => Path.Combine(options.StateFolder, "secrets");

    public IReadOnlyDictionary<string, ServiceProcess> Services => services;

    private string Logs => Path.Combine(options.StateFolder, "logs");

    public ServiceProcess this[string service] => services[service];

    public static async Task<Platform> Start(PlatformOptions options, CancellationToken cancel = default)
    {
        var platform = new Platform(options with { StateFolder = Path.GetFullPath(options.StateFolder) });
        try
        {
            await platform.StartAll(cancel);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public string ConnectionString(string service) => services[service].Environment["ConnectionStrings__Database"];

    /// <summary>In order: nobody new comes in, the services finish what they hold, then the broker and the databases.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        if (Portal is not null)
            await Portal.DisposeAsync();
        await Task.WhenAll(services.Values.Select(service => service.DisposeAsync().AsTask()));
        await Task.WhenAll(
            RabbitMq?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            Postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
    }

    private async Task StartAll(CancellationToken cancel)
    {
        StateFolder.Create(options.StateFolder);
        Directory.CreateDirectory(Logs);
        PlatformSecrets.Create(SecretsFolder);
        await PrepareRabbitMq();
        // Whatever was begun is waited for even when something else fails, so that it is known and is stopped.
        var broker = RabbitMq is { } ours ? Step("RabbitMQ", () => ours.StartAgain(cancel)) : Task.CompletedTask;
        try
        {
            await Task.WhenAll(options.ServicesBuilt, Step("PostgreSQL", () => StartPostgres(cancel)));
            Define(await Databases(cancel));
            await Step("migrations", () => Parallel.ForEachAsync(
                services.Values.Where(service => service.Service.HasDatabase),
                new ParallelOptions { MaxDegreeOfParallelism = options.MigrationsAtOnce, CancellationToken = cancel },
                async (service, ct) => await Migrate(service, ct)));
            if (options.StartServices)
                await StartServices(cancel);
        }
        finally
        {
            await broker;
        }
    }

    /// <summary>Nobody waits for the broker: what a service says before it is there stays in its outbox.</summary>
    private async Task StartServices(CancellationToken cancel)
    {
        var running = options.StartGateway ? services.Values.Append(Portal).Append(Gateway) : services.Values;
        foreach (var service in running)
            await service.Start();
        await Task.WhenAll(running.Select(service => Step(service.Service.Name, () => service.WaitUntilReady(options.ReadyWithin, cancel))));
    }

    /// <summary>The same build has nothing to migrate twice in our own databases; elsewhere it is asked every time.</summary>
    private async Task Migrate(ServiceProcess service, CancellationToken cancel)
    {
        var note = Path.Combine(options.StateFolder, "migrated", service.Service.Key);
        var build = new FileInfo(service.Service.Assembly) is { Exists: true } file ? $"{file.LastWriteTimeUtc:O} {file.Length}" : "";
        if (Postgres is not null && File.Exists(note) && await File.ReadAllTextAsync(note, cancel) == build)
            return;
        await service.RunStep("migrate", options.ReadyWithin, cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(note)!);
        await File.WriteAllTextAsync(note, build, cancel);
    }

    private async Task StartPostgres(CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(options.PostgresAddress))
        {
            server = new PostgresServer(options.PostgresAddress);
            return;
        }

        Postgres = await PrivatePostgres.Start(Path.Combine(options.StateFolder, "postgres"), options.PostgresSettings, cancel);
        server = Postgres.Server;
    }

    private async Task PrepareRabbitMq()
    {
        RabbitMq = string.IsNullOrEmpty(options.RabbitMqAddress) ? await PrivateRabbitMq.Prepare(Path.Combine(options.StateFolder, "rabbitmq")) : null;
        RabbitMqAddress = RabbitMq?.Address ?? new Uri(options.RabbitMqAddress!);
    }

    private async Task<Dictionary<string, string>> Databases(CancellationToken cancel)
    {
        var passwords = Path.Combine(options.StateFolder, "passwords");
        RestrictedFiles.CreateFolder(passwords);
        var databases = new Dictionary<string, string>();
        foreach (var service in options.Services)
        {
            var name = options.DatabasePrefix + service.ToLowerInvariant();
            var password = RestrictedFiles.ReadOrCreate(Path.Combine(passwords, name), RestrictedFiles.NewPassword);
            databases[service] = await server.CreateDatabase(name, password, cancel);
        }

        return databases;
    }

    private void Define(Dictionary<string, string> databases)
    {
        var ports = options.Services.ToDictionary(name => name, _ => FreePorts.Next());
        var gatewayPort = options.GatewayPort == 0 ? FreePorts.Next() : options.GatewayPort;
        var forAll = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = options.EnvironmentName,
            ["Auth__Issuer"] = $"http://localhost:{gatewayPort}",
            ["Credentials__Address"] = $"http://localhost:{gatewayPort}",
            ["Secrets__Folder"] = SecretsFolder,
        };
        if (ports.TryGetValue("Identity", out var identity))
            forAll["Auth__MetadataBase"] = $"http://127.0.0.1:{identity}";
        foreach (var (name, port) in ports)
        {
            var settings = new Dictionary<string, string>
            {
                ["ConnectionStrings__Database"] = databases[name],
                ["ConnectionStrings__Broker"] = RabbitMqAddress.AbsoluteUri,
            };
            if (name == "Passport")
                settings["Evidence__Folder"] = Path.Combine(options.StateFolder, "evidence");
            services[name] = Process(Definition(name), port, forAll, settings);
        }

        var portalSettings = ports.ToDictionary(service => $"Services__{service.Key}", service => $"http://127.0.0.1:{service.Value}/");
        portalSettings["Pages__Address"] = $"http://localhost:{gatewayPort}";
        portalSettings["Sessions__Folder"] = Path.Combine(options.StateFolder, "sessions");
        portalSettings["DataProtection__Folder"] = Path.Combine(options.StateFolder, "keys", "portal");
        Portal = Process(ServiceDefinition.Portal(options.RepositoryRoot, options.Configuration), FreePorts.Next(), forAll, portalSettings);
        Gateway = Process(
            ServiceDefinition.Gateway(options.RepositoryRoot, options.Configuration),
            gatewayPort,
            forAll,
            ports.Append(new("Portal", Portal.Port)).ToDictionary(
                service => $"ReverseProxy__Clusters__{service.Key.ToLowerInvariant()}__Destinations__only__Address",
                service => $"http://127.0.0.1:{service.Value}/"));
    }

    private ServiceDefinition Definition(string name)
        => options.FindService?.Invoke(name) ?? ServiceDefinition.Service(options.RepositoryRoot, name, options.Configuration);

    private ServiceProcess Process(ServiceDefinition service, int port, Dictionary<string, string> forAll, Dictionary<string, string> own)
    {
        var environment = new Dictionary<string, string>(forAll) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" };
        foreach (var (name, value) in own.Concat(Extra("*")).Concat(Extra(service.Name)))
            environment[name] = value;
        var log = Path.Combine(Logs, $"{service.Key}.log");
        File.Delete(log);
        return new ServiceProcess(service, port, environment, log);
    }

    private IEnumerable<KeyValuePair<string, string>> Extra(string service)
        => options.ExtraEnvironment.TryGetValue(service, out var extra) ? extra : [];

    private async Task Step(string name, Func<Task> work)
    {
        var since = Stopwatch.StartNew();
        await work();
        options.StepDone(name, since.Elapsed);
    }
}
