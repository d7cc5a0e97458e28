using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Api.Registering;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Distributing;

/// <summary>What the board shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Channel">Only those that go this way.</param>
/// <param name="Paper">Only those of one paper.</param>
/// <param name="Days">Only those at least so old.</param>
/// <param name="Open">The deliveries and their counts.</param>
public sealed record BoardModel(DeliveryState? State, DeliveryChannel? Channel, Guid? Paper, int Days, OpenDeliveries Open);

/// <summary>What the late list shows.</summary>
/// <param name="Whose">Only what one side causes.</param>
/// <param name="Late">The list.</param>
public sealed record LateModel(LateSide? Whose, LateList Late);

/// <summary>What the page of alarms shows.</summary>
/// <param name="IsClosed">What was looked into, or what still stands.</param>
/// <param name="Alarms">The alarms.</param>
public sealed record AlarmsModel(bool IsClosed, Page<AlarmView> Alarms);

/// <summary>The board of open deliveries, the late list and the alarms: what a clerk looks at each morning.</summary>
internal static class BoardPageEndpoint
{
    public const string Path = "/deliveries";

    public static void MapBoard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? state, string? channel, Guid? paper, string? days, string? after, IMediator mediator, CancellationToken cancellationToken) =>
            BoardAsync(new BoardQuery(state, channel, paper, days, after), mediator, refused: null, cancellationToken)).OpensWithFilter();
        routes.MapPost($"{Path}/{{name:alpha}}", ActAsync);
        routes.MapGet($"{Path}/late", (string? whose, IMediator mediator, CancellationToken cancellationToken) => LateAsync(PageWords.Read<LateSide>(whose), mediator, refused: null, cancellationToken));
        routes.MapPost($"{Path}/late/remind", RemindLateAsync);
        routes.MapGet("/papers/{id:guid}/deliveries/file", async (Guid id, string? form, IMediator mediator, HttpContext http) =>
            RegisterFileEndpoint.PageOf(await mediator.Send(new PrintDeliveries(id, PageWords.Read<RegisterForm>(form) ?? RegisterForm.Pdf), http.RequestAborted), http));
        routes.MapGet("/alarms", (bool? closed, IMediator mediator, CancellationToken cancellationToken) => AlarmsAsync(closed ?? false, mediator, refused: null, cancellationToken));
        routes.MapPost("/alarms/{id:guid}/close", CloseAlarmAsync);
    }

    private static async Task<IResult> BoardAsync(BoardQuery query, IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var (state, channel) = (PageWords.Read<DeliveryState>(query.State), PageWords.Read<DeliveryChannel>(query.Channel));
        var days = int.TryParse(query.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var open = await mediator.Send(new ListOpenDeliveries(state, channel, query.Paper, days, PageWords.ReadId<Delivery>(query.After)), cancellationToken);
        return open.IsRefused ? PageResult.Refused(open.Refusal) : PageResult.Of<BoardPage>(new BoardModel(state, channel, query.Paper, days, open.Value), refused);
    }

    /// <summary>What the buttons do to the ticked deliveries.</summary>
    private static async Task<IResult> ActAsync(string name, HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var chosen = form.Ids<Delivery>("delivery");
        var refusal = name switch
        {
            "retry" => (await forms.SendAsync(new RetryDeliveries(chosen.Count == 0 ? null : chosen), form, http.RequestAborted)).Refusal,
            "remind" => (await forms.SendAsync(new RemindRecipients(chosen), form, http.RequestAborted)).Refusal,
            "post" => (await forms.SendAsync(
                new TrackPost(form.Id<Delivery>("delivery"), form.Choice<PostStep>("step"), form.Optional("number"), form.Optional("reason")), form, http.RequestAborted)).Refusal,
            _ => KernelRefusals.Unknown("việc này"),
        };
        return refusal is null
            ? PageResult.Done(Path, "Deliveries" + name)
            : await BoardAsync(new BoardQuery(null, null, null, null, null), mediator, new RefusedAct(name, refusal, form.Typed), http.RequestAborted);
    }

    private static async Task<IResult> LateAsync(LateSide? whose, IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var late = await mediator.Send(new ListLate(whose, 200), cancellationToken);
        return late.IsRefused ? PageResult.Refused(late.Refusal) : PageResult.Of<LatePage>(new LateModel(whose, late.Value), refused);
    }

    private static async Task<IResult> RemindLateAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var reminded = await forms.SendAsync(new RemindRecipients(form.Ids<Delivery>("delivery")), form, http.RequestAborted);
        return reminded.IsRefused
            ? await LateAsync(null, mediator, new RefusedAct("remind", reminded.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"{Path}/late", "Deliveriesremind");
    }

    private static async Task<IResult> AlarmsAsync(bool isClosed, IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var alarms = await mediator.Send(new ListAlarms(isClosed), cancellationToken);
        return alarms.IsRefused ? PageResult.Refused(alarms.Refusal) : PageResult.Of<AlarmsPage>(new AlarmsModel(isClosed, alarms.Value), refused);
    }

    private static async Task<IResult> CloseAlarmAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var closed = await forms.SendAsync(new CloseAlarm(new Id<DeliveryAlarm>(id), form.Text("reason")), form, http.RequestAborted);
        return closed.IsRefused
            ? await AlarmsAsync(isClosed: false, mediator, new RefusedAct($"Close-{id}", closed.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done("/alarms", "AlarmClosed");
    }

    private sealed record BoardQuery(string? State, string? Channel, Guid? Paper, string? Days, string? After);
}
