using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>A paper that a copy is asked of, received or the organisation's own.</summary>
/// <param name="Facts">What stands on its face.</param>
/// <param name="ContentHash">SHA-256 of its file, hex; null for paper without one.</param>
/// <param name="FamilyId">The family it belongs to.</param>
/// <param name="Marks">What was done to it.</param>
/// <param name="Hold">Holds it through the act: a recall of it must find the copy, or the request the recall.</param>
internal sealed record CopySource(PaperFacts Facts, string? ContentHash, Id<Family> FamilyId, IReadOnlyList<PaperMark> Marks, Action Hold)
{
    /// <summary>What an issued dispatch of the organisation's own is made of, for who copies it: an original signed in ink is paper, whatever print of it was sent.</summary>
    public static Medium MediumOf(bool isSignedInFile) => isSignedInFile ? Medium.Electronic : Medium.Paper;
}

/// <summary>What stands on the face of the papers that copies are made from.</summary>
internal static class CopySources
{
    /// <summary>Of one copy.</summary>
    public static async Task<PaperFacts> SourceOfAsync(this DispatchDbContext db, CertifiedCopy copy, CancellationToken cancellationToken) => (await db.SourcesOfAsync([copy], cancellationToken))[copy.SourceId];

    /// <summary>Of many copies, by <see cref="CertifiedCopy.SourceId"/>. What was received is told as it stands in the book, what was issued as it was sent.</summary>
    public static async Task<Dictionary<Guid, PaperFacts>> SourcesOfAsync(this DispatchDbContext db, IReadOnlyCollection<CertifiedCopy> copies, CancellationToken cancellationToken)
    {
        var received = copies.Select(copy => copy.IncomingId).OfType<Id<IncomingDispatch>>().Distinct().ToList();
        var own = copies.Where(copy => copy.DispatchId is not null).Select(copy => copy.SourceId).Distinct().ToList();
        var facts = received.Count == 0 ? [] : await db.Set<IncomingDispatch>().AsNoTracking().Where(i => received.Contains(i.Id)).Select(i => new { i.Id, i.Facts })
            .ToDictionaryAsync(i => i.Id.Value, i => i.Facts, cancellationToken);
        var sent = own.Count == 0 ? [] : await db.Set<Consignment>().AsNoTracking().Where(c => own.Contains(c.PaperId)).Select(c => new { c.PaperId, c.Facts }).ToListAsync(cancellationToken);
        foreach (var one in sent)
        {
            facts.Add(one.PaperId, one.Facts);
        }

        return facts;
    }
}
