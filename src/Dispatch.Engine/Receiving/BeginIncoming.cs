using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Bắt đầu giải quyết: the sender is told (05). Taking the task of the matter does the same by itself.</summary>
public sealed record BeginIncoming(Id<IncomingDispatch> IncomingId) : IAct<IncomingView>;

internal sealed class BeginIncomingHandler(PaperDesk<IncomingDispatch, IncomingView> desk) : IRequestHandler<BeginIncoming, Outcome<IncomingView>>
{
    private static readonly RouteStep Step = new(null, null, "receiving.begun");

    public Task<Outcome<IncomingView>> Handle(BeginIncoming request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncomingId, Step, i => i.Move(IncomingAct.Begin), i => new { i.LeadUnitId }, cancellationToken);
}

/// <summary>Somebody took the task of handling what arrived: the matter has begun, and nobody has to say so a second time.</summary>
internal sealed class BegunMatters(DispatchDbContext db, Distributing.ReceiptDesk receipts, ActContext context, TimeProvider clock)
{
    private const string HandlingAct = "Close";

    /// <summary>Moves the incoming dispatch of a claimed task, when that is what the task is about.</summary>
    public async Task BeginAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        var id = new Id<IncomingDispatch>(task.PaperId);
        if (task.Act != HandlingAct || await db.Set<IncomingDispatch>().SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } incoming || incoming.Move(IncomingAct.Begin) is not null)
        {
            return;
        }

        if (IncomingWording.Receipt(incoming, clock.GetUtcNow()) is { } news)
        {
            await receipts.GiveAsync(news, cancellationToken);
        }

        context.Note(incoming.OrganisationId, "receiving.begun", incoming.Id.Value, new { incoming.LeadUnitId });
    }
}
