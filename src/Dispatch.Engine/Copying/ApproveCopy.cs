using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Engine.Copying;

/// <summary>Đối chiếu với bản nguồn và ký sao (Điều 27). Who asked for the copy does not certify it.</summary>
public sealed record ApproveCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

internal sealed class ApproveCopyHandler(PaperDesk<CertifiedCopy, CopyView> desk, AuthorityDesk authorities, ActContext context, TimeProvider clock) : IRequestHandler<ApproveCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("ApproveCopy", "Approved", "copying.approved");

    public Task<Outcome<CopyView>> Handle(ApproveCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.CopyId, Step, copy => ApproveAsync(copy, cancellationToken), copy => new { copy.SourceHash, copy.SignedAt, copy.Capacity, copy.AuthorityId }, cancellationToken);

    private async Task<Refusal?> ApproveAsync(CertifiedCopy copy, CancellationToken cancellationToken)
    {
        var (person, now) = (context.Someone.PersonId!.Value, clock.GetUtcNow());
        if (copy.RequesterId == person)
        {
            return SigningRefusals.SelfApproval;
        }

        if (person != copy.SignerId)
        {
            return SigningRefusals.NotTheSigner;
        }

        var authority = await authorities.FindAsync(copy.OrganisationId, person, AuthorityDesk.Copies, copy.Capacity, now, cancellationToken);
        return authority.IsRefused ? authority.Refusal : copy.Approve(authority.Value.Id, now);
    }
}
