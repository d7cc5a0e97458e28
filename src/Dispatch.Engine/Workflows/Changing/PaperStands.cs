using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>Where the papers of running matters stand, and what the law tables say there to an act that a procedure would wait for.</summary>
internal sealed class PaperStands
{
    private readonly Dictionary<Guid, Func<string, Refusal?>> laws = [];

    private PaperStands()
    {
    }

    public static async Task<PaperStands> LoadAsync(DispatchDbContext db, IReadOnlyList<Guid> papers, CancellationToken cancellationToken)
    {
        var stands = new PaperStands();
        var dispatches = papers.Select(id => new Id<OfficialDispatch>(id)).ToList();
        var incoming = papers.Select(id => new Id<IncomingDispatch>(id)).ToList();
        var copies = papers.Select(id => new Id<CertifiedCopy>(id)).ToList();
        stands.Add(
            await db.Set<OfficialDispatch>().Where(d => dispatches.Contains(d.Id)).ToDictionaryAsync(d => d.Id.Value, d => d.State, cancellationToken),
            (OutgoingState state, OutgoingAct act) => OutgoingLifecycle.Move(state, act).Refusal);
        stands.Add(
            await db.Set<IncomingDispatch>().Where(i => incoming.Contains(i.Id)).ToDictionaryAsync(i => i.Id.Value, i => i.State, cancellationToken),
            (IncomingState state, IncomingAct act) => IncomingLifecycle.Move(state, act).Refusal);
        stands.Add(
            await db.Set<CertifiedCopy>().Where(c => copies.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, c => c.State, cancellationToken),
            (CopyState state, CopyAct act) => CopyLifecycle.Move(state, act).Refusal);
        return stands;
    }

    /// <summary>Why the act could not be done to the paper now; null when it could. A recall is decided once, so what would wait for that waits for it already.</summary>
    public Refusal? Ask(Guid paperId, string act) => laws.TryGetValue(paperId, out var law) ? law(act) : null;

    private void Add<TState, TAct>(Dictionary<Guid, TState> states, Func<TState, TAct, Refusal?> law)
        where TAct : struct, Enum
    {
        foreach (var (paper, state) in states)
        {
            // An act on a copy is named so in definitions: they know all acts by one set of names.
            laws[paper] = act => Enum.TryParse<TAct>(typeof(TAct) == typeof(CopyAct) ? act.Replace("Copy", string.Empty, StringComparison.Ordinal) : act, out var known) ? law(state, known) : null;
        }
    }
}
