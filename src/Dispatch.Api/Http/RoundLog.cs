using System.Collections.Concurrent;

namespace Dispatch.Api.Http;

/// <summary>What goes on beside the requests.</summary>
public enum RoundWork
{
    /// <summary>News between organisations and partners' folders.</summary>
    Carrying,

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

    /// <summary>The works that had a round since the server was started.</summary>
    public IReadOnlyList<RoundState> All => [.. states.Values.OrderBy(state => state.Work)];

    /// <summary>A round is over.</summary>
    public void Ended(RoundWork work, bool isFailed = false) => states[work] = new RoundState(work, clock.GetUtcNow(), isFailed);
}
