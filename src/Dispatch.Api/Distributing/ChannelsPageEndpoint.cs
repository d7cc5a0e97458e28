using System.Globalization;
using System.Text;
using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Distributing;

/// <summary>What the page of channels shows.</summary>
/// <param name="Channels">Recipients that are reached otherwise than through the installation.</param>
/// <param name="Rule">When late recipients are reminded.</param>
/// <param name="Csv">The file that was chosen; null before.</param>
/// <param name="Preview">What it would change.</param>
public sealed record ChannelsModel(RecipientChannelPage Channels, ReminderRule Rule, string? Csv, ChannelsImported? Preview);

/// <summary>By which way each recipient is reached, and when it is reminded: what an administrator keeps and a clerk looks up.</summary>
internal static class ChannelsPageEndpoint
{
    private const string Path = "/channels";

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? after, IMediator mediator, CancellationToken cancellationToken) => PageAsync(mediator, PageWords.ReadId<Body>(after), refused: null, cancellationToken));
        routes.MapPost(Path + "/set", SetAsync);
        routes.MapPost(Path + "/key", RollKeyAsync);
        routes.MapPost(Path + "/preview", PreviewAsync);
        routes.MapPost(Path + "/import", ImportAsync);
        routes.MapPost(Path + "/reminders", RuleAsync);
        routes.MapGet(Path + "/file", FileAsync);
        // Where a refusal or a preview was shown without script, reloading the address asks for the page again.
        routes.MapGet(Path + "/{name:alpha}", () => PageResult.Done(Path));
    }

    private static async Task<IResult> PageAsync(IMediator mediator, Id<Body>? after, RefusedAct? refused, CancellationToken cancellationToken, string? csv = null, ChannelsImported? preview = null)
    {
        var channels = await mediator.Send(new ListRecipientChannels(after), cancellationToken);
        var rule = await mediator.Send(new FindReminderRule(), cancellationToken);
        return (channels.Refusal ?? rule.Refusal) is { } refusal ? PageResult.Refused(refusal) : PageResult.Of<ChannelsPage>(new ChannelsModel(channels.Value, rule.Value, csv, preview), refused);
    }

    private static async Task<IResult> SetAsync(HttpContext http, PageForms forms, IMediator mediator, TimeProvider clock)
    {
        var form = forms.Form;
        var body = await NamedAsync(form.Text("name"), OfficeTime.DateAt(clock.GetUtcNow()), mediator, http.RequestAborted);
        var refusal = body.IsRefused ? body.Refusal : (await forms.SendAsync(
            new SetRecipientChannel(body.Value, form.Choice<DeliveryChannel>("channel"), form.Optional("address"), form.Optional("publicKey")), form, http.RequestAborted)).Refusal;
        return refusal is null
            ? PageResult.Done(Path, "ChannelSet")
            : await PageAsync(mediator, after: null, new RefusedAct("ChannelSet", refusal, form.Typed), http.RequestAborted);
    }

    private static async Task<IResult> RollKeyAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var rolled = await forms.SendAsync(new RollReceiptKey(form.Text("reason"), form.Date("from")), form, http.RequestAborted);
        return rolled.IsRefused
            ? await PageAsync(mediator, after: null, new RefusedAct("KeyRoll", rolled.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done(Path, "KeyRoll");
    }

    /// <summary>The recipient that bears a name today: its whole name, or the only one that is found; never guessed.</summary>
    private static async Task<Outcome<Id<Body>>> NamedAsync(string name, DateOnly today, IMediator mediator, CancellationToken cancellationToken)
    {
        var found = await mediator.Send(new ListDirectory(name, today, Take: 10), cancellationToken);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        var bodies = found.Value.Items;
        return (bodies.Where(body => string.Equals(body.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList(), bodies) switch
        {
            ([var exact], _) => exact.Id,
            (_, [var only]) => only.Id,
            (_, []) => KernelRefusals.Unknown($"cơ quan “{name}”"),
            _ => new Refusal("recipients.several", RefusalKind.Invalid, $"“{name}” có thể là: {string.Join("; ", bodies.Select(body => body.Name))}. Hãy ghi đủ tên một nơi."),
        };
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        if (http.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return await RefusedAsync("ChannelsPreview", KernelRefusals.Shape("file", "Hãy chọn tệp kênh gửi."), mediator, http);
        }

        if (file.Length > BoundedBody.DocumentLimit)
        {
            return await RefusedAsync("ChannelsPreview", DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit), mediator, http);
        }

        var csv = await SheetUpload.ReadAsync(file, http.RequestAborted);
        var preview = await mediator.Send(new PreviewChannels(csv), http.RequestAborted);
        return preview.IsRefused ? await RefusedAsync("ChannelsPreview", preview.Refusal, mediator, http) : await PageAsync(mediator, after: null, refused: null, http.RequestAborted, csv, preview.Value);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var done = await forms.SendAsync(new ImportChannels(form.Text("csv")), form, http.RequestAborted);
        return done.IsRefused ? await RefusedAsync("ChannelsPreview", done.Refusal, mediator, http) : PageResult.Done(Path, "ChannelsImport");
    }

    private static async Task<IResult> RuleAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var rule = new ChangeReminderRule(Number(form.Optional("hours")), Number(form.Optional("most")) ?? -1);
        var done = await forms.SendAsync(rule, form, http.RequestAborted);
        return done.IsRefused
            ? await PageAsync(mediator, after: null, new RefusedAct("ReminderRule", done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done(Path, "ReminderRule");
    }

    /// <summary>What is no number becomes one that the engine refuses.</summary>
    private static int? Number(string? text) => text is null ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static async Task<IResult> FileAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new ExportChannels(), cancellationToken);
        return file.IsRefused ? PageResult.Refused(file.Refusal) : Results.File(Encoding.UTF8.GetBytes("\uFEFF" + file.Value.Csv), "text/csv; charset=utf-8", "channels.csv");
    }

    private static Task<IResult> RefusedAsync(string act, Refusal refusal, IMediator mediator, HttpContext http) =>
        PageAsync(mediator, after: null, new RefusedAct(act, refusal, new Dictionary<string, string>(StringComparer.Ordinal)), http.RequestAborted);
}
