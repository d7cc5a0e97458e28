using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>How every act on an outgoing dispatch is done: find what the person may see, hold it against the version they read, let the paper answer, take the route's step, note it.</summary>
internal sealed class OutgoingDesk(DispatchDbContext db, ActContext context, RouteDesk route)
{
    /// <summary>The dispatch, tracked; unknown when it is not there or not theirs, stale when it moved on.</summary>
    public async Task<Outcome<OfficialDispatch>> OpenAsync(Id<OfficialDispatch> id, CancellationToken cancellationToken)
    {
        var dispatch = await db.Set<OfficialDispatch>().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        return dispatch switch
        {
            null => KernelRefusals.Unknown("văn bản đi"),
            _ when context.IsStale(dispatch) => KernelRefusals.Stale,
            _ => dispatch,
        };
    }

    /// <summary>One act, its step and its note.</summary>
    /// <param name="id">The dispatch.</param>
    /// <param name="step">The act as definitions name it, and how its step ends.</param>
    /// <param name="change">What the act does to the dispatch; a refusal undoes everything.</param>
    /// <param name="facts">What the audit log should hold of it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Outcome<DispatchView>> DoAsync(
        Id<OfficialDispatch> id, RouteStep step, Func<OfficialDispatch, Task<Refusal?>> change, Func<OfficialDispatch, object> facts, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(id, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var dispatch = opened.Value;
        if (await change(dispatch) is { } refusal)
        {
            return refusal;
        }

        if (await route.StepAsync(dispatch.Id.Value, step.Act, step.Outcome, cancellationToken) is { } offRoute)
        {
            return offRoute;
        }

        context.Note(dispatch.OrganisationId, step.Note, dispatch.Id.Value, facts(dispatch));
        return DispatchView.AfterChange(dispatch);
    }

    /// <summary>One act whose change needs no waiting.</summary>
    public Task<Outcome<DispatchView>> DoAsync(
        Id<OfficialDispatch> id, RouteStep step, Func<OfficialDispatch, Refusal?> change, Func<OfficialDispatch, object> facts, CancellationToken cancellationToken) =>
        DoAsync(id, step, dispatch => Task.FromResult(change(dispatch)), facts, cancellationToken);

    /// <summary>The drafter is never the one who checks or signs.</summary>
    public Refusal? NotTheDrafter(OfficialDispatch dispatch) =>
        dispatch.DrafterId == context.Someone.PersonId ? Signing.SigningRefusals.SelfApproval : null;
}

/// <summary>A step of a route as an act takes it.</summary>
/// <param name="Act">The act's name in definitions; null for whichever open step knows the outcome.</param>
/// <param name="Outcome">How the step ends.</param>
/// <param name="Note">The word in the audit log.</param>
internal sealed record RouteStep(string? Act, string Outcome, string Note);
