using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Signatures.Verifying;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>What a signer's desk shows.</summary>
/// <param name="Waiting">What waits, the most urgent first.</param>
/// <param name="Signed">What was signed, the newest first.</param>
/// <param name="Report">What became of several signed at once; null when none were.</param>
public sealed record SignerModel(IReadOnlyList<DispatchView> Waiting, IReadOnlyList<DispatchView> Signed, IReadOnlyList<string>? Report);

/// <summary>One paper to sign.</summary>
/// <param name="Dispatch">The paper.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Unseen">Why its pages cannot be drawn; null when they can.</param>
public sealed record SignOneModel(DispatchView Dispatch, int Pages, Refusal? Unseen);

internal static class SignerPageEndpoint
{
    private const int LastSigned = 20;
    private const int MostAtOnce = 50;

    public static void MapSignerPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signing", (IMediator mediator, CancellationToken cancellationToken) => DeskAsync(mediator, report: null, cancellationToken));
        routes.MapPost("/signing", SignAsync);
        routes.MapGet("/signing/{id:guid}", ShowAsync);
        routes.MapGet("/signing/{id:guid}/pages/{page:int}.png", PageAsync);
    }

    private static async Task<IResult> DeskAsync(IMediator mediator, IReadOnlyList<string>? report, CancellationToken cancellationToken)
    {
        var waiting = await mediator.Send(new ListToSign(), cancellationToken);
        if (waiting.IsRefused)
        {
            return PageResult.Refused(waiting.Refusal);
        }

        var signed = await mediator.Send(new ListToSign(Signed: true, LastSigned), cancellationToken);
        return signed.IsRefused ? PageResult.Refused(signed.Refusal) : PageResult.Of<SignerPage>(new SignerModel(waiting.Value, signed.Value, report));
    }

    /// <summary>Several at once: each its own act under its own key, so that a repeat of the form signs nothing twice.</summary>
    private static async Task<IResult> SignAsync(HttpContext http, PageForms forms, IMediator mediator, HeldKeySigning signing, ActContext context)
    {
        var form = forms.Form;
        var report = new List<string>();
        foreach (var id in form.Ids<OfficialDispatch>("chosen").Distinct().Take(MostAtOnce))
        {
            var found = await mediator.Send(new FindDispatch(id), http.RequestAborted);
            forms.Take(form, ":" + id);
            var signed = found.IsRefused ? found : await signing.SignAsync(context, id, http.RequestAborted);
            report.Add($"{(found.IsRefused ? id.ToString() : found.Value.Title + ", " + found.Value.Text.Subject)}: {(signed.IsRefused ? "chưa ký. " + signed.Refusal.Message : "đã ký.")}");
        }

        return await DeskAsync(mediator, report.Count == 0 ? ["Chưa chọn văn bản nào."] : report, http.RequestAborted);
    }

    private static async Task<IResult> ShowAsync(Guid id, IMediator mediator, CancellationToken cancellationToken)
    {
        var dispatch = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), cancellationToken);
        if (dispatch.IsRefused)
        {
            return PageResult.Refused(dispatch.Refusal);
        }

        var file = await mediator.Send(new ReadPaper(id), cancellationToken);
        if (file.IsRefused)
        {
            return PageResult.Refused(file.Refusal);
        }

        var first = await PagePicture.DrawAsync(file.Value, 1, cancellationToken);
        return PageResult.Of<SignOnePage>(new SignOneModel(dispatch.Value, PageCount.Of(file.Value.Bytes), first.Refusal));
    }

    private static async Task<IResult> PageAsync(Guid id, int page, IMediator mediator, HttpContext http)
    {
        var file = await mediator.Send(new ReadPaper(id), http.RequestAborted);
        if (file.IsRefused)
        {
            return PageResult.Refused(file.Refusal);
        }

        var picture = await PagePicture.DrawAsync(file.Value, page, http.RequestAborted);
        return picture.IsRefused ? PageResult.Refused(picture.Refusal) : PagePicture.Of(picture.Value, http);
    }
}
