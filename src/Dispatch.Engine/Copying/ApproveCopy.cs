using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Đối chiếu với bản nguồn và ký sao (Điều 27). Who asked for the copy does not certify it.</summary>
public sealed record ApproveCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

/// <summary>What was found of the source, from before the transaction to the handler.</summary>
internal sealed class LookedAtSource
{
    public VerifiedFile? Found { get; set; }
}

/// <summary>Looks at the source's file before the transaction opens: a verification is long for a database with one writer.</summary>
internal sealed class ApproveCopyBeforehand(DispatchDbContext db, VerificationDesk verifications, LookedAtSource looked, ActContext context) : IBeforehand<ApproveCopy>
{
    public async Task<Refusal?> PrepareAsync(ApproveCopy request, CancellationToken cancellationToken)
    {
        var hash = await db.Set<CertifiedCopy>().SeenBy(context.Someone).Where(c => c.Id == request.CopyId).Select(c => c.SourceHash).SingleOrDefaultAsync(cancellationToken);
        looked.Found = hash is null ? null : await verifications.LookAsync(hash, isArrival: false, cancellationToken);
        return null;
    }
}

internal sealed class ApproveCopyHandler(
    PaperDesk<CertifiedCopy, CopyView> desk, AuthorityDesk authorities, VerificationDesk verifications, LookedAtSource looked, ActContext context, TimeProvider clock) : IRequestHandler<ApproveCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("ApproveCopy", "Approved", "copying.approved");

    public Task<Outcome<CopyView>> Handle(ApproveCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.CopyId, Step, copy => ApproveAsync(copy, cancellationToken), copy => new { copy.SourceHash, copy.Source, copy.SignedAt, copy.Capacity, copy.AuthorityId }, cancellationToken);

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

        if (looked.Found is not { } found)
        {
            return CopyingRefusals.SourceNotSound(string.Empty);
        }

        // What the copy is bound to is the verdict that stands with its source.
        var source = copy.IncomingId is { } incoming ? SourceFinding.Of(await verifications.KeepAsync(incoming, copy.OrganisationId, copy.SourceHash, found, cancellationToken)) : SourceFinding.Of(found, now);
        if (!source.IsSound)
        {
            return CopyingRefusals.SourceNotSound(source.Words);
        }

        var authority = await authorities.FindAsync(copy.OrganisationId, person, SigningAuthority.Copies, copy.Capacity, now, cancellationToken);
        return authority.IsRefused ? authority.Refusal : copy.Approve(authority.Value.Id, source, now);
    }
}
