using System.Collections.Concurrent;
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
    // A trouble that goes on is told again so often, and not with every round.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<RoundWork, RoundState> states = new();
    private readonly ConcurrentDictionary<RoundWork, Trouble> troubles = new();

    /// <summary>The works that had a round since the server was started.</summary>
    public IReadOnlyList<RoundState> All => [.. states.Values.OrderBy(state => state.Work)];

    /// <summary>A round is over and went well; the log hears of it when those before did not.</summary>
    public void Ended(RoundWork work, ILogger logger)
    {
        states[work] = new RoundState(work, clock.GetUtcNow(), IsFailed: false);
        if (troubles.TryRemove(work, out var over))
        {
            logger.LogInformation("Rounds of {Work} go well again; {Count} failed since {Since:u}", work, over.Count, over.Since);
        }
    }

    /// <summary>
    /// A round failed. Told when it is news: another trouble than that of the round before, or one that has gone on for ten minutes more. An outage of the database or the disk takes one line; where in
    /// the program it was met is nobody's concern.
    /// </summary>
    public void Failed(RoundWork work, Exception failure, ILogger logger)
    {
        var now = clock.GetUtcNow();
        states[work] = new RoundState(work, now, IsFailed: true);
        var outage = Outages.Of(failure);
        var kind = outage?.Code ?? failure.GetType().Name;
        var before = troubles.GetValueOrDefault(work);
        var isNews = before is null || before.Kind != kind || now - before.ToldAt >= Silence;
        troubles[work] = new Trouble(kind, before?.Since ?? now, isNews ? now : before!.ToldAt, (before?.Count ?? 0) + 1);
        if (isNews && outage is not null)
        {
            var cause = failure.GetBaseException().GetType().Name;
            logger.LogError("Rounds of {Work} fail: {Code} ({Cause}); they go on until it is over", work, outage.Code, cause);
        }
        else if (isNews)
        {
            logger.LogError(failure, "A round of {Work} failed; the next ones follow", work);
        }
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Since">When the first of these rounds failed.</param>
    /// <param name="ToldAt">When the log heard of it last.</param>
    /// <param name="Count">How many rounds failed.</param>
    private sealed record Trouble(string Kind, DateTimeOffset Since, DateTimeOffset ToldAt, int Count);
}
