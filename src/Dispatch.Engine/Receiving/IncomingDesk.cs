using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>How every act on an incoming dispatch is done: find, hold against the version, change, take the step, tell the sender, note it.</summary>
internal sealed class IncomingDesk(DispatchDbContext db, ActContext context, RouteDesk route, TimeProvider clock)
{
    /// <summary>The incoming dispatch, tracked; unknown when it is not there or not theirs.</summary>
    public async Task<Outcome<IncomingDispatch>> OpenAsync(Id<IncomingDispatch> id, CancellationToken cancellationToken)
    {
        var incoming = await db.Set<IncomingDispatch>().SeenBy(context.Someone).SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        return incoming switch
        {
            null => KernelRefusals.Unknown("văn bản đến"),
            _ when context.IsStale(incoming) => KernelRefusals.Stale,
            _ => incoming,
        };
    }

    /// <summary>One act, its step, its note, and the receipt when the sender has something new to know.</summary>
    public async Task<Outcome<IncomingView>> DoAsync(
        Id<IncomingDispatch> id, RouteStep step, Func<IncomingDispatch, Task<Refusal?>> change, Func<IncomingDispatch, object> facts, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(id, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var incoming = opened.Value;
        var toldBefore = IncomingLifecycle.Receipt(incoming.State);
        if (await change(incoming) is { } refusal)
        {
            return refusal;
        }

        if (await route.StepAsync(incoming.Id.Value, step.Act, step.Outcome, cancellationToken) is { } offRoute)
        {
            return offRoute;
        }

        if (IncomingLifecycle.Receipt(incoming.State) != toldBefore && IncomingWording.Receipt(incoming, clock.GetUtcNow()) is { } receipt)
        {
            db.Add(receipt);
        }

        context.Note(incoming.OrganisationId, step.Note, incoming.Id.Value, facts(incoming));
        return IncomingView.AfterChange(incoming);
    }

    /// <summary>One act whose change needs no waiting.</summary>
    public Task<Outcome<IncomingView>> DoAsync(
        Id<IncomingDispatch> id, RouteStep step, Func<IncomingDispatch, Refusal?> change, Func<IncomingDispatch, object> facts, CancellationToken cancellationToken) =>
        DoAsync(id, step, incoming => Task.FromResult(change(incoming)), facts, cancellationToken);
}
