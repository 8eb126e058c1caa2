using System.Diagnostics;

namespace Academy.Launcher.Demo;

/// <summary>Tells the story: chapters, the requests that are made, and what changed by them.</summary>
internal sealed class Narrator(Action<string> say)
{
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    public int Facts { get; private set; }

    public void Chapter(string title) => say($"\n{title}");

    public void Request(string who, HttpMethod method, string path) => say($"    {who}: {method} {path}");

    /// <summary>Something that must be so; the story ends where it is not.</summary>
    public void Shows(bool isSo, string fact)
    {
        if (!isSo)
            throw new StoryBroken($"It should be so that: {fact}");
        Facts++;
        say($"  ✓ {fact}");
    }

    /// <summary>Facts travel between the services by message: waits until one has arrived, and says how long that took.</summary>
    public async Task Becomes(string fact, Func<CancellationToken, Task<bool>> isSo, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        if (!await Running.Wait.Until(isSo, TimeSpan.FromSeconds(60), () => false, cancel))
            throw new StoryBroken($"After 60 s it is still not so that: {fact}. ./academy doctor says what is running.");
        Shows(isSo: true, $"{fact} ({since.ElapsedMilliseconds} ms after it was said)");
    }

    public void End() => say($"\nThe story is told: {Facts} facts shown in {_sinceStart.Elapsed.TotalSeconds:0.0} s.");
}
