using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// Notes in the organisation's audit log what changes nothing and is yet to be known: what an auditor read, and that somebody asked for what their roles do not allow. Pages offer nobody such a thing, so it is a mistake in a program or a try. In a
/// transaction of its own, since the request itself has none.
/// </summary>
internal sealed class AccessWatch(DispatchDbContext db, ActContext context, WriterQueue writers, LeafWriter leaves, ReadingsOfToday readings)
{
    /// <summary>Notes it; a failure to note is a failure of the request. Strangers are not noted: nobody knows in whose log.</summary>
    public async Task RefusedAsync(Type request, Refusal refusal, CancellationToken cancellationToken)
    {
        if (context.Actor is not { PersonId: { } person } actor || refusal.Kind is not RefusalKind.Forbidden || db.Database.CurrentTransaction is not null)
        {
            return;
        }

        await NoteAsync(new TrailNote(actor.OrganisationId, "access.refused", person.Value, new { Request = AccessTable.NameOf(request), actor.Roles, Session = context.Session?.Id }, Route: null), cancellationToken);
    }

    /// <summary>Notes that a paper was read, once a day for each reader and paper; a reading that cannot be noted is a failure of the request.</summary>
    public async Task ReadAsync(Guid paper, CancellationToken cancellationToken)
    {
        if (context.Actor is not { PersonId: { } reader } actor || readings.Has(reader, paper) || db.Database.CurrentTransaction is not null)
        {
            return;
        }

        await NoteAsync(new TrailNote(actor.OrganisationId, "access.read", reader.Value, new { Paper = paper, Session = context.Session?.Id }, Route: null), cancellationToken);
        readings.Add(reader, paper);
    }

    private async Task NoteAsync(TrailNote note, CancellationToken cancellationToken)
    {
        using var turn = await writers.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await leaves.AppendAsync([note], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.Forget();
    }
}
