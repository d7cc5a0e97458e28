using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>One incoming dispatch.</summary>
public sealed record FindIncoming(Id<IncomingDispatch> IncomingId) : IQuestion<IncomingView>, IReadsPaper
{
    Guid IReadsPaper.Paper => IncomingId.Value;
}

/// <summary>Incoming dispatches of the organisation, oldest first unless asked otherwise; pages by key.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="NewestFirst">Whether the newest come first, as people look for them.</param>
public sealed record ListIncoming(IncomingState? State = null, Id<IncomingDispatch>? After = null, int Take = 50, bool NewestFirst = false) : IQuestion<Page<IncomingView>>;

internal sealed class FindIncomingHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<FindIncoming, Outcome<IncomingView>>, IRequestHandler<ListIncoming, Outcome<Page<IncomingView>>>
{
    public async Task<Outcome<IncomingView>> Handle(FindIncoming request, CancellationToken cancellationToken) =>
        await Seen().SingleOrDefaultAsync(i => i.Id == request.IncomingId, cancellationToken) is { } incoming
            ? IncomingView.Of(incoming) with { Opinions = await db.OpinionsAsync(incoming.Id.Value, cancellationToken) }
            : KernelRefusals.Unknown("văn bản đến");

    public async Task<Outcome<Page<IncomingView>>> Handle(ListIncoming request, CancellationToken cancellationToken) =>
        await (request.State is { } state ? Seen().Where(i => i.State == state) : Seen())
            .PageAsync(i => i.Id, request.After, request.Take, IncomingView.Of, view => view.Id.ToString(), cancellationToken, request.NewestFirst);

    private IQueryable<IncomingDispatch> Seen() => db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone);
}
