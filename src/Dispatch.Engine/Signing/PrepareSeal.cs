using Dispatch.Engine.Kernel;
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

internal sealed class PrepareSealHandler(DispatchSigning signing, AuthorityDesk authorities, TimeProvider clock) : IRequestHandler<PrepareSeal, Outcome<SigningSessionView>>
{
    public Task<Outcome<SigningSessionView>> Handle(PrepareSeal request, CancellationToken cancellationToken) => signing.OpenAsync(
        request.DispatchId,
        SigningPurpose.Seal,
        request.By,
        async (dispatch, cancel) => dispatch.RefuseSeal() ?? await authorities.RefuseSealAsync(dispatch.OrganisationId, request.By.Certificate, clock.GetUtcNow(), cancel),
        cancellationToken);
}
