using System.Collections.Concurrent;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Api.Http;

/// <summary>What goes on beside the requests.</summary>
public enum RoundWork
{
    /// <summary>News between organisations.</summary>
    Carrying,

    /// <summary>Packages and answers to partners' folders, and from them.</summary>
    Exchanging,

    /// <summary>Notices by e-mail.</summary>
    Mailing,

    /// <summary>Deadlines of procedures, and reminders.</summary>
    Deadlines,

    /// <summary>Signatures of what arrived.</summary>
    Verifying,

    /// <summary>Papers and books into the indexes.</summary>
    Indexing,

    /// <summary>Heads of the logs.</summary>
    SigningHeads,

    /// <summary>Stored files, their bytes and the rows that name them.</summary>
    CheckingFiles,

    /// <summary>What happened, to open pages.</summary>
    TellingNews,
}

/// <summary>How the last round of a work ended on this machine.</summary>
/// <param name="Work">Which.</param>
/// <param name="At">When.</param>
/// <param name="IsFailed">Whether it failed; why stands in the program's log.</param>
public sealed record RoundState(RoundWork Work, DateTimeOffset At, bool IsFailed);

/// <summary>Remembers of each work how its last round ended, for whoever administers this machine.</summary>
internal sealed class RoundLog(TimeProvider clock)
{
    private readonly ConcurrentDictionary<RoundWork, RoundState> states = new();
    private readonly Troubles troubles = new(TimeSpan.FromMinutes(10), clock);

    /// <summary>The works that had a round since the server was started.</summary>
    public IReadOnlyList<RoundState> All => [.. states.Values.OrderBy(state => state.Work)];

    /// <summary>A round is over and went well; the log hears of it when those before did not.</summary>
    public void Ended(RoundWork work, ILogger logger)
    {
        states[work] = new RoundState(work, clock.GetUtcNow(), IsFailed: false);
        if (troubles.Over(work.ToString()) is (var since, var count))
        {
            logger.LogInformation("Rounds of {Work} go well again; {Count} failed since {Since:u}", work, count, since);
        }
    }

    /// <summary>
    /// A round failed. Told when it is news: another trouble than that of the round before, or one that has gone on for ten minutes more. An outage of the database or the disk takes one line; where in
    /// the program it was met is nobody's concern.
    /// </summary>
    public void Failed(RoundWork work, Exception failure, ILogger logger)
    {
        states[work] = new RoundState(work, clock.GetUtcNow(), IsFailed: true);
        var outage = Outages.Of(failure);
        if (!troubles.IsNews(work.ToString(), outage?.Code ?? failure.GetType().Name))
        {
            return;
        }

        if (outage is not null)
        {
            var cause = failure.GetBaseException().GetType().Name;
            logger.LogError("Rounds of {Work} fail: {Code} ({Cause}); they go on until it is over", work, outage.Code, cause);
        }
        else
        {
            logger.LogError(failure, "A round of {Work} failed; the next ones follow", work);
        }
    }
}
