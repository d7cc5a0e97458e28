using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Looks at every stored file again though nobody asks for it: a disk that rots is known while a backup still has the bytes, and not on the day a court wants the paper. A damaged file is
/// told and left as it is: what stands in its place is for a person to decide.
/// </summary>
public sealed class FileRound(FileStore files, TimeProvider clock, ILogger<FileRound> logger)
{
    /// <summary>Slow enough that nobody who works feels it, quick enough for 2 TB a day.</summary>
    private const double BytesPerSecond = 32 << 20;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    /// <summary>How many damaged files the last round found that came to its end; 0 before it.</summary>
    public int Damaged { get; private set; }

    /// <summary>One round over the whole store; what dead writers left aside is cleared first.</summary>
    /// <exception cref="DamagedFilesException">Some files no longer have their recorded bytes; every one of them was told by its hash.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        files.ClearAside(clock.GetUtcNow() - LongestWrite);
        var damaged = 0;
        foreach (var hash in files.Hashes())
        {
            var (length, isWhole) = await files.LookAtAsync(hash, cancellationToken);
            if (!isWhole)
            {
                damaged++;
                logger.LogError("The stored file {Hash} no longer has the recorded bytes; put it back from a backup", hash);
            }

            await Task.Delay(TimeSpan.FromSeconds(length / BytesPerSecond), clock, cancellationToken);
        }

        Damaged = damaged;
        if (damaged > 0)
        {
            throw new DamagedFilesException(damaged);
        }
    }
}

/// <summary>Stored files that no longer have their recorded bytes: an outage to be repaired from backup.</summary>
public sealed class DamagedFilesException(int count) : Exception($"{count} stored files no longer have the recorded bytes.");
