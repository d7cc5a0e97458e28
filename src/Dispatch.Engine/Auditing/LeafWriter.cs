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
    public async Task AppendAsync(IReadOnlyList<TrailNote> notes, CancellationToken cancellationToken)
    {
        foreach (var organisation in notes.GroupBy(note => note.Organisation).OrderBy(group => group.Key.Value))
        {
            var log = await LockedAsync(organisation.Key, cancellationToken);
            foreach (var note in organisation)
            {
                Append(log, note);
            }
        }
    }

    /// <summary>The head of the log, held by this transaction: updating the row first takes its lock on every database.</summary>
    private async Task<AuditLog> LockedAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        var heads = db.Set<AuditLog>();
        if (!db.Database.IsSqlite())
        {
            await heads.Where(log => log.OrganisationId == organisation).ExecuteUpdateAsync(set => set.SetProperty(log => log.Size, log => log.Size), cancellationToken);
        }

        var head = await heads.SingleOrDefaultAsync(log => log.OrganisationId == organisation, cancellationToken);
        return head ?? heads.Add(new AuditLog { OrganisationId = organisation, Root = MerkleLog.EmptyRoot, Frontier = [] }).Entity;
    }

    private void Append(AuditLog log, TrailNote note)
    {
        var at = clock.GetUtcNow();
        var actor = context.Someone;
        var entry = JsonSerializer.Serialize(new AuditEntry(note.Organisation, log.Size, at, note.Act, note.Subject, actor.PersonId, actor.Name, note.Facts, note.Route), KernelJson.Options);
        var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(entry));
        db.Add(new AuditLeaf
        {
            OrganisationId = note.Organisation,
            Index = log.Size,
            At = at,
            Act = note.Act,
            Subject = note.Subject,
            ActorName = actor.Name,
            Entry = entry,
            LeafHash = hash,
        });
        log.Frontier = MerkleLog.Append(log.Frontier, log.Size, hash);
        log.Size++;
        log.Root = MerkleLog.Root(log.Frontier);
    }
}

/// <summary>What is hashed, in this order.</summary>
internal sealed record AuditEntry(
    Id<Body> Organisation, long Index, DateTimeOffset At, string Act, Guid Subject, Id<Person>? Person, string Actor, object Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RouteFacts? Route);
