using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Registering;

/// <summary>Trình dự thảo để kiểm tra (Điều 12): by the drafter only.</summary>
public sealed record SubmitDispatch(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class SubmitDispatchHandler(PaperDesk<OfficialDispatch, DispatchView> desk, ActContext context) : IRequestHandler<SubmitDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("Submit", "Submitted", "registering.submitted");

    public Task<Outcome<DispatchView>> Handle(SubmitDispatch request, CancellationToken cancellationToken) =>
        desk.DoAsync(
            request.DispatchId,
            Step,
            dispatch => dispatch.DrafterId == context.Someone.PersonId ? dispatch.Move(OutgoingAct.Submit) : RegisteringRefusals.NotYours,
            dispatch => new { dispatch.Subject },
            cancellationToken);
}
