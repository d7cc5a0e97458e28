using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Engine.Registering;

/// <summary>Sửa dự thảo: the drafter changes the words while it is a draft. Needs the version that was read.</summary>
/// <param name="DispatchId">Which draft.</param>
/// <param name="Text">The new words, all of them. The kind, and so the symbol, stays.</param>
public sealed record ReviseDispatch(Id<OfficialDispatch> DispatchId, DispatchText Text) : IAct<DispatchView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Text.Flaw();

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Text.Texts();
}

internal sealed class ReviseDispatchHandler(PaperDesk<OfficialDispatch, DispatchView> desk, ActContext context) : IRequestHandler<ReviseDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new(null, null, "registering.revised");

    public async Task<Outcome<DispatchView>> Handle(ReviseDispatch request, CancellationToken cancellationToken) =>
        context.ExpectedVersion is null
            ? RegisteringRefusals.VersionNeeded
            : await desk.DoAsync(request.DispatchId, Step, dispatch => Revise(dispatch, request.Text), dispatch => new { dispatch.Subject }, cancellationToken);

    private Refusal? Revise(OfficialDispatch dispatch, DispatchText text)
    {
        if (dispatch.DrafterId != context.Someone.PersonId)
        {
            return RegisteringRefusals.NotYours;
        }

        if (dispatch.Move(OutgoingAct.Revise, dispatch.Reason) is { } refusal)
        {
            return refusal;
        }

        dispatch.Text = text.Cleaned() with { Kind = dispatch.Text.Kind };
        dispatch.Subject = dispatch.Text.Subject;
        return null;
    }
}
