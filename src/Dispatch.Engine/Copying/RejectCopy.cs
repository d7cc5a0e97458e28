using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Engine.Copying;

/// <summary>Không duyệt sao, kèm lý do.</summary>
/// <param name="CopyId">Which copy.</param>
/// <param name="Reason">Why; 1 to 1,000 letters.</param>
public sealed record RejectCopy(Id<CertifiedCopy> CopyId, string Reason) : IAct<CopyView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : SigningRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class RejectCopyHandler(PaperDesk<CertifiedCopy, CopyView> desk) : IRequestHandler<RejectCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("ApproveCopy", "Returned", "copying.rejected");

    public Task<Outcome<CopyView>> Handle(RejectCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.CopyId, Step, copy => copy.Move(CopyAct.Reject, TextGuard.Clean(request.Reason)), copy => new { copy.Reason }, cancellationToken);
}
