using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Sheets;
using MediatR;

namespace Dispatch.Engine.Issuing;

/// <summary>Phát hành (Điều 18): the final file is printed and kept, and every recipient of Nơi nhận gets its delivery, in one transaction.</summary>
public sealed record IssueDispatch(Id<OfficialDispatch> DispatchId) : IAct<DispatchView>;

internal sealed class IssueDispatchHandler(
    PaperDesk<OfficialDispatch, DispatchView> desk, SheetDesk sheets, PaperPress press, ActFiles files, DistributionDesk distribution, RecallDesk recalls, ActContext context, DispatchDbContext db, TimeProvider clock)
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

        if (dispatch is { IsSignedInFile: true, SealedHash: null })
        {
            return SigningRefusals.SealFirst;
        }

        var sheet = await sheets.SheetAsync(dispatch, cancellationToken);
        // Where both signed in the file, that is the final file; where ink stands on paper, the numbered sheet is printed while the recipients are looked up.
        var printing = dispatch.IsSignedInFile ? null : context.Beside.Begin(() => Task.FromResult(press.Print(sheet)), cancellationToken);
        var planned = await distribution.PlanAsync(Distributed.Of(dispatch), dispatch.IssuedOn!.Value, cancellationToken);
        if (planned.Plan.Unresolved.Count > 0)
        {
            return IssuingRefusals.Unresolved(planned.Plan);
        }

        var sheetHash = files.Keep(SheetDesk.Kept(sheet), cancellationToken);
        var keeping = printing is null ? null : files.KeepAsync(printing, cancellationToken);
        // Who gets it does not hang on the bytes: their rows are written while it is printed.
        var sending = await distribution.AddressAsync(Distributed.Of(dispatch), dispatch.Text.Urgency, planned, cancellationToken);
        var content = keeping is null ? dispatch.SealedHash! : await keeping;
        if (content.IsRefused)
        {
            return content.Refusal;
        }

        if (dispatch.Issue(content.Value, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var sent = await distribution.SendAsync(sending, Facts(dispatch, sheet, sheetHash), content.Value, [], cancellationToken);
        await RegisterLineChanges.ForwardAsync(db, RegisterBook.Outgoing, dispatch.Id.Value, sent, OfficeTime.DateAt(clock.GetUtcNow()), cancellationToken);
        return await recalls.FollowIssueAsync(dispatch, sheet.IssuerName, cancellationToken);
    }

    private static PaperFacts Facts(OfficialDispatch dispatch, DispatchSheet sheet, string sheetHash) => new()
    {
        Form = PaperForm.Original,
        Medium = Medium.Electronic,
        Author = sheet.IssuerName,
        Kind = dispatch.Text.Kind,
        NumberAndSymbol = dispatch.NumberAndSymbol!,
        Date = dispatch.IssuedOn!.Value,
        Subject = dispatch.Subject,
        Signer = sheet.Signing.Name,
        Urgency = dispatch.Text.Urgency,
        SheetHash = sheetHash,
    };
}
