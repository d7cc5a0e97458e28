using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Which rows a person may see: every query over papers passes through here. A paper is seen by its own organisation only; what was sent to others they see as
/// their own incoming row. An administrator keeps the system and reads no content.
/// </summary>
internal static class Visibility
{
    private const Role Readers = Role.Drafter | Role.UnitHead | Role.Clerk | Role.Signer | Role.Auditor | Role.System;

    /// <summary>Whose papers a person reads: what the four below ask, for a question that is translated once and takes the organisation as a value. Null for nobody's.</summary>
    public static Id<Body>? PapersOf(Actor actor) => actor.Is(Readers) ? actor.OrganisationId : null;

    public static IQueryable<OfficialDispatch> SeenBy(this IQueryable<OfficialDispatch> dispatches, Actor actor) =>
        PapersOf(actor) is { } own ? dispatches.Where(d => d.OrganisationId == own) : dispatches.Where(_ => false);

    public static IQueryable<IncomingDispatch> SeenBy(this IQueryable<IncomingDispatch> incoming, Actor actor) =>
        PapersOf(actor) is { } own ? incoming.Where(i => i.OrganisationId == own) : incoming.Where(_ => false);

    public static IQueryable<CertifiedCopy> SeenBy(this IQueryable<CertifiedCopy> copies, Actor actor) =>
        PapersOf(actor) is { } own ? copies.Where(c => c.OrganisationId == own) : copies.Where(_ => false);

    public static IQueryable<Recall> SeenBy(this IQueryable<Recall> recalls, Actor actor) =>
        PapersOf(actor) is { } own ? recalls.Where(r => r.OrganisationId == own) : recalls.Where(_ => false);

    public static IQueryable<Delivery> SeenBy(this IQueryable<Delivery> deliveries, Actor actor) =>
        actor.Is(Readers) ? deliveries.Where(d => d.SenderId == actor.OrganisationId) : deliveries.Where(_ => false);

    public static IQueryable<RegisterLine> SeenBy(this IQueryable<RegisterLine> lines, Actor actor) =>
        actor.Is(Readers) ? lines.Where(l => l.OrganisationId == actor.OrganisationId) : lines.Where(_ => false);

    /// <summary>Who may sign what is no secret inside an organisation, and the administrator keeps it.</summary>
    public static IQueryable<SigningAuthority> SeenBy(this IQueryable<SigningAuthority> authorities, Actor actor) =>
        actor.Is(Readers | Role.Administrator) ? authorities.Where(a => a.OrganisationId == actor.OrganisationId) : authorities.Where(_ => false);

    /// <summary>With which certificates an organisation seals is no secret inside it.</summary>
    public static IQueryable<SealCertificate> SeenBy(this IQueryable<SealCertificate> certificates, Actor actor) =>
        actor.Is(Readers | Role.Administrator) ? certificates.Where(c => c.OrganisationId == actor.OrganisationId) : certificates.Where(_ => false);

    /// <summary>Until when a person's certificate lasts is theirs to know, and the administrator's.</summary>
    public static IQueryable<PersonalCertificate> SeenBy(this IQueryable<PersonalCertificate> certificates, Actor actor) => actor.Is(Role.Administrator)
        ? certificates.Where(c => c.OrganisationId == actor.OrganisationId)
        : certificates.Where(c => c.OrganisationId == actor.OrganisationId && c.PersonId == actor.PersonId);

    /// <summary>A signing session is its own person's and nobody else's.</summary>
    public static IQueryable<SigningSession> OwnedBy(this IQueryable<SigningSession> sessions, Actor actor) =>
        sessions.Where(s => s.OrganisationId == actor.OrganisationId && s.PersonId == actor.PersonId);

    /// <summary>Sessions of the account are its own person's; an administrator keeps those of the organisation's people.</summary>
    public static IQueryable<AccountSession> KeptBy(this IQueryable<AccountSession> sessions, Actor actor) =>
        actor.Is(Role.Administrator) ? sessions.Where(s => s.OrganisationId == actor.OrganisationId) : sessions.Where(s => s.PersonId == actor.PersonId);

    public static IQueryable<WorkflowTask> SeenBy(this IQueryable<WorkflowTask> tasks, Actor actor) =>
        actor.Is(Readers) ? tasks.Where(t => t.OrganisationId == actor.OrganisationId) : tasks.Where(_ => false);

    public static IQueryable<WorkflowInstance> SeenBy(this IQueryable<WorkflowInstance> instances, Actor actor) =>
        actor.Is(Readers) ? instances.Where(i => i.OrganisationId == actor.OrganisationId) : instances.Where(_ => false);

    /// <summary>Delegations are known to both sides; an administrator knows those of the organisation.</summary>
    public static IQueryable<TaskDelegation> SeenBy(this IQueryable<TaskDelegation> delegations, Actor actor) => delegations.Where(
        actor.Is(Role.Administrator) ? d => d.OrganisationId == actor.OrganisationId : d => d.OrganisationId == actor.OrganisationId && (d.FromId == actor.PersonId || d.ToId == actor.PersonId));

    /// <summary>Delegations are taken back by whoever gave them, and by an administrator.</summary>
    public static IQueryable<TaskDelegation> KeptBy(this IQueryable<TaskDelegation> delegations, Actor actor) => delegations.Where(
        actor.Is(Role.Administrator) ? d => d.OrganisationId == actor.OrganisationId : d => d.OrganisationId == actor.OrganisationId && d.FromId == actor.PersonId);

    /// <summary>What colleagues who are away on a day handed to this person.</summary>
    public static IQueryable<TaskDelegation> HeldBy(this IQueryable<TaskDelegation> delegations, Actor actor, DateOnly day) =>
        delegations.Where(d => d.OrganisationId == actor.OrganisationId && d.ToId == actor.PersonId && d.EndedAt == null && d.FromDay <= day && d.UntilDay >= day);

    /// <summary>
    /// Tasks this person may do now: those given to them by name, those of a role they hold in their unit unless a colleague took them, and what somebody absent handed on.
    /// </summary>
    public static IQueryable<WorkflowTask> OpenTo(this IQueryable<WorkflowTask> tasks, Actor actor, IQueryable<TaskDelegation> held) =>
        tasks.WaitingIn(actor).Where(t => t.ClaimedById == null || t.ClaimedById == actor.PersonId || held.Any(d => d.FromId == t.ClaimedById && (d.DefinitionId == null || d.DefinitionId == t.DefinitionId)))
            .Where(t => t.PersonId == null
                ? (t.Role & actor.Roles) != Role.None && (t.UnitId == null || t.UnitId == actor.UnitId)
                : t.PersonId == actor.PersonId
                    || (!PersonalActs.Names.Contains(t.Act!) && held.Any(d => d.FromId == t.PersonId && (d.DefinitionId == null || d.DefinitionId == t.DefinitionId))));

    /// <summary>Tasks of this person's unit: those of the unit, those its people hold or were given; for whoever leads, also what is overdue and was told to their role.</summary>
    public static IQueryable<WorkflowTask> OpenInUnitOf(this IQueryable<WorkflowTask> tasks, Actor actor, IQueryable<Person> people) =>
        tasks.WaitingIn(actor).Where(t =>
            (t.UnitId != null && t.UnitId == actor.UnitId)
            || (t.EscalatedAt != null && (t.EscalateTo & actor.Roles) != Role.None)
            || people.Any(p => p.UnitId != null && p.UnitId == actor.UnitId && (p.Id == t.PersonId || p.Id == t.ClaimedById)));

    private static IQueryable<WorkflowTask> WaitingIn(this IQueryable<WorkflowTask> tasks, Actor actor) =>
        tasks.SeenBy(actor).Where(t => t.ClosedAt == null && t.Waits == WaitKind.Person);
}
