using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>Writes what an act noted into the logs it concerns. Called by the pipeline only, last before the commit, so that every act takes its other locks first.</summary>
internal sealed class LeafWriter(DispatchDbContext db, ActContext context, TimeProvider clock)
{
    /// <summary>From so many leaves on, one statement for all is quicker than the change tracker.</summary>
    private const int Many = 16;

    private static readonly HeldQuestion<AuditLog> Head = new(nameof(AuditLog.OrganisationId)) { IsLocking = true };

    public async Task AppendAsync(IReadOnlyList<TrailNote> notes, CancellationToken cancellationToken)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var byOrganisation = notes.GroupBy(note => note.Organisation).OrderBy(group => group.Key.Value).ToList();
        var heads = await LockedAsync(byOrganisation.ConvertAll(group => group.Key), cancellationToken);
        List<AuditLeaf> leaves = [.. byOrganisation.SelectMany(group => group.Select(note => Append(heads[group.Key], note)))];
        if (leaves.Count < Many)
        {
            db.AddRows(leaves);
        }
        else
        {
            await db.AddAllAsync(leaves, cancellationToken);
        }
    }

    /// <summary>The heads of logs, held by this transaction.</summary>
    private async Task<Dictionary<Id<Body>, AuditLog>> LockedAsync(IReadOnlyList<Id<Body>> organisations, CancellationToken cancellationToken)
    {
        var heads = (organisations is [var one] ? await Head.AskAsync(db, cancellationToken, one) : await ManyAsync(organisations, cancellationToken)).ToDictionary(log => log.OrganisationId);
        foreach (var organisation in organisations.Where(organisation => !heads.ContainsKey(organisation)))
        {
            var first = new AuditLog { OrganisationId = organisation, Root = MerkleLog.EmptyRoot, Frontier = [] };
            db.AddRow(first);
            heads.Add(organisation, first);
        }

        return heads;
    }

    /// <summary>Updating the rows first takes their locks on every database.</summary>
    private async Task<List<AuditLog>> ManyAsync(IReadOnlyList<Id<Body>> organisations, CancellationToken cancellationToken)
    {
        var logs = db.Set<AuditLog>().Where(log => organisations.Contains(log.OrganisationId));
        if (!db.Database.IsSqlite())
        {
            await logs.ExecuteUpdateAsync(set => set.SetProperty(log => log.Size, log => log.Size), cancellationToken);
        }

        return await logs.ToListAsync(cancellationToken);
    }

    private AuditLeaf Append(AuditLog log, TrailNote note)
    {
        var at = clock.GetUtcNow();
        var actor = context.Someone;
        var entry = JsonSerializer.Serialize(new AuditEntry(note.Organisation, log.Size, at, note.Act, note.Subject, actor.PersonId, actor.Name, note.Facts, note.Route), KernelJson.Options);
        var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(entry));
        var leaf = new AuditLeaf
        {
            OrganisationId = note.Organisation,
            Index = log.Size,
            At = at,
            Act = note.Act,
            Subject = note.Subject,
            ActorName = actor.Name,
            Entry = entry,
            LeafHash = hash,
        };
        log.Frontier = MerkleLog.Append(log.Frontier, log.Size, hash);
        log.Size++;
        log.Root = MerkleLog.Root(log.Frontier);
        return leaf;
    }
}

/// <summary>What is hashed, in this order.</summary>
internal sealed record AuditEntry(
    Id<Body> Organisation, long Index, DateTimeOffset At, string Act, Guid Subject, Id<Person>? Person, string Actor, object Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RouteFacts? Route);
