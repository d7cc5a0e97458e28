namespace Dispatch.Engine.Kernel;

/// <summary>
/// Work that an act needs and has done on another processor while it goes on. The act does not commit before it is over, fails when it fails, and ends, however it ends, with none of it still going on:
/// the pipeline disposes this with every try. Such work has nothing of the act's scope in hand: no database, no desk.
/// </summary>
internal sealed class BesideAct : IAsyncDisposable
{
    private readonly List<Task> begun = [];

    /// <summary>Begins work; it runs until the act needs it, or ends.</summary>
    public Task<T> Begin<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var running = Task.Run(work, cancellationToken);
        begun.Add(running);
        return running;
    }

    /// <summary>Waits until all that was begun is over; throws what stopped it.</summary>
    public Task DoneAsync(CancellationToken cancellationToken) => begun.Count == 0 ? Task.CompletedTask : Task.WhenAll(begun).WaitAsync(cancellationToken);

    /// <summary>Waits for what still goes on. The act has ended: what stopped the work is no matter, because nothing that needed it is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(begun).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        begun.Clear();
    }
}
