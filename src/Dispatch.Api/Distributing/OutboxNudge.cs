namespace Dispatch.Api.Distributing;

/// <summary>Wakes the outbox as soon as an act may have written news, instead of at its next round.</summary>
internal sealed class OutboxNudge : IDisposable
{
    private readonly SemaphoreSlim bell = new(0);

    /// <summary>Something may be due.</summary>
    public void Ring() => bell.Release();

    /// <summary>Waits until somebody rings, at most for a time; several rings wake once.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        await bell.WaitAsync(atMost, cancellationToken);
        while (await bell.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
        }
    }

    /// <inheritdoc />
    public void Dispose() => bell.Dispose();
}
