using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// Copies that other organisations made of papers this one may trace. Whoever issued a paper and is handed a copy of it knows the copy's number or its file alone: both lead to the own paper in whose
/// tree the copy stands.
/// </summary>
internal sealed class CopiesElsewhere(DispatchDbContext db, Id<Body> own)
{
    private const int Most = 50;

    /// <summary>So many trees are looked into.</summary>
    private const int MostFamilies = 10;

    /// <summary>The own entries that lead to such a copy, the newest first, and what the copies are called; only what the tree of that entry shows.</summary>
    public async Task<IReadOnlyList<(long Entry, string Copies)>> FindAsync(HeldPaper held, CancellationToken cancellationToken)
    {
        var copies = await AnyoneElsesAsync(held, cancellationToken);
        var families = copies.Select(copy => copy.FamilyId).Distinct().ToList();
        if (families.Count == 0)
        {
            return [];
        }

        // The oldest entry of a family: the original where it is ours, else that by which it came.
        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == own && families.Contains(e.FamilyId))
            .GroupBy(e => e.FamilyId).Select(group => new { Family = group.Key, Entry = group.Min(e => e.Id) }).OrderByDescending(e => e.Entry).Take(MostFamilies).ToListAsync(cancellationToken);
        var found = new List<(long, string)>();
        foreach (var entry in entries)
        {
            var meant = copies.Where(copy => copy.FamilyId == entry.Family).Select(copy => copy.Id.Value).ToHashSet();
            var tree = FamilyTree.Of(entry.Family, (await FamilyRows.LoadAsync(db, entry.Family, cancellationToken)).Nodes(), null).SeenFrom(own);
            if (tree.Nodes.Where(node => meant.Contains(node.Id)).Select(Called).ToList() is { Count: > 0 } seen)
            {
                found.Add((entry.Entry, string.Join("; ", seen)));
            }
        }

        return found;
    }

    private async Task<List<(Id<CertifiedCopy> Id, Id<Family> FamilyId)>> AnyoneElsesAsync(HeldPaper held, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Verification);
        var copies = new List<(Id<CertifiedCopy>, Id<Family>)>();
        // A number without its symbol is borne by a copy of every office.
        if (held.NumberKey.Contains('/', StringComparison.Ordinal))
        {
            var named = await db.Set<PaperEntry>().Where(e => e.CopyKey == held.NumberKey && e.Kind == PaperKind.Copy && e.OrganisationId != own)
                .OrderByDescending(e => e.Id).Select(e => new { e.PaperId, e.FamilyId }).Take(Most).ToListAsync(cancellationToken);
            copies.AddRange(named.Select(e => (new Id<CertifiedCopy>(e.PaperId), e.FamilyId)));
        }

        if (held.Hash is { } hash)
        {
            var same = await db.Set<CertifiedCopy>().Where(c => c.ContentHash == hash && c.OrganisationId != own)
                .OrderByDescending(c => c.Id).Select(c => new { c.Id, c.FamilyId }).Take(Most).ToListAsync(cancellationToken);
            copies.AddRange(same.Select(c => (c.Id, c.FamilyId)));
        }

        return copies;
    }

    private static string Called(TraceNode copy) => $"{char.ToLowerInvariant(copy.Title[0])}{copy.Title[1..]} của {copy.Organisation}";
}
