using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Auditing;

/// <summary>What happened in an organisation, as its log tells it: the papers that changed, up to a place in the log.</summary>
/// <param name="Place">How many leaves the log has; the news after this begin there.</param>
/// <param name="Changes">What was done something to and by whom, each pair once.</param>
public sealed record News(long Place, IReadOnlyList<PaperChange> Changes)
{
    /// <summary>What was done something to, each once.</summary>
    public IEnumerable<Guid> Papers => Changes.Select(change => change.Paper).Distinct();
}

/// <summary>Something was done to a paper.</summary>
/// <param name="Paper">Which.</param>
/// <param name="By">The name of who did it, as the log has it.</param>
public sealed record PaperChange(Guid Paper, string By);

/// <summary>Reads the logs for those who watch. A leaf is in the log when its act is committed and not before, in the order of commitment, on whichever node it was done.</summary>
public sealed class NewsReader(IServiceScopeFactory scopes)
{
    /// <summary>More than this at once is told as "much has changed".</summary>
    public const int Most = 200;

    /// <summary>How long each of these organisations' logs is now: one question for all of them.</summary>
    public async Task<IReadOnlyDictionary<Id<Body>, long>> PlacesAsync(IReadOnlyCollection<Id<Body>> organisations, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        return await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<AuditLog>().AsNoTracking()
            .Where(log => organisations.Contains(log.OrganisationId)).ToDictionaryAsync(log => log.OrganisationId, log => log.Size, cancellationToken);
    }

    /// <summary>What an organisation's log tells between two places; no papers when it is more than <see cref="Most"/> leaves.</summary>
    public async Task<News> ReadAsync(Id<Body> organisation, long after, long upTo, CancellationToken cancellationToken)
    {
        if (upTo - after > Most || after < 0)
        {
            return new News(upTo, []);
        }

        await using var scope = scopes.OpenAsInstallation();
        var changes = await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<AuditLeaf>().AsNoTracking()
            .Where(leaf => leaf.OrganisationId == organisation && leaf.Index >= after && leaf.Index < upTo).Select(leaf => new { leaf.Subject, leaf.ActorName }).Distinct().ToListAsync(cancellationToken);
        return new News(upTo, changes.ConvertAll(change => new PaperChange(change.Subject, change.ActorName)));
    }
}
