using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Which rows a person may see: every query over papers passes through here. A paper is seen by its own organisation only; what was sent to others they see as
/// their own incoming row. An administrator keeps the system and reads no content.
/// </summary>
internal static class Visibility
{
    private const Role Readers = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer | Role.Auditor | Role.System;

    public static IQueryable<OfficialDispatch> SeenBy(this IQueryable<OfficialDispatch> dispatches, Actor actor) =>
        actor.Is(Readers) ? dispatches.Where(d => d.OrganisationId == actor.OrganisationId) : dispatches.Where(_ => false);

    public static IQueryable<IncomingDispatch> SeenBy(this IQueryable<IncomingDispatch> incoming, Actor actor) =>
        actor.Is(Readers) ? incoming.Where(i => i.OrganisationId == actor.OrganisationId) : incoming.Where(_ => false);

    public static IQueryable<CertifiedCopy> SeenBy(this IQueryable<CertifiedCopy> copies, Actor actor) =>
        actor.Is(Readers) ? copies.Where(c => c.OrganisationId == actor.OrganisationId) : copies.Where(_ => false);

    public static IQueryable<Delivery> SeenBy(this IQueryable<Delivery> deliveries, Actor actor) =>
        actor.Is(Readers) ? deliveries.Where(d => d.SenderId == actor.OrganisationId) : deliveries.Where(_ => false);

    public static IQueryable<RegisterLine> SeenBy(this IQueryable<RegisterLine> lines, Actor actor) =>
        actor.Is(Readers) ? lines.Where(l => l.OrganisationId == actor.OrganisationId) : lines.Where(_ => false);

    /// <summary>Who may sign what is no secret inside an organisation, and the administrator keeps it.</summary>
    public static IQueryable<SigningAuthority> SeenBy(this IQueryable<SigningAuthority> authorities, Actor actor) =>
        actor.Is(Readers | Role.Administrator) ? authorities.Where(a => a.OrganisationId == actor.OrganisationId) : authorities.Where(_ => false);

    /// <summary>A signing session is its own person's and nobody else's.</summary>
    public static IQueryable<SigningSession> OwnedBy(this IQueryable<SigningSession> sessions, Actor actor) =>
        sessions.Where(s => s.OrganisationId == actor.OrganisationId && s.PersonId == actor.PersonId);

    /// <summary>Steps this person may take now: those given to them by name, and those of a role they hold in their organisation.</summary>
    public static IQueryable<WorkflowTask> OpenTo(this IQueryable<WorkflowTask> tasks, Actor actor) =>
        tasks.Where(t => t.OrganisationId == actor.OrganisationId && t.ClosedAt == null)
            .Where(t => t.PersonId == null ? (t.Role & actor.Roles) != Role.None : t.PersonId == actor.PersonId);
}
