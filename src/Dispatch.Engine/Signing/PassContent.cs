using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Kiểm tra nội dung trước khi ký (Điều 12.1): the head of the drafting unit answers for the content.</summary>
public sealed record PassContent(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class PassContentHandler(PaperDesk<OfficialDispatch, DispatchView> desk, ActContext context) : IRequestHandler<PassContent, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("PassContent", "Passed", "signing.content-passed");

    public Task<Outcome<DispatchView>> Handle(PassContent request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => d.NotBy(context.Someone) ?? d.Move(OutgoingAct.PassContent), d => new { d.Subject }, cancellationToken);
}
