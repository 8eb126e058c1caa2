using Academy.Launcher.Running;

namespace Academy.Launcher.Tests;

/// <summary>The small web program that stands in for a service.</summary>
internal static class Fixture
{
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Academy.Launcher.Fixture.dll");

    public static ServiceDefinition Definition(string name) => new(name, "-", "-", HasDatabase: true) { Assembly = Assembly };

    public static ServiceProcess Service(TemporaryFolder folder, params (string Name, string Value)[] settings)
    {
        var port = FreePorts.Next();
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        return new ServiceProcess(Definition("Fixture"), port, environment, folder["fixture.log"]);
    }
}
