using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Engine.Copying;

/// <summary>Đối chiếu với bản nguồn và ký sao (Điều 27). Who asked for the copy does not certify it.</summary>
public sealed record ApproveCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

internal sealed class ApproveCopyHandler(PaperDesk<CertifiedCopy, CopyView> desk, ActContext context, TimeProvider clock) : IRequestHandler<ApproveCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("ApproveCopy", "Approved", "copying.approved");

    public Task<Outcome<CopyView>> Handle(ApproveCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(
            request.CopyId,
            Step,
            copy => copy.RequesterId == context.Someone.PersonId ? SigningRefusals.SelfApproval : copy.Approve(context.Someone.PersonId!.Value, clock.GetUtcNow()),
            copy => new { copy.SourceHash, copy.SignedAt, copy.Capacity },
            cancellationToken);
}
