using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>One recall.</summary>
public sealed record FindRecall(Id<Recall> RecallId) : IQuestion<RecallView>;

/// <summary>Recalls of the organisation, newest first; pages by key.</summary>
/// <param name="DispatchId">Only those of one dispatch.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListRecalls(Id<OfficialDispatch>? DispatchId = null, Id<Recall>? After = null, int Take = 50) : IQuestion<Page<RecallView>>;

internal sealed class FindRecallHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<FindRecall, Outcome<RecallView>>, IRequestHandler<ListRecalls, Outcome<Page<RecallView>>>
{
    public async Task<Outcome<RecallView>> Handle(FindRecall request, CancellationToken cancellationToken) =>
        await Seen().SingleOrDefaultAsync(r => r.Id == request.RecallId, cancellationToken) is { } recall ? RecallView.Of(recall) : KernelRefusals.Unknown("đề nghị thu hồi");

    public async Task<Outcome<Page<RecallView>>> Handle(ListRecalls request, CancellationToken cancellationToken) =>
        await (request.DispatchId is { } dispatch ? Seen().Where(r => r.DispatchId == dispatch) : Seen())
            .PageAsync(r => r.Id, request.After, request.Take, RecallView.Of, view => view.Id.ToString(), cancellationToken, newestFirst: true);

    private IQueryable<Recall> Seen() => db.Set<Recall>().AsNoTracking().SeenBy(context.Someone);
}
