using System.Globalization;

namespace Academy.Launcher;

/// <summary>Where this copy of the platform keeps its state and which port it answers on, as the environment says.</summary>
internal static class Home
{
    public static string Folder => Environment.GetEnvironmentVariable("ACADEMY_HOME") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Repository.Root, ".academy");

    public static int Port => Environment.GetEnvironmentVariable("ACADEMY_PORT") switch
    {
        null or "" => 5000,
        { } text when int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 => port,
        { } text => throw new AdviceException($"ACADEMY_PORT is '{text}'. Set it to a port number, for instance ACADEMY_PORT=5100."),
    };

    public static string? Postgres => Environment.GetEnvironmentVariable("ACADEMY_POSTGRES");

    public static string? RabbitMq => Environment.GetEnvironmentVariable("ACADEMY_RABBITMQ");

    public static Dictionary<string, string> Telemetry => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith("OTEL_", StringComparison.Ordinal))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
}
