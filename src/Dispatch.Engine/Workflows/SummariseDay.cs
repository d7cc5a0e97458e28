using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows.Incidents;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>How many papers and tasks want this person today; counted by the database in one sentence, up to <see cref="DaySummary.Most"/> of each: nobody works off more in a day, and the page is asked for all day long.</summary>
public sealed record SummariseDay : IQuestion<DaySummary>;

/// <summary>The counts of a day, each of what its reader may see and nothing else.</summary>
/// <param name="Waiting">Tasks this person may do now.</param>
/// <param name="Overdue">Those of them whose term has passed.</param>
/// <param name="Returned">Own drafts that came back with a reason.</param>
/// <param name="Arrived">Incoming papers nobody has received.</param>
/// <param name="Unregistered">Incoming papers received and not in the book.</param>
/// <param name="Unnumbered">Signed papers without a number.</param>
/// <param name="Undelivered">Recipients that refused a paper or could not be reached.</param>
/// <param name="EndingSeals">Certificates of the organisation that end within thirty days or have ended, while none that lasts longer is recorded; for its clerks and administrators.</param>
/// <param name="EndingCertificates">People whose certificate, the one they last signed with, ends within thirty days or has ended: oneself for a signer, everybody with an open account for an administrator.</param>
public sealed record DaySummary(int Waiting, int Overdue, int Returned, int Arrived, int Unregistered, int Unnumbered, int Undelivered, int EndingSeals, int EndingCertificates)
{
    /// <summary>Steps of procedures that stopped and that nobody has dealt with; for whoever may read them.</summary>
    public int Incidents { get; init; }

    /// <summary>How full the organisation's room is, in percent, where it is time to say so and the reader is its administrator; else 0.</summary>
    public int RoomUsed { get; init; }

    /// <summary>A count this high says "so many or more".</summary>
    public const int Most = 1000;
}

internal sealed class SummariseDayHandler(DispatchDbContext db, TaskDesk desk, KeptRoom room, ActContext context, TimeProvider clock) : IRequestHandler<SummariseDay, Outcome<DaySummary>>
{
    private static readonly OutgoingState[] Drafts = [.. Enum.GetValues<OutgoingState>().Where(state => OutgoingLifecycle.After(state, OutgoingAct.Submit) is not null)];
    private static readonly OutgoingState[] Signed = [.. Enum.GetValues<OutgoingState>().Where(state => OutgoingLifecycle.After(state, OutgoingAct.AssignNumber) is not null)];
    private static readonly IncomingState[] Arrived = [.. Enum.GetValues<IncomingState>().Where(state => IncomingLifecycle.After(state, IncomingAct.Receive) is not null)];
    private static readonly IncomingState[] Received = [.. Enum.GetValues<IncomingState>().Where(state => IncomingLifecycle.After(state, IncomingAct.Register) is not null)];
    private static readonly DeliveryState[] Failed = [DeliveryState.Refused, DeliveryState.DeadLetter];

    public async Task<Outcome<DaySummary>> Handle(SummariseDay request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var now = clock.GetUtcNow();
        var open = db.Set<WorkflowTask>().OpenTo(actor, desk.Delegations());
        var dispatches = db.Set<OfficialDispatch>().SeenBy(actor);
        var incoming = db.Set<IncomingDispatch>().SeenBy(actor);
        var deliveries = db.Set<Delivery>().SeenBy(actor);
        var soon = now + CertificateFacts.TimeToRenew;
        var keepsSeals = actor.Is(Role.Clerk | Role.Administrator);
        var seals = db.Set<SealCertificate>().SeenBy(actor).Where(seal => keepsSeals && seal.WithdrawnAt == null);
        var ending = db.Set<PersonalCertificate>().SeenBy(actor).Where(one => one.ValidTo < soon);
        var readsIncidents = AccessTable.Allows(typeof(ListIncidents), actor.Roles);
        var incidents = db.Set<WorkflowIncident>().Where(incident => readsIncidents && incident.OrganisationId == actor.OrganisationId && incident.ClosedAt == null);
        var roomUsed = actor.Is(Role.Administrator) ? room.WarningOf(actor.OrganisationId) : 0;
        return await db.Set<Body>().Where(body => body.Id == actor.OrganisationId).Select(_ => new DaySummary(
            open.Take(DaySummary.Most).Count(),
            open.Where(task => task.DueAt < now).Take(DaySummary.Most).Count(),
            dispatches.Where(d => d.DrafterId == actor.PersonId && d.Reason != null && Drafts.Contains(d.State)).Take(DaySummary.Most).Count(),
            incoming.Where(i => Arrived.Contains(i.State)).Take(DaySummary.Most).Count(),
            incoming.Where(i => Received.Contains(i.State)).Take(DaySummary.Most).Count(),
            dispatches.Where(d => Signed.Contains(d.State)).Take(DaySummary.Most).Count(),
            deliveries.Where(d => Failed.Contains(d.State)).Take(DaySummary.Most).Count(),
            seals.Count(seal => seal.ValidTo < soon && !seals.Any(other => other.ValidTo >= soon)),
            ending.Count(one => db.Set<Person>().Any(p => p.Id == one.PersonId && p.DisabledAt == null)))
        {
            Incidents = incidents.Take(DaySummary.Most).Count(),
            RoomUsed = roomUsed,
        }).SingleAsync(cancellationToken);
    }
}
