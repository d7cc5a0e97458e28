using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Tracing;

/// <summary>How much the index of papers lacks, as far as this node knows.</summary>
public sealed class IndexProgress
{
    private long waiting = -1;

    /// <summary>Papers without an entry; null until the first round has looked.</summary>
    public long? Waiting => Interlocked.Read(ref waiting) is >= 0 and var known ? known : null;

    /// <summary>Whether every paper is known to be found.</summary>
    public bool IsWhole => Waiting == 0;

    internal void Set(long papers) => Interlocked.Exchange(ref waiting, papers);

    internal void Done(int papers) => Interlocked.Add(ref waiting, -papers);
}

/// <summary>
/// Brings what is not indexed into the indexes, beside the requests: the new lines of the books, and papers that an older version or a restored copy left out; an office with 200,000 of them works from the first minute, and its search says what it cannot find yet.
/// Each batch is a transaction of its own in the line of writers, so an act waits for one batch at most.
/// </summary>
public sealed class IndexRound(IServiceScopeFactory scopes, IndexProgress progress, ILogger<IndexRound> logger)
{
    private const int AtOnce = 100;

    /// <summary>Indexes what is not indexed; gives how many papers and lines that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = await LineIndex.CatchUpAsync(scopes, cancellationToken) + await PapersAsync(cancellationToken);
        while (await TidyAsync(cancellationToken))
        {
            // A little at a time: acts come in between.
        }

        return done;
    }

    /// <summary>Brings together what acts have left in the index of words; false when there was nothing to do.</summary>
    private async Task<bool> TidyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        if (!db.Words.IsTidiedBeside)
        {
            return false;
        }

        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isUntidy = await db.Words.TidyAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isUntidy;
    }

    /// <summary>Once no paper lacks an entry nothing is looked for again: whoever saves a paper saves its entry.</summary>
    private async Task<int> PapersAsync(CancellationToken cancellationToken)
    {
        if (progress.IsWhole)
        {
            return 0;
        }

        var (dispatches, incoming, copies) = await LackingAsync(cancellationToken);
        var all = dispatches.Count + incoming.Count + copies.Count;
        progress.Set(all);
        if (all > 0)
        {
            logger.LogInformation("The index of papers lacks {Count}; they are brought in beside the requests", all);
            await CatchUpAsync(dispatches, (db, ids) => db.Set<OfficialDispatch>().Where(d => ids.Contains(d.Id) && !db.Set<PaperEntry>().Any(e => e.PaperId == (Guid)(object)d.Id)), cancellationToken);
            await CatchUpAsync(incoming, (db, ids) => db.Set<IncomingDispatch>().Where(i => ids.Contains(i.Id) && !db.Set<PaperEntry>().Any(e => e.PaperId == (Guid)(object)i.Id)), cancellationToken);
            await CatchUpAsync(copies, (db, ids) => db.Set<CertifiedCopy>().Where(c => ids.Contains(c.Id) && !db.Set<PaperEntry>().Any(e => e.PaperId == (Guid)(object)c.Id)), cancellationToken);
            logger.LogInformation("The index of papers is whole");
        }

        return all;
    }

    /// <summary>The keys of what lacks an entry, the oldest first: asked once, because asking again for each batch would pass over all that is done each time.</summary>
    private async Task<(List<Id<OfficialDispatch>> Dispatches, List<Id<IncomingDispatch>> Incoming, List<Id<CertifiedCopy>> Copies)> LackingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var entries = db.Set<PaperEntry>();
        return (
            await db.Set<OfficialDispatch>().Where(d => !entries.Any(e => e.PaperId == (Guid)(object)d.Id)).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken),
            await db.Set<IncomingDispatch>().Where(i => !entries.Any(e => e.PaperId == (Guid)(object)i.Id)).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellationToken),
            await db.Set<CertifiedCopy>().Where(c => !entries.Any(e => e.PaperId == (Guid)(object)c.Id)).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellationToken));
    }

    /// <param name="lacking">The keys.</param>
    /// <param name="papersOf">Those of some keys that still lack an entry: an act, or another node, may have been here first.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    private async Task CatchUpAsync<T>(List<Id<T>> lacking, Func<DispatchDbContext, List<Id<T>>, IQueryable<T>> papersOf, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var ids in lacking.Chunk(AtOnce))
        {
            await using var scope = scopes.OpenAsInstallation();
            var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
            using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var papers = await papersOf(db, [.. ids]).AsNoTracking().ToListAsync(cancellationToken);
            if (papers.Count > 0)
            {
                await PaperIndex.WriteAsync(db, papers, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            progress.Done(ids.Length);
        }
    }
}
