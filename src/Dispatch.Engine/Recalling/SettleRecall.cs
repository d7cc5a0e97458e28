using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>Somewhere down the tree everybody a copy went to has answered: the issuer's matter that waits for all of them may go on. True when it did.</summary>
/// <param name="DispatchId">The recalled dispatch.</param>
public sealed record SettleRecall(Id<OfficialDispatch> DispatchId) : IAct<bool>;

internal sealed class SettleRecallHandler(DispatchDbContext db, RecallDesk recalls, ActContext context) : IRequestHandler<SettleRecall, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(SettleRecall request, CancellationToken cancellationToken)
    {
        if (!await db.Set<OfficialDispatch>().SeenBy(context.Someone).AnyAsync(d => d.Id == request.DispatchId, cancellationToken))
        {
            return KernelRefusals.Unknown("văn bản đi");
        }

        return await recalls.GoOnAsync(request.DispatchId, cancellationToken);
    }
}

/// <summary>Everybody a copy went to has answered its recall.</summary>
internal sealed record RecallSettledNews(Id<OfficialDispatch> DispatchId);
