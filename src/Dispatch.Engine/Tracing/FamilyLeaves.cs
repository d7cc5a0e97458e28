using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>The audit leaves of the papers of one family, whoever's log they stand in. Who may see which is decided by the caller.</summary>
internal static class FamilyLeaves
{
    public static IQueryable<AuditLeaf> OfFamily(this DispatchDbContext db, Id<Family> family) =>
        db.Set<AuditLeaf>().AsNoTracking().Where(leaf => leaf.Subject == family.Value
            || db.Set<IncomingDispatch>().Where(i => i.FamilyId == family).Select(i => (Guid)(object)i.Id).Contains(leaf.Subject)
            || db.Set<CertifiedCopy>().Where(c => c.FamilyId == family).Select(c => (Guid)(object)c.Id).Contains(leaf.Subject));

    /// <summary>All that is written of a family: those, and what stands under a recall or a delivery of it.</summary>
    public static IQueryable<AuditLeaf> AboutFamily(this DispatchDbContext db, Id<Family> family) =>
        db.OfFamily(family).Concat(db.Set<AuditLeaf>().AsNoTracking().Where(leaf =>
            db.Set<Recall>().Where(r => r.DispatchId == new Id<OfficialDispatch>(family.Value)).Select(r => (Guid)(object)r.Id).Contains(leaf.Subject)
            || db.Set<Delivery>().Where(d => d.FamilyId == family).Select(d => (Guid)(object)d.Id).Contains(leaf.Subject)));

    /// <summary>How each paper of the family stood at a moment, by its moves until then. A paper that is not among them was not there yet.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PastPaper>> StatesAtAsync(this DispatchDbContext db, Id<Family> family, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var moves = await db.OfFamily(family).Where(leaf => leaf.At <= moment && TrailWords.Moving.Contains(leaf.Act)).OrderBy(leaf => leaf.At).ThenBy(leaf => leaf.Index)
            .Select(leaf => new { leaf.Subject, leaf.Act }).ToListAsync(cancellationToken);
        var states = new Dictionary<Guid, PastPaper>();
        foreach (var move in moves)
        {
            var before = states.GetValueOrDefault(move.Subject);
            states[move.Subject] = new PastPaper(
                TrailWords.After(move.Act, before?.Word), before?.HasNumber == true || TrailWords.Numbering.Contains(move.Act, StringComparer.Ordinal), before?.IsIssued == true || TrailWords.Issuing.Contains(move.Act, StringComparer.Ordinal));
        }

        return states;
    }
}

/// <summary>How a paper stood at a moment.</summary>
/// <param name="Word">Its last move.</param>
/// <param name="HasNumber">Whether it had its number.</param>
/// <param name="IsIssued">Whether its final file was there.</param>
internal sealed record PastPaper(TrailWord Word, bool HasNumber, bool IsIssued);
