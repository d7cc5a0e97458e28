using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Holds stored files and rows against each other, and reads every file again though nobody asks for it: a file that is gone or a disk that rots is known while a backup still has the bytes, and not on
/// the day a court wants the paper. A damaged file is told and left as it is: what stands in its place is for a person to decide. A file that no row names, because the act that stored it was broken off,
/// is put by after a day and goes after another. Every node of an installation has this round; they may overlap.
/// </summary>
public sealed class FileRound(FileStore files, IServiceScopeFactory scopes, Witness witness, TimeProvider clock, ILogger<FileRound> logger)
{
    /// <summary>Slow enough that nobody who works feels it, quick enough for 2 TB a day.</summary>
    private const double BytesPerSecond = 32 << 20;

    /// <summary>Longer than any act between its file and its commit.</summary>
    private static readonly TimeSpan LongestAct = TimeSpan.FromDays(1);

    private volatile FileFigures found = new(Damaged: 0, Missing: 0, Removed: 0);

    /// <summary>What the last round found; of damage, the last that came to its end. All zero before the first.</summary>
    public FileFigures Found => found;

    /// <summary>The files that the last round which came to its end found damaged.</summary>
    internal IReadOnlySet<string> Harmed { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>One round over the whole store; what dead writers left aside is cleared first.</summary>
    /// <exception cref="DamagedFilesException">Some files are gone or no longer have their recorded bytes; every one of them was told by its hash.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        files.ClearAside(clock.GetUtcNow() - LongestAct);
        var compared = await CompareAsync(cancellationToken);
        // Told at once: reading everything may take days.
        found = compared with { Damaged = found.Damaged };
        Harmed = await ReadAgainAsync(cancellationToken);
        found = compared with { Damaged = Harmed.Count };
        if (!found.IsWhole)
        {
            throw new DamagedFilesException(found);
        }
    }

    /// <summary>
    /// The word of a person at the machine, which a database that was put back from a backup waits for: files that no row names leave the store for a folder of theirs. Nothing is deleted, and the witness is
    /// not asked: they may be all that is left of papers that went out. They go by the same two steps as in a round, put by at one call and taken out at another a day later, so that no act loses its file.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written; what is not there yet stays in the store.</exception>
    public async Task<FilesTakenOut> TakeOutAsync(string folder, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var (unnamed, _) = await UnnamedAsync(scope.ServiceProvider.GetRequiredService<DispatchDbContext>(), cancellationToken);
        var now = clock.GetUtcNow();
        var taken = await files.TakeOutAsync(folder, now - LongestAct, cancellationToken);
        var putBy = PutBy(unnamed, now);
        return new FilesTakenOut(taken, putBy, Young: unnamed.Count - putBy);
    }

    /// <summary>Rows whose file is gone, and files that nobody names.</summary>
    private async Task<FileFigures> CompareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var (unnamed, missing) = await UnnamedAsync(db, cancellationToken);
        return new FileFigures(Damaged: 0, missing, await IsOurPastAsync(db, cancellationToken) ? Sweep(unnamed) : 0);
    }

    /// <summary>The files that no row names, by half their hash, and how many a row names that are gone.</summary>
    private async Task<(HashSet<UInt128> Unnamed, int Missing)> UnnamedAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        // The files first: what is stored after them is missed here and young anyway.
        var unnamed = files.Hashes().Select(NamedFiles.Half).ToHashSet();
        var missing = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var hash in NamedFiles.ReadAsync(db, clock.GetUtcNow(), cancellationToken))
        {
            // No act writes such a thing: somebody wrote it into the row, and the files of all other rows are looked at none the less.
            if (!FileStore.IsHash(hash))
            {
                if (missing.Add(hash))
                {
                    logger.LogError("A row names {Hash} as its file, which is no hash; put the row back from a backup", hash);
                }

                continue;
            }

            // One that was put by comes back here.
            if (!unnamed.Remove(NamedFiles.Half(hash)) && !files.Holds(hash) && missing.Add(hash))
            {
                logger.LogError("The stored file {Hash} is gone though a row names it; put it back from a backup", hash);
            }
        }

        return (unnamed, missing.Count);
    }

    /// <summary>
    /// Whether the database has every head that stands outside it. One that was put back from a backup, or another one, names less than was ever stored: the files of papers that went out since are then all
    /// that is left of them.
    /// </summary>
    private async Task<bool> IsOurPastAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        foreach (var (organisation, witnessed) in witness.Heads())
        {
            var sizes = witnessed.Select(head => head.Size).ToList();
            var kept = await db.Set<TreeHead>().Where(head => head.OrganisationId == organisation && sizes.Contains(head.Size)).Select(head => new { head.Size, head.Root }).ToListAsync(cancellationToken);
            if (witnessed.Any(head => !kept.Exists(one => one.Size == head.Size && Convert.ToHexStringLower(one.Root) == head.Root)))
            {
                logger.LogWarning("The log of {Organisation} is not as the witness outside the database knows it; no file is removed", organisation);
                return false;
            }
        }

        return true;
    }

    private int Sweep(HashSet<UInt128> unnamed)
    {
        var now = clock.GetUtcNow();
        // What rows name by now is back in its place.
        var removed = files.ClearPutBy(now - LongestAct);
        var putBy = PutBy(unnamed, now);
        if (removed + putBy > 0)
        {
            logger.LogInformation("{Removed} files that no row named for two days were removed, {PutBy} more were put by", removed, putBy);
        }

        return removed;
    }

    private int PutBy(HashSet<UInt128> unnamed, DateTimeOffset now) =>
        unnamed.Count == 0 ? 0 : files.Hashes().Where(hash => unnamed.Contains(NamedFiles.Half(hash))).ToList().Count(hash => files.PutBy(hash, now - LongestAct, now));

    private async Task<HashSet<string>> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var damaged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hash in files.Hashes())
        {
            if (await files.LookAtAsync(hash, cancellationToken) is not { } seen)
            {
                continue;
            }

            if (!seen.IsWhole)
            {
                damaged.Add(hash);
                logger.LogError("The stored file {Hash} no longer has the recorded bytes; put it back from a backup", hash);
            }

            await Task.Delay(TimeSpan.FromSeconds(seen.Length / BytesPerSecond), clock, cancellationToken);
        }

        return damaged;
    }
}

/// <summary>What a round over the stored files found.</summary>
/// <param name="Damaged">Files that no longer have their recorded bytes.</param>
/// <param name="Missing">Files that a row names and the store does not have.</param>
/// <param name="Removed">Files that went because no row had named them for two days.</param>
public sealed record FileFigures(int Damaged, int Missing, int Removed)
{
    /// <summary>Whether everything that is named is there as it was stored.</summary>
    public bool IsWhole => Damaged == 0 && Missing == 0;
}

/// <summary>What became of the files that no row names, when a person took them out.</summary>
/// <param name="Taken">Now in the person's folder.</param>
/// <param name="PutBy">Put by now, to be taken out after a day.</param>
/// <param name="Young">Stored less than a day ago: an act may be about to name them.</param>
public sealed record FilesTakenOut(int Taken, int PutBy, int Young);

/// <summary>Stored files that are gone or no longer have their recorded bytes: an outage to be repaired from backup.</summary>
public sealed class DamagedFilesException(FileFigures found) : Exception($"{found.Damaged} stored files no longer have the recorded bytes, {found.Missing} are gone.");
