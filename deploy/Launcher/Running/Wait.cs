using System.Diagnostics;

namespace Academy.Launcher.Running;

internal static class Wait
{
    /// <summary>Asks again every 50 ms until the answer is yes, the process has ended or the time is up.</summary>
    public static async Task<bool> Until(Func<CancellationToken, Task<bool>> isSo, TimeSpan atMost, Func<bool> isHopeless, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < atMost && !isHopeless())
        {
            using var once = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            once.CancelAfter(TimeSpan.FromSeconds(5));
            try
            {
                if (await isSo(once.Token))
                    return true;
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // Not yet: refused connections and half-started servers are what is waited out here.
            }

            await Task.Delay(50, cancel);
        }

        return false;
    }
}
