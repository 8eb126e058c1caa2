using System.Diagnostics;

namespace Academy.Launcher;

/// <summary>One plain line per step with its time, as readable in a build log as in a terminal.</summary>
internal static class Progress
{
    private static readonly Lock Gate = new();

    public static void Done(string step, TimeSpan took) => Say($"✓ {step,-28} {took.TotalSeconds,6:0.0} s");

    public static void Failed(string step, TimeSpan took) => Say($"✗ {step,-28} {took.TotalSeconds,6:0.0} s");

    public static void Say(string line)
    {
        lock (Gate)
            Console.WriteLine(line);
    }

    public static async Task Step(string name, Func<Task> work)
    {
        var since = Stopwatch.StartNew();
        try
        {
            await work();
        }
        catch
        {
            Failed(name, since.Elapsed);
            throw;
        }

        Done(name, since.Elapsed);
    }
}
