using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>What stands on the face of the papers that some copies are made from; a copy the person may not see is left out.</summary>
/// <param name="CopyIds">At most 500.</param>
public sealed record ListCopySources(IReadOnlyList<Id<CertifiedCopy>> CopyIds) : IQuestion<IReadOnlyDictionary<Id<CertifiedCopy>, PaperFacts>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => CopyIds.Count > 500 ? KernelRefusals.Shape("copyIds", "Mỗi lần hỏi nhiều nhất 500 bản sao.") : null;
}

internal sealed class ListCopySourcesHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListCopySources, Outcome<IReadOnlyDictionary<Id<CertifiedCopy>, PaperFacts>>>
{
    public async Task<Outcome<IReadOnlyDictionary<Id<CertifiedCopy>, PaperFacts>>> Handle(ListCopySources request, CancellationToken cancellationToken)
    {
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(context.Someone).Where(c => request.CopyIds.Contains(c.Id)).ToListAsync(cancellationToken);
        var facts = await db.SourcesOfAsync(copies, cancellationToken);
        return copies.ToDictionary(copy => copy.Id, copy => facts[copy.SourceId]);
    }
}
