using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>Is the organisation's history as it was written? Every leaf is hashed again and the tree head made again from the leaves.</summary>
public sealed record CheckAudit : IQuestion<AuditVerdict>;

/// <summary>What the check found.</summary>
/// <param name="IsIntact">Whether every leaf and the head agree, and with what is witnessed outside the database.</param>
/// <param name="Size">Leaves in the log.</param>
/// <param name="Root">The tree head, hex; compare it with one kept elsewhere: a rewritten history agrees with itself.</param>
/// <param name="FirstBadIndex">The first leaf that does not agree; null when intact or when only the head differs.</param>
/// <param name="NotAsWitnessed">The size of the first head kept outside the database that the log does not begin with: it was written anew, cut off, or put back from a backup. Null when it is as witnessed.</param>
public sealed record AuditVerdict(bool IsIntact, long Size, string Root, long? FirstBadIndex, long? NotAsWitnessed = null);

internal sealed class CheckAuditHandler(DispatchDbContext db, Witness witness, ActContext context) : IRequestHandler<CheckAudit, Outcome<AuditVerdict>>
{
    public async Task<Outcome<AuditVerdict>> Handle(CheckAudit request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var head = await db.Set<AuditLog>().AsNoTracking().SingleOrDefaultAsync(log => log.OrganisationId == organisation, cancellationToken);
        var witnessed = new Queue<WitnessedHead>(witness.HeadsOf(organisation));
        var size = 0L;
        byte[] frontier = [];
        await foreach (var leaf in db.Set<AuditLeaf>().AsNoTracking().Where(l => l.OrganisationId == organisation).OrderBy(l => l.Index).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(leaf.Entry));
            if (leaf.Index != size || !CryptographicOperations.FixedTimeEquals(hash, leaf.LeafHash) || !SaysTheSame(leaf))
            {
                return new AuditVerdict(false, head?.Size ?? 0, Hex(head?.Root), size);
            }

            frontier = MerkleLog.Append(frontier, size, hash);
            size++;
            if (NotAsWitnessed() == size && Hex(MerkleLog.Root(frontier)) == witnessed.Peek().Root)
            {
                witnessed.Dequeue();
            }
        }

        var root = MerkleLog.Root(frontier);
        var agrees = size == (head?.Size ?? 0) && root.AsSpan().SequenceEqual(head?.Root ?? MerkleLog.EmptyRoot);
        return new AuditVerdict(agrees && witnessed.Count == 0, size, Hex(root), null, NotAsWitnessed());

        long? NotAsWitnessed() => witnessed.TryPeek(out var head) ? head.Size : null;
    }

    /// <summary>Whether the columns that people search by are those of the hashed entry: an edit of them alone would lie too.</summary>
    private static bool SaysTheSame(AuditLeaf leaf)
    {
        using var document = JsonDocument.Parse(leaf.Entry);
        var entry = document.RootElement;
        return entry.GetProperty("organisation").GetGuid() == leaf.OrganisationId.Value
            && entry.GetProperty("index").GetInt64() == leaf.Index
            && entry.GetProperty("act").GetString() == leaf.Act
            && entry.GetProperty("subject").GetGuid() == leaf.Subject
            && entry.GetProperty("actor").GetString() == leaf.ActorName
            // PostgreSQL keeps microseconds, the entry ticks.
            && (entry.GetProperty("at").GetDateTimeOffset() - leaf.At).Duration() < TimeSpan.FromMicroseconds(1);
    }

    private static string Hex(byte[]? hash) => Convert.ToHexStringLower(hash ?? MerkleLog.EmptyRoot);
}
