using System.Diagnostics;
using Academy.EndToEnd.Tests;
using Academy.Launcher.Running;

[assembly: AssemblyFixture(typeof(EmptyPlatform))]

namespace Academy.EndToEnd.Tests;

/// <summary>The state of a platform that has never run: databases with today's tables and nothing in them. Made once, copied for each platform.</summary>
public sealed class EmptyPlatform : IAsyncLifetime
{
    private static string _folder = "";

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("academy-e2e-empty-").FullName;
        await using var platform = await Platform.Start(new PlatformOptions(_folder) { StartServices = false, RabbitMqAddress = "amqp://nobody", PostgresSettings = ["fsync=off"] });
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder with a copy; it belongs to whom the original belongs to, as PostgreSQL asks of its data.</summary>
    internal static async Task<string> Copy()
    {
        var folder = Directory.CreateTempSubdirectory("academy-e2e-").FullName;
        using var copy = Process.Start("cp", ["-a", $"{_folder}/.", folder]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0, $"{_folder} could not be copied to {folder}");
        return folder;
    }
}
