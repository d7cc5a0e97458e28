using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>What somebody with the database's password does to a log so that it agrees with itself: every hash and the head are made anew, and heads that would tell are gone.</summary>
internal static class TamperedLog
{
    /// <summary>Changes one entry.</summary>
    public static Task RewriteAsync(TestOffice office, string body) => MakeAnewAsync(office, body, long.MaxValue, leaf => leaf.Index == 1 ? leaf.Entry.Replace("facts", "facts ", StringComparison.Ordinal) : leaf.Entry);

    /// <summary>Takes the last leaves away, as putting a backup back does; gives how many are left.</summary>
    public static Task<long> CutAsync(TestOffice office, string body, long size) => MakeAnewAsync(office, body, size, leaf => leaf.Entry);

    private static Task<long> MakeAnewAsync(TestOffice office, string body, long size, Func<AuditLeaf, string> entryOf) => office.Look(db => MakeAnewAsync(db, office, body, size, entryOf));

    private static async Task<long> MakeAnewAsync(DispatchDbContext db, TestOffice office, string body, long size, Func<AuditLeaf, string> entryOf)
    {
        var house = office.Body(body);
        byte[] frontier = [];
        var left = 0L;
        foreach (var leaf in await db.Set<AuditLeaf>().AsNoTracking().Where(leaf => leaf.OrganisationId == house && leaf.Index < size).OrderBy(leaf => leaf.Index).ToListAsync())
        {
            var entry = entryOf(leaf);
            var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(entry));
            frontier = MerkleLog.Append(frontier, leaf.Index, hash);
            left++;
            await db.Set<AuditLeaf>().Where(row => row.OrganisationId == house && row.Index == leaf.Index).ExecuteUpdateAsync(set => set.SetProperty(row => row.Entry, entry).SetProperty(row => row.LeafHash, hash));
        }

        var root = MerkleLog.Root(frontier);
        await db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Index >= size).ExecuteDeleteAsync();
        await db.Set<TreeHead>().Where(head => head.OrganisationId == house && head.Size >= left).ExecuteDeleteAsync();
        await db.Set<AuditLog>().Where(log => log.OrganisationId == house).ExecuteUpdateAsync(set => set.SetProperty(log => log.Size, left).SetProperty(log => log.Root, root).SetProperty(log => log.Frontier, frontier));
        return left;
    }
}
