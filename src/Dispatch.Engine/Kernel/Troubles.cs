namespace Dispatch.Engine.Kernel;

/// <summary>
/// What somebody should hear of troubles that go on: that one began or became another, that it still goes on after a silence, and that it is over. A disk that is away for a day is met every second, and
/// fills no log.
/// </summary>
/// <param name="silence">Between two words about the same trouble.</param>
/// <param name="clock">The clock.</param>
public sealed class Troubles(TimeSpan silence, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Trouble> open = new(StringComparer.Ordinal);

    /// <summary>One was met: is it to be told?</summary>
    /// <param name="where">What suffers.</param>
    /// <param name="kind">From what.</param>
    public bool IsNews(string where, string kind)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var before = open.GetValueOrDefault(where);
            var isNews = before is null || before.Kind != kind || now - before.ToldAt >= silence;
            open[where] = new Trouble(kind, before?.Since ?? now, isNews ? now : before!.ToldAt, (before?.Count ?? 0) + 1);
            return isNews;
        }
    }

    /// <summary>It is over: since when it went on and how often it was met; null when there was none.</summary>
    public (DateTimeOffset Since, int Count)? Over(string where)
    {
        lock (gate)
        {
            return open.Remove(where, out var over) ? (over.Since, over.Count) : null;
        }
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Since">When it was met first.</param>
    /// <param name="ToldAt">When somebody heard of it last.</param>
    /// <param name="Count">How often it was met.</param>
    private sealed record Trouble(string Kind, DateTimeOffset Since, DateTimeOffset ToldAt, int Count);
}
