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

internal sealed class ReviseDispatchHandler(OutgoingDesk desk, ActContext context) : IRequestHandler<ReviseDispatch, Outcome<DispatchView>>
{
    public async Task<Outcome<DispatchView>> Handle(ReviseDispatch request, CancellationToken cancellationToken)
    {
        if (context.ExpectedVersion is null)
        {
            return RegisteringRefusals.VersionNeeded;
        }

        var opened = await desk.OpenAsync(request.DispatchId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var dispatch = opened.Value;
        if (dispatch.DrafterId != context.Someone.PersonId)
        {
            return RegisteringRefusals.NotYours;
        }

        if (dispatch.Move(OutgoingAct.Revise, dispatch.Reason) is { } refusal)
        {
            return refusal;
        }

        dispatch.Text = request.Text.Cleaned() with { Kind = dispatch.Text.Kind };
        dispatch.Subject = dispatch.Text.Subject;
        context.Note(dispatch.OrganisationId, "registering.revised", dispatch.Id.Value, new { dispatch.Subject });
        return DispatchView.AfterChange(dispatch);
    }
}
