using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// Notes in the organisation's audit log that somebody asked for what their roles do not allow. Pages offer nobody such a thing, so it is a mistake in a program or a try. In a
/// transaction of its own, since the request itself has none.
/// </summary>
internal sealed class AccessWatch(DispatchDbContext db, ActContext context, WriterQueue writers, LeafWriter leaves)
{
    /// <summary>Notes it; a failure to note is a failure of the request. Strangers are not noted: nobody knows in whose log.</summary>
    public async Task RefusedAsync(Type request, Refusal refusal, CancellationToken cancellationToken)
    {
        if (context.Actor is not { PersonId: { } person } actor || refusal.Kind is not RefusalKind.Forbidden || db.Database.CurrentTransaction is not null)
        {
            return;
        }

        using var turn = await writers.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await leaves.AppendAsync([new TrailNote(actor.OrganisationId, "access.refused", person.Value, new { Request = AccessTable.NameOf(request), actor.Roles, Session = context.Session?.Id }, Route: null)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
