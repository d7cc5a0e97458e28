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
    PaperDesk<OfficialDispatch, DispatchView> desk, SheetDesk sheets, DistributionDesk distribution, RecallDesk recalls, DispatchDbContext db, FileStore files, CrashPoints crash, TimeProvider clock)
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

        var sheet = await sheets.SheetAsync(dispatch, cancellationToken);
        // The disk takes the sheet while the other processor prints.
        var keeping = Task.Run(() => sheets.KeepAsync(sheet, cancellationToken), cancellationToken);
        var content = await ContentAsync(dispatch, sheet, cancellationToken);
        var sheetHash = await keeping;
        if (content.IsRefused)
        {
            return content.Refusal;
        }

        crash.Hit(CrashPoints.FileStored);
        if (dispatch.Issue(content.Value, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var sent = await distribution.SendAsync(Distributed.Of(dispatch), Facts(dispatch, sheet, sheetHash), content.Value, plan, cancellationToken);
        await RegisterLineChanges.ForwardAsync(db, RegisterBook.Outgoing, dispatch.Id.Value, sent, OfficeTime.DateAt(clock.GetUtcNow()), cancellationToken);
        return await recalls.FollowIssueAsync(dispatch, sheet.IssuerName, cancellationToken);
    }

    /// <summary>The hash of the final file: the one both signed, or, where ink stands on paper, the print of the numbered sheet.</summary>
    private async Task<Outcome<string>> ContentAsync(OfficialDispatch dispatch, DispatchSheet sheet, CancellationToken cancellationToken)
    {
        if (dispatch.IsSignedInFile)
        {
            return dispatch.SealedHash is { } final ? final : SigningRefusals.SealFirst;
        }

        var printed = SheetDesk.Print(sheet);
        return printed.IsRefused ? printed.Refusal : await files.PutAsync(printed.Value, cancellationToken);
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
