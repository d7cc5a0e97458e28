using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Issuing;

/// <summary>Phát hành (Điều 18): the final file is printed and kept, and every recipient of Nơi nhận gets its delivery, in one transaction.</summary>
public sealed record IssueDispatch(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class IssueDispatchHandler(
    OutgoingDesk desk, SheetDesk sheets, DistributionDesk distribution, DispatchDbContext db, FileStore files, CrashPoints crash, TimeProvider clock)
    : IRequestHandler<IssueDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new("Issue", "Issued", "issuing.issued");

    public Task<Outcome<DispatchView>> Handle(IssueDispatch request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.DispatchId, Step, d => IssueAsync(d, cancellationToken), d => new { d.NumberAndSymbol, d.ContentHash }, cancellationToken);

    private async Task<Refusal?> IssueAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        if (OutgoingLifecycle.Move(dispatch.State, OutgoingAct.Issue) is { IsRefused: true } unlawful)
        {
            return unlawful.Refusal;
        }

        var plan = await distribution.PlanAsync(Distributed.Of(dispatch), dispatch.IssuedOn!.Value, cancellationToken);
        if (plan.Unresolved.Count > 0)
        {
            return IssuingRefusals.Unresolved(plan);
        }

        var printed = await sheets.PrintAsync(dispatch, cancellationToken);
        if (printed.IsRefused)
        {
            return printed.Refusal;
        }

        var sheetHash = await sheets.KeepAsync(await sheets.SheetAsync(dispatch, cancellationToken), cancellationToken);
        var contentHash = await files.PutAsync(printed.Value, cancellationToken);
        crash.Hit(CrashPoints.FileStored);
        if (dispatch.Issue(contentHash, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var sent = await distribution.SendAsync(Distributed.Of(dispatch), await FactsAsync(dispatch, sheetHash, cancellationToken), contentHash, plan, cancellationToken);
        var line = await db.Set<RegisterLine>().SingleAsync(l => l.PaperId == dispatch.Id.Value && l.Book == RegisterBook.Outgoing, cancellationToken);
        (line.CopyCount, line.ForwardedOn) = (sent, OfficeTime.DateAt(clock.GetUtcNow()));
        return null;
    }

    private async Task<PaperFacts> FactsAsync(OfficialDispatch dispatch, string sheetHash, CancellationToken cancellationToken) => new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Electronic,
        Author = await db.Set<Body>().Where(b => b.Id == dispatch.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken),
        Kind = dispatch.Text.Kind,
        NumberAndSymbol = dispatch.NumberAndSymbol!,
        Date = dispatch.IssuedOn!.Value,
        Subject = dispatch.Subject,
        Signer = await db.Set<Person>().Where(p => p.Id == dispatch.SignerId).Select(p => p.FullName).SingleAsync(cancellationToken),
        Urgency = dispatch.Text.Urgency,
        SheetHash = sheetHash,
    };
}
