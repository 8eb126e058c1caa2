using Academy.Launcher.Running;

namespace Academy.Launcher.Demo;

/// <summary><c>./academy demo</c>: tells the story on the running platform, and leaves it there to be explored.</summary>
internal static class Tell
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("ACADEMY_GATEWAY") is { Length: > 0 } gateway)
        {
            var secret = Environment.GetEnvironmentVariable("ACADEMY_BOOTSTRAP_SECRET")
                ?? throw new AdviceException("Set ACADEMY_BOOTSTRAP_SECRET as well: the secret of the client academy-demo on that platform.");
            await Story(new Uri(gateway), secret, Console.WriteLine, cancel);
            return 0;
        }

        var running = RunningPlatform.Find(Home.Folder)
            ?? throw new AdviceException("The platform is not up. Start it in another window: ./academy up");
        await Story(running.GatewayAddress, Secret(running.SecretsFolder), Console.WriteLine, cancel);
        return 0;
    }

    public static string Secret(string secretsFolder) => File.ReadAllText(Path.Combine(secretsFolder, PlatformSecrets.BootstrapSecret));

    /// <summary>Every date of the Academy is meant in Europe/London.</summary>
    private static DateOnly Today()
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    /// <summary>Tells it against any running platform; the end-to-end tests do so on one of their own.</summary>
    public static async Task<int> Story(Uri gateway, string bootstrapSecret, Action<string> say, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        return await Story(http, new IdentityCredentials(http, bootstrapSecret.Trim()), say, cancel);
    }

    /// <summary>Tells it with tokens of whoever issues them.</summary>
    public static async Task<int> Story(HttpClient http, ICredentials credentials, Action<string> say, CancellationToken cancel)
    {
        var narrator = new Narrator(say);
        await new Story(new Cast(http, narrator, credentials), narrator, Today()).Tell(cancel);
        narrator.End();
        say($"Look around: {http.BaseAddress}openapi/passport/v1.json says what can be asked. Tell it again: ./academy demo");
        return narrator.Facts;
    }
}
