using System.Text.RegularExpressions;
using Academy.Launcher.Running;
using Npgsql;

namespace Academy.EndToEnd.Tests;

/// <summary>What all parts of a platform wrote down while a test ran, looked through for what must not be there.</summary>
internal static partial class Logs
{
    public static Dictionary<string, string> Read(string folder)
        => Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories).ToDictionary(file => file, ReadWhileWritten);

    /// <summary>The secrets of a platform itself, whatever a test does with it.</summary>
    public static IEnumerable<(string Kind, string Text)> SecretsOf(Platform platform)
    {
        foreach (var file in Directory.EnumerateFiles(platform.SecretsFolder))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length >= 20 && !line.StartsWith('-')))
            {
                yield return ("secret", line);
            }
        }

        foreach (var service in platform.Services.Keys)
        {
            yield return ("password", new NpgsqlConnectionStringBuilder(platform.ConnectionString(service)).Password!);
        }

        yield return ("password", platform.RabbitMqAddress.UserInfo.Split(':')[^1]);
        yield return ("password", new NpgsqlConnectionStringBuilder(platform.PostgresAddress).Password!);
    }

    public static void ShouldHoldNoSecret(this IReadOnlyDictionary<string, string> logs, IReadOnlyCollection<(string Kind, string Text)> secrets)
    {
        foreach (var (file, log) in logs)
        {
            foreach (var (kind, text) in secrets)
            {
                log.Contains(text, StringComparison.Ordinal).ShouldBeFalse($"{Path.GetFileName(file)} tells a {kind}");
            }

            Token().IsMatch(log).ShouldBeFalse($"{Path.GetFileName(file)} holds a token");
            log.Contains("PRIVATE KEY", StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    private static string ReadWhileWritten(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Token();
}
