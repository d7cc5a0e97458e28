using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>
/// Thu hồi bản sao của chính cơ quan: who certified a copy takes it back from everybody it went to, and from everybody the copies made of it went to. What it was copied from stays in
/// force and in the book.
/// </summary>
/// <param name="CopyId">An issued copy.</param>
/// <param name="Reason">Why; 1 to 1,000 letters; every receiver reads it.</param>
public sealed record RecallCopy(Id<CertifiedCopy> CopyId, string Reason) : IAct<CopyView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Reason.Trim().Length is 0 or > 1000 ? RecallingRefusals.ReasonNeeded : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class RecallCopyHandler(PaperDesk<CertifiedCopy, CopyView> desk, RecallDesk recalls, RouteDesk route, DispatchDbContext db, ActContext context, TimeProvider clock) :
    IRequestHandler<RecallCopy, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new(null, null, "recalling.copy-recalled");

    public Task<Outcome<CopyView>> Handle(RecallCopy request, CancellationToken cancellationToken)
    {
        var asked = 0;
        return desk.DoAsync(
            request.CopyId,
            Step,
            async copy =>
            {
                var taken = await TakeBackAsync(copy, TextGuard.Clean(request.Reason), cancellationToken);
                asked = taken.IsRefused ? 0 : taken.Value;
                return taken.Refusal;
            },
            copy => new { copy.NumberAndSymbol, copy.ContentHash, copy.Reason, Asked = asked },
            cancellationToken);
    }

    private async Task<Outcome<int>> TakeBackAsync(CertifiedCopy copy, string reason, CancellationToken cancellationToken)
    {
        if (copy.SignerId != context.Someone.PersonId)
        {
            return RecallingRefusals.NotTheCertifier;
        }

        if (!CopyLifecycle.Lawful(copy.State).Contains(CopyAct.Recall))
        {
            return RecallingRefusals.CopyNotIssued;
        }

        var office = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        var mark = PaperMark.CopyRecalled(office, OfficeTime.DateAt(clock.GetUtcNow()), copy.NumberAndSymbol!, reason);
        if (copy.TakeBack(mark) is { } refusal)
        {
            return refusal;
        }

        await recalls.StrikeAsync(copy.Id.Value, RegisterBook.Copies, mark, cancellationToken);
        await route.AbandonAsync(copy.Id.Value, cancellationToken);
        return await recalls.AskAsync(copy.Id.Value, mark, cancellationToken);
    }
}
