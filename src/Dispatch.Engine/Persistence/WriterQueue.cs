namespace Dispatch.Engine.Persistence;

/// <summary>
/// SQLite has one writer per file and is unfair to those who wait by trying again: acts of this process stand in line instead.
/// PostgreSQL and SQL Server order writers themselves, row by row.
/// </summary>
internal sealed class WriterQueue(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim? gate = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (gate is null)
        {
            return Turn.None;
        }

        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    public void Dispose() => gate?.Dispose();

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        public static readonly Turn None = new(null);

        public void Dispose() => gate?.Release();
    }
}
