using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Kiểm tra thể thức và kỹ thuật trình bày trước khi ký (Điều 12.2).</summary>
public sealed record PassForm(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class PassFormHandler(PaperDesk<OfficialDispatch, DispatchView> desk, ActContext context) : IRequestHandler<PassForm, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("PassForm", "Passed", "signing.form-passed");

    public Task<Outcome<DispatchView>> Handle(PassForm request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => d.NotBy(context.Someone) ?? d.Move(OutgoingAct.PassForm), d => new { d.Subject }, cancellationToken);
}
