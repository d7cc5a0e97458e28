using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Ký ban hành (Điều 13): the competent person signs exactly the sheet that was shown; its bytes are kept and named by their hash.</summary>
public sealed record SignDispatch(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class SignDispatchHandler(PaperDesk<OfficialDispatch, DispatchView> desk, AuthorityDesk authorities, SheetDesk sheets, FileStore files, ActContext context, TimeProvider clock) : IRequestHandler<SignDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("Sign", "Signed", "signing.signed");

    public Task<Outcome<DispatchView>> Handle(SignDispatch request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => SignAsync(d, cancellationToken), d => new { d.SignedHash, d.SignedAt, d.Text.Capacity, d.AuthorityId }, cancellationToken);

    private async Task<Refusal?> SignAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        if (dispatch.RefuseSigner(context.Someone) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var authority = await authorities.FindAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, now, cancellationToken);
        if (authority.IsRefused)
        {
            return authority.Refusal;
        }

        var shown = await sheets.PrintAsync(dispatch, cancellationToken);
        return shown.IsRefused ? shown.Refusal : dispatch.Sign(authority.Value.Id, await files.PutAsync(shown.Value, cancellationToken), now);
    }
}
