using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>One outgoing dispatch.</summary>
public sealed record FindDispatch(Id<OfficialDispatch> DispatchId) : IQuestion<DispatchView>, IReadsPaper
{
    Guid IReadsPaper.Paper => DispatchId.Value;
}

/// <summary>Outgoing dispatches of the organisation, oldest first unless asked otherwise; pages by key.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="NewestFirst">Whether the newest come first, as people look for them.</param>
public sealed record ListDispatches(OutgoingState? State = null, Id<OfficialDispatch>? After = null, int Take = 50, bool NewestFirst = false) : IQuestion<Page<DispatchView>>;

internal sealed class FindDispatchHandler(DispatchDbContext db, DraftPeopleDesk people, ActContext context) :
    IRequestHandler<FindDispatch, Outcome<DispatchView>>, IRequestHandler<ListDispatches, Outcome<Page<DispatchView>>>
{
    public async Task<Outcome<DispatchView>> Handle(FindDispatch request, CancellationToken cancellationToken) =>
        await Seen().SingleOrDefaultAsync(d => d.Id == request.DispatchId, cancellationToken) is { } dispatch
            ? DispatchView.Of(dispatch) with { Asked = OutgoingLifecycle.After(dispatch.State, OutgoingAct.Revise) is null ? null : await people.AskedAsync(dispatch.Id, cancellationToken) }
            : KernelRefusals.Unknown("văn bản đi");

    public async Task<Outcome<Page<DispatchView>>> Handle(ListDispatches request, CancellationToken cancellationToken) =>
        await (request.State is { } state ? Seen().Where(d => d.State == state) : Seen())
            .PageAsync(d => d.Id, request.After, request.Take, DispatchView.Of, view => view.Id.ToString(), cancellationToken, request.NewestFirst);

    private IQueryable<OfficialDispatch> Seen() => db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone);
}
