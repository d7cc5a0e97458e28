using System.Collections.Concurrent;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>Tells of requests that met an outage of what the server stands on: the first, and one of each minute after. A database that is gone for an hour fills no disk with the places where that was noticed.</summary>
internal sealed class OutageLog(TimeProvider clock, ILogger<OutageLog> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Told> told = new(StringComparer.Ordinal);

    /// <summary>A request met one.</summary>
    public void Met(Refusal outage, Exception fault)
    {
        var now = clock.GetUtcNow();
        var (_, more) = told.AddOrUpdate(outage.Code, _ => new Told(now, 0), (_, before) => now - before.At >= Silence ? new Told(now, 0) : before with { More = before.More + 1 });
        if (more == 0)
        {
            var cause = fault.GetBaseException().GetType().Name;
            logger.LogError("Requests are refused: {Code} ({Cause}); it is told once a minute", outage.Code, cause);
        }
    }

    /// <param name="At">When the log heard of it.</param>
    /// <param name="More">How many came since.</param>
    private readonly record struct Told(DateTimeOffset At, int More);
}
