using System.Globalization;
using System.Text.RegularExpressions;

namespace Academy.Launcher.Commands;

/// <summary>How many tests passed, failed and were skipped; what cannot be counted counts as failed.</summary>
internal sealed partial record TestTally(int Passed, int Failed, int Skipped)
{
    public static readonly TestTally None = new(0, 0, 0);
    public static readonly TestTally OneFailure = new(0, 1, 0);

    public static TestTally operator +(TestTally one, TestTally other)
        => new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    /// <summary>Reads the summary a test program ends with: xunit's own runner's or Microsoft.Testing.Platform's.</summary>
    public static TestTally Of(int exitCode, string output)
    {
        var counted = Own(output) ?? TestingPlatform(output);
        if (counted is null || counted is { Passed: 0, Failed: 0 })
            return counted is { Skipped: > 0 } && exitCode == 0 ? counted : (counted ?? None) + OneFailure;
        // Tests that all passed in a program that then ended badly are not a success.
        return exitCode != 0 && counted.Failed == 0 ? counted + OneFailure : counted;
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed") + (Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Skipped} skipped") : "");

    private static TestTally? Own(string output)
    {
        var matches = OwnSummary().Matches(output);
        if (matches.Count == 0)
            return null;
        var last = matches[^1];
        int total = Number(last, "total"), failed = Number(last, "failed"), skipped = Number(last, "skipped"), notRun = Number(last, "notrun");
        return new(total - failed - skipped - notRun, failed + Number(last, "errors"), skipped);
    }

    private static TestTally? TestingPlatform(string output)
    {
        var matches = PlatformSummary().Matches(output);
        return matches.Count == 0 ? null : new(Number(matches[^1], "passed"), Number(matches[^1], "failed"), Number(matches[^1], "skipped"));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+), Not Run: (?<notrun>\d+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex OwnSummary();

    [GeneratedRegex(@"^\s*total: \d+\s+failed: (?<failed>\d+)\s+succeeded: (?<passed>\d+)\s+skipped: (?<skipped>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex PlatformSummary();
}
