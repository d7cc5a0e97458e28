using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>What an original cites, for those who receive it without its text.</summary>
internal static class OriginCitations
{
    /// <summary>The first <see cref="PaperCitation.Most"/> citations of the text of a family's original; null when it cites nothing or is not here.</summary>
    public static async Task<IReadOnlyList<PaperCitation>?> CitesOfOriginAsync(this DispatchDbContext db, Id<Family> family, CancellationToken cancellationToken)
    {
        var origin = family.Value;
        var cites = await db.Set<Citation>().AsNoTracking().Where(citation => citation.PaperId == origin).OrderBy(citation => citation.Place).Take(PaperCitation.Most).ToListAsync(cancellationToken);
        return cites.Count == 0 ? null : [.. cites.Select(citation => new PaperCitation(citation.Text, citation.Kind, citation.Date, citation.Issuer, citation.IsAnswered))];
    }
}
