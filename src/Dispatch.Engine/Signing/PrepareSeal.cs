using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Mở phiên ký số của cơ quan (Điều 17): number and date are filled into their fields, and the file is made ready for the organisation's certificate.</summary>
/// <param name="DispatchId">What will be signed.</param>
/// <param name="By">With which certificate: the organisation's.</param>
public sealed record PrepareSeal(Id<OfficialDispatch> DispatchId, SignerCertificate By) : IAct<SigningSessionView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => By.Flaw();
}

internal sealed class PrepareSealHandler(PaperDesk<OfficialDispatch, DispatchView> desk, SigningDesk signing, ActContext context) : IRequestHandler<PrepareSeal, Outcome<SigningSessionView>>
{
    public async Task<Outcome<SigningSessionView>> Handle(PrepareSeal request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(request.DispatchId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var dispatch = opened.Value;
        if (dispatch.RefuseSeal() is { } refusal)
        {
            return refusal;
        }

        var session = await signing.OpenAsync(dispatch, SigningPurpose.Seal, request.By, cancellationToken);
        if (session.IsRefused)
        {
            return session.Refusal;
        }

        context.Note(dispatch.OrganisationId, "signing.session-opened", dispatch.Id.Value, SigningSessionView.Facts(session.Value));
        return SigningSessionView.Of(session.Value);
    }
}
