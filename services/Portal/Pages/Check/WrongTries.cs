using Academy.Pages;
using Microsoft.Extensions.Caching.Memory;

namespace Academy.Portal.Pages.Check;

/// <summary>
/// Five wrong tries in 15 minutes for one code or from one address, then nothing for the rest of them. Counted in this process:
/// with several, the gateway's limit is what holds for all.
/// </summary>
internal sealed class WrongTries(TimeProvider time) : IDisposable
{
    private const int AtMost = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Throws <see cref="TooManyTries"/> when one of them has none left.</summary>
    public void Refuse(params IEnumerable<string> who)
    {
        foreach (var one in who)
        {
            if (_tries.TryGetValue(one, out Count? count) && count!.Until > time.GetUtcNow() && count.Wrong >= AtMost)
            {
                throw new TooManyTries(count.Until);
            }
        }
    }

    public void Add(params IEnumerable<string> who)
    {
        var now = time.GetUtcNow();
        foreach (var one in who)
        {
            if (!_tries.TryGetValue(one, out Count? count) || count!.Until <= now)
            {
                count = new Count(now + Window);
                _tries.Set(one, count, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Window });
            }

            count.Add();
        }
    }

    public void Dispose() => _tries.Dispose();

    private sealed class Count(DateTimeOffset until)
    {
        private int _wrong;

        public DateTimeOffset Until => until;

        public int Wrong => _wrong;

        public void Add() => Interlocked.Increment(ref _wrong);
    }
}
