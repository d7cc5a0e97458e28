using System.Diagnostics;
using System.Runtime;

namespace Dispatch.Benchmarks;

/// <summary>
/// The rounds before those that count. The compiler begins to count calls when nothing new was called for a tenth of a second, and compiles for good, beside, what was called thirty times after that: acts that
/// follow one another without a pause run for seconds in code that no office meets after its first morning.
/// </summary>
internal static class WarmUp
{
    /// <summary>So many rounds do not count.</summary>
    public const int Rounds = 120;

    private const int Between = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <summary>Before a round: waits, now and then in the warm-up and at its end, until the compiler has nothing more to do.</summary>
    public static async Task RestAsync(int round, CancellationToken cancellationToken)
    {
        if (round is 0 or > Rounds || round % Between != 0)
        {
            return;
        }

        for (var compiled = -1L; compiled != JitInfo.GetCompiledMethodCount();)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>How long something takes, in milliseconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
