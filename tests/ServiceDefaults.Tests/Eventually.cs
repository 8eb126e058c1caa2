using System.Diagnostics;

namespace Academy.ServiceDefaults.Tests;

/// <summary>Waits for what is not there at once: asks often, and says what was missing when the time is up.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Ordinarily = TimeSpan.FromMinutes(3);

    public static Task True(Func<Task<bool>> isSo, string what, TimeSpan? within = null) => True(isSo, () => what, within);

    public static async Task True(Func<Task<bool>> isSo, Func<string> what, TimeSpan? within = null)
    {
        var since = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (since.Elapsed > (within ?? Ordinarily))
            {
                Assert.Fail($"After {since.Elapsed.TotalSeconds:0.0} s still not so: {what()}");
            }

            await Task.Delay(10);
        }
    }

    public static Task True(Func<bool> isSo, string what, TimeSpan? within = null) => True(() => Task.FromResult(isSo()), what, within);

    /// <summary>Waits for something a handler does, with the same limit.</summary>
    public static async Task Happens(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Ordinarily)) != task)
        {
            Assert.Fail($"After {Ordinarily.TotalSeconds:0} s it had not happened: {what}");
        }

        await task;
    }
}
