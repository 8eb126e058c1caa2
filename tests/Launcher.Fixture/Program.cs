using Academy.Launcher.Running;

// Stands in for a service in the launcher's tests, and for a launcher that is killed.
switch (args)
{
    case ["migrate"]:
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("FIXTURE_MIGRATED")!, "yes");
        return 0;
    case ["fail"]:
        Console.WriteLine("the fixture was asked to fail");
        return 3;
    case ["own", var folder, var service]:
        await Own(folder, service);
        return 0;
    default:
        Serve();
        return 0;
}

static void Serve()
{
    var app = WebApplication.Create();
    var readyAt = DateTime.UtcNow.AddMilliseconds(app.Configuration.GetValue("FIXTURE_READY_AFTER", 0));
    app.MapGet("/health/live", () => Results.Ok());
    app.MapGet("/health/ready", () => DateTime.UtcNow < readyAt ? Results.StatusCode(503) : Results.Ok());
    app.MapGet("/settings/{name}", (string name, IConfiguration configuration) => configuration[name] ?? "");
    app.Run();
}

static async Task Own(string folder, string service)
{
    var postgres = PrivatePostgres.Start(Path.Combine(folder, "postgres"));
    var rabbitMq = PrivateRabbitMq.Start(Path.Combine(folder, "rabbitmq"));
    var port = FreePorts.Next();
    var process = new ServiceProcess(
        new ServiceDefinition("Owned", service, "-", HasDatabase: false) { Assembly = typeof(Program).Assembly.Location },
        port,
        new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" },
        Path.Combine(folder, "owned.log"));
    await process.Start();
    await process.WaitUntilReady(TimeSpan.FromSeconds(60));
    Console.WriteLine($"{(await postgres).ProcessId} {(await rabbitMq).ProcessId} {process.ProcessId}");
    await Task.Delay(Timeout.Infinite);
}
