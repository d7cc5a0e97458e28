using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Phát hành bản sao: the file the organisation signed, or the print of a paper copy, is kept and goes to every recipient of the copy.</summary>
public sealed record IssueCopy(Id<CertifiedCopy> CopyId) : IAct<CopyView>;

internal sealed class IssueCopyHandler(
    PaperDesk<CertifiedCopy, CopyView> desk, SheetDesk sheets, ActFiles files, DistributionDesk distribution, CopyNotices notices, DispatchDbContext db, TimeProvider clock)
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

        var planned = await distribution.PlanAsync(Distributed.Of(copy), copy.CopiedOn!.Value, cancellationToken);
        if (planned.Plan.Unresolved.Count > 0)
        {
            return IssuingRefusals.Unresolved(planned.Plan);
        }

        var source = await db.SourceOfAsync(copy, cancellationToken);
        var content = await ContentAsync(copy, source, cancellationToken);
        if (content.IsRefused)
        {
            return content.Refusal;
        }

        var contentHash = content.Value;
        if (copy.Issue(contentHash, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var facts = source with
        {
            Form = CopyLifecycle.PaperOf(copy.Form),
            Medium = copy.Medium,
            CopyNumberAndSymbol = copy.NumberAndSymbol,
            CopiedBy = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken),
            CopiedOn = copy.CopiedOn,
            // Who gets an extract gets nothing of the rest, in no form.
            SheetHash = copy.Parts.Count == 0 ? source.SheetHash : null,
        };
        var sending = await distribution.AddressAsync(Distributed.Of(copy), facts.Urgency, planned, cancellationToken);
        var sent = await distribution.SendAsync(sending, facts, contentHash, copy.Marks, cancellationToken);
        await notices.MadeAsync(copy, sent, cancellationToken);
        await RegisterLineChanges.ForwardAsync(db, RegisterBook.Copies, copy.Id.Value, sent, OfficeTime.DateAt(clock.GetUtcNow()), cancellationToken);
        return null;
    }

    /// <summary>The hash of the final file: the one the organisation signed, or the print of a copy that will be signed and sealed on paper.</summary>
    private async Task<Outcome<string>> ContentAsync(CertifiedCopy copy, PaperFacts source, CancellationToken cancellationToken)
    {
        if (copy.SignedHash is { } signed)
        {
            return signed;
        }

        if (copy.Medium is Medium.Electronic)
        {
            return CopyingRefusals.SealFirst;
        }

        var printed = await sheets.PrintAsync(copy, source.SheetHash, cancellationToken);
        return printed.IsRefused ? printed.Refusal : files.Keep(printed.Value, cancellationToken);
    }
}
