using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Phát hành bản sao: the source's pages with the copy's block are printed and kept, and goes to every recipient of the copy.</summary>
public sealed record IssueCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

internal sealed class IssueCopyHandler(
    PaperDesk<CertifiedCopy, CopyView> desk, SheetDesk sheets, DistributionDesk distribution, CopyNotices notices, DispatchDbContext db, FileStore files, CrashPoints crash, TimeProvider clock)
    : IRequestHandler<IssueCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("IssueCopy", "Issued", "copying.issued");

    public Task<Outcome<CopyView>> Handle(IssueCopy request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.CopyId, Step, copy => IssueAsync(copy, cancellationToken), copy => new { copy.NumberAndSymbol, copy.ContentHash, copy.SourceHash }, cancellationToken);

    private async Task<Refusal?> IssueAsync(CertifiedCopy copy, CancellationToken cancellationToken)
    {
        if (CopyLifecycle.Move(copy.State, CopyAct.Issue) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var plan = await distribution.PlanAsync(Distributed.Of(copy), copy.CopiedOn!.Value, cancellationToken);
        if (plan.Unresolved.Count > 0)
        {
            return IssuingRefusals.Unresolved(plan);
        }

        var source = await db.Set<IncomingDispatch>().AsNoTracking().SingleAsync(i => i.Id == copy.SourceId, cancellationToken);
        var printed = await sheets.PrintAsync(copy, source.Facts.SheetHash, cancellationToken);
        if (printed.IsRefused)
        {
            return printed.Refusal;
        }

        var contentHash = await files.PutAsync(printed.Value, cancellationToken);
        crash.Hit(CrashPoints.FileStored);
        if (copy.Issue(contentHash, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var facts = source.Facts with
        {
            Form = CopyLifecycle.PaperOf(copy.Form),
            Medium = copy.Medium,
            CopyNumberAndSymbol = copy.NumberAndSymbol,
            CopiedBy = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken),
            CopiedOn = copy.CopiedOn,
            // Who gets an extract gets nothing of the rest, in no form.
            SheetHash = copy.Parts.Count == 0 ? source.Facts.SheetHash : null,
        };
        var sent = await distribution.SendAsync(Distributed.Of(copy), facts, contentHash, plan, cancellationToken);
        await notices.MadeAsync(copy, sent, cancellationToken);
        await db.Set<RegisterLine>().ForwardAsync(RegisterBook.Copies, copy.Id.Value, sent, OfficeTime.DateAt(clock.GetUtcNow()), cancellationToken);
        return null;
    }
}
