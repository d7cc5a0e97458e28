namespace Dispatch.Engine.Persistence;

/// <summary>
/// SQLite has one writer per file and is unfair to those who wait by trying again: acts of this process stand in line instead.
/// PostgreSQL and SQL Server order writers themselves, row by row.
/// </summary>
/// <param name="oneAtATime">Whether there is a line at all.</param>
/// <param name="patience">How long one stands in it; null for as long as SQLite itself waits for another process.</param>
internal sealed class WriterQueue(bool oneAtATime, TimeSpan? patience = null) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim? gate = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="WritersBusyException">The line did not move: a backup or another program holds the file.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (gate is null)
        {
            return Turn.None;
        }

        return await gate.WaitAsync(patience ?? LongestWait, cancellationToken) ? new Turn(gate) : throw new WritersBusyException();
    }

    public void Dispose() => gate?.Dispose();

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        public static readonly Turn None = new(null);

        public void Dispose() => gate?.Release();
    }
}

/// <summary>Nobody's turn came in time; nothing was begun.</summary>
internal sealed class WritersBusyException() : Exception("The database file was held by something else for too long.");
