using System.Collections.Concurrent;

namespace Dispatch.Api.Security;

/// <summary>Counts by key within a window that begins with the first. What happens at once is counted before it is looked at. A node counts for itself.</summary>
internal sealed class Tally(TimeProvider clock)
{
    private const int MostKeys = 100_000;

    /// <summary>More than the clock differs between two who come at once, of whom the later is counted first.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Counted> counts = new(StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    /// <param name="key">What for.</param>
    /// <param name="window">How long one counts.</param>
    /// <returns>How many there are in this window, and how long it lasts yet.</returns>
    public (int Times, TimeSpan Left) Add(string key, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        if (counts.Count > MostKeys)
        {
            foreach (var old in counts.Where(kept => kept.Value.Until <= now).ToList())
            {
                counts.TryRemove(old);
            }
        }

        // A window that ends well after one that begins now is of a clock that was put back since.
        var counted = counts.AddOrUpdate(key, _ => new Counted(1, now + window), (_, kept) => kept.Until <= now || kept.Until > now + window + SetBack ? new Counted(1, now + window) : kept with { Times = kept.Times + 1 });
        return (counted.Times, counted.Until - now);
    }

    /// <summary>How many keys are kept.</summary>
    public int Count => counts.Count;

    /// <summary>Begins anew.</summary>
    public void Forget(string key) => counts.TryRemove(key, out _);

    private sealed record Counted(int Times, DateTimeOffset Until);
}
