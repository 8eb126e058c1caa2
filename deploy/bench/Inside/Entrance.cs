using System.Text.Json;

namespace Academy.Inside;

/// <summary>What the bench does with the services' own code. The answer is one line of JSON after the word RESULT.</summary>
internal static class Entrance
{
    public static async Task<int> Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddKeyPerFile(Environment.GetEnvironmentVariable("Secrets__Folder")!).Build();
        object answer = args switch
        {
            ["people", var count, .. var templates] => await new CopiedPeople(settings).Make(Number(count), [.. templates.Select(Guid.Parse)]),
            ["codes", var count, var offer, var partner, .. var learners] => await new OneTimeCodes(settings).Make(Number(count), Guid.Parse(offer), Guid.Parse(partner), [.. learners.Select(Guid.Parse)]),
            ["measure", var what, var seconds] => await PureCode.Measure(what, TimeSpan.FromSeconds(Number(seconds)), settings),
            _ => throw new ArgumentException("Write people, codes or measure, and what they want.", nameof(args)),
        };
        Console.WriteLine($"RESULT {JsonSerializer.Serialize(answer)}");
        return 0;
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
