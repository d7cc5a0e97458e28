using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Issuing;

/// <summary>Keeps the files of an act while its rows are made: the disk takes them beside, and the act does not commit before they are there.</summary>
internal sealed class ActFiles(FileStore files, KeptRoom room, ActContext context, CrashPoints crash)
{
    /// <summary>Begins to store a file; gives its hash at once.</summary>
    public string Keep(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _ = context.Beside.Begin(() => StoreAsync(bytes, cancellationToken), cancellationToken);
        return FileStore.HashOf(bytes.Span);
    }

    /// <summary>Stores what is still being made as soon as it is, and gives its hash then; what is refused is not stored.</summary>
    public async Task<Outcome<string>> KeepAsync(Task<Outcome<byte[]>> making, CancellationToken cancellationToken)
    {
        // Not by the act's own thread, which is busy with rows when the bytes are there.
        _ = context.Beside.Begin(async () => await making is { IsRefused: false } good ? await StoreAsync(good.Value, cancellationToken) : null, cancellationToken);
        var made = await making;
        return made.IsRefused ? made.Refusal : FileStore.HashOf(made.Value);
    }

    private async Task<string> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        room.Add(context.Someone.OrganisationId, bytes.Length);
        var hash = await files.PutAsync(bytes, cancellationToken);
        crash.Hit(CrashPoints.FileStored);
        return hash;
    }
}
