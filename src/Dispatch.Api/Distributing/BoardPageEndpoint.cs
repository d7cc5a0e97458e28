using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Api.Registering;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.WebUtilities;

namespace Dispatch.Api.Distributing;

/// <summary>What the board shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Channel">Only those that go this way.</param>
/// <param name="Paper">Only those of one paper.</param>
/// <param name="Days">Only those at least so old.</param>
/// <param name="Group">Only those named through this group.</param>
/// <param name="OnlyLate">Only those that are late.</param>
/// <param name="Open">The deliveries and their counts.</param>
public sealed record BoardModel(DeliveryState? State, DeliveryChannel? Channel, Guid? Paper, int Days, string? Group, bool OnlyLate, OpenDeliveries Open)
{
    /// <summary>How many could not be delivered.</summary>
    public int Dead => Open.Counts.FirstOrDefault(count => DeliveryLifecycle.After(count.State, DeliveryAct.Retry) is not null)?.Count ?? 0;
}

/// <summary>How a retry of everything that could not be delivered goes on.</summary>
/// <param name="Channel">Only those that go this way.</param>
/// <param name="Paper">Only those of one paper.</param>
/// <param name="All">How many there were when it began.</param>
/// <param name="Done">How many are on their way again.</param>
/// <param name="Left">How many wait for the next step.</param>
/// <param name="IsRunning">Whether it goes on by itself where there is script.</param>
/// <param name="Dead">What lies undelivered now, with the reasons.</param>
public sealed record RetryModel(DeliveryChannel? Channel, Guid? Paper, int All, int Done, int Left, bool IsRunning, OpenDeliveries Dead)
{
    /// <summary>The board with the same filter.</summary>
    public string Board => BoardPageEndpoint.Asking(BoardPageEndpoint.Path, ("state", nameof(DeliveryState.DeadLetter)), ("channel", Channel?.ToString()), ("paper", Paper?.ToString()));
}

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
        routes.MapGet(Path, (string? state, string? channel, Guid? paper, string? days, string? group, string? late, string? after, IMediator mediator, CancellationToken cancellationToken) =>
            BoardAsync(new BoardQuery(state, channel, paper, days, group, late, after), mediator, refused: null, cancellationToken)).OpensWithFilter();
        routes.MapPost($"{Path}/{{name:alpha}}", ActAsync);
        routes.MapGet($"{Path}/again", (string? channel, Guid? paper, IMediator mediator, CancellationToken cancellationToken) => AgainAsync(PageWords.Read<DeliveryChannel>(channel), paper, mediator, cancellationToken));
        routes.MapPost($"{Path}/again", GoOnAsync);
        routes.MapGet($"{Path}/late", (string? whose, IMediator mediator, CancellationToken cancellationToken) => LateAsync(PageWords.Read<LateSide>(whose), mediator, refused: null, cancellationToken));
        routes.MapPost($"{Path}/late/remind", RemindLateAsync);
        routes.MapGet("/papers/{id:guid}/deliveries/file", async (Guid id, string? form, IMediator mediator, HttpContext http) =>
            RegisterFileEndpoint.PageOf(await mediator.Send(new PrintDeliveries(id, PageWords.Read<RegisterForm>(form) ?? RegisterForm.Pdf), http.RequestAborted), http));
        routes.MapGet("/alarms", (bool? closed, IMediator mediator, CancellationToken cancellationToken) => AlarmsAsync(closed ?? false, mediator, refused: null, cancellationToken));
        routes.MapPost("/alarms/{id:guid}/close", CloseAlarmAsync);
    }

    /// <summary>A path that asks for what is said of it.</summary>
    public static string Asking(string path, params (string Name, string? Value)[] asked) =>
        path + QueryString.Create(asked.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => new KeyValuePair<string, string?>(field.Name, field.Value)));

    private static async Task<IResult> BoardAsync(BoardQuery query, IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var (state, channel) = (PageWords.Read<DeliveryState>(query.State), PageWords.Read<DeliveryChannel>(query.Channel));
        var days = int.TryParse(query.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var open = await mediator.Send(new ListOpenDeliveries(state, channel, query.Paper, days, PageWords.ReadId<Delivery>(query.After), Group: query.Group, OnlyLate: query.Late == "yes"), cancellationToken);
        return open.IsRefused ? PageResult.Refused(open.Refusal) : PageResult.Of<BoardPage>(new BoardModel(state, channel, query.Paper, days, query.Group, query.Late == "yes", open.Value), refused);
    }

    /// <summary>What lies undelivered, and the button that sends it all again.</summary>
    private static async Task<IResult> AgainAsync(DeliveryChannel? channel, Guid? paper, IMediator mediator, CancellationToken cancellationToken)
    {
        var dead = await DeadAsync(channel, paper, mediator, cancellationToken);
        return dead.IsRefused ? PageResult.Refused(dead.Refusal) : PageResult.Of<RetryPage>(new RetryModel(channel, paper, Count(dead.Value), 0, Count(dead.Value), IsRunning: false, dead.Value));
    }

    /// <summary>One step of it: one act, and the page again.</summary>
    private static async Task<IResult> GoOnAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var (channel, paper) = (PageWords.Read<DeliveryChannel>(form.Optional("channel")), Guid.TryParse(form.Text("paper"), out var id) ? id : (Guid?)null);
        var retried = await forms.SendAsync(new RetryDeliveries(null, paper, channel), form, http.RequestAborted);
        var dead = await DeadAsync(channel, paper, mediator, http.RequestAborted);
        if (dead.IsRefused)
        {
            return PageResult.Refused(dead.Refusal);
        }

        var (done, left) = (Number(form, "done") + (retried.IsRefused ? 0 : retried.Value.Retried), retried.IsRefused ? 0 : retried.Value.Left);
        var model = new RetryModel(channel, paper, Math.Max(Number(form, "all"), done), done, left, IsRunning: true, dead.Value);
        return PageResult.Of<RetryPage>(model, retried.IsRefused ? new RefusedAct("Again", retried.Refusal, form.Typed) : null);
    }

    private static Task<Outcome<OpenDeliveries>> DeadAsync(DeliveryChannel? channel, Guid? paper, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new ListOpenDeliveries(DeliveryState.DeadLetter, channel, paper, Take: 1), cancellationToken);

    private static int Count(OpenDeliveries dead) => dead.Reasons.Count == 0 ? 0 : dead.Counts.First(count => DeliveryLifecycle.After(count.State, DeliveryAct.Retry) is not null).Count;

    private static int Number(PageForm form, string name) => int.TryParse(form.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>What the buttons do to the ticked deliveries.</summary>
    private static async Task<IResult> ActAsync(string name, HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var chosen = form.Ids<Delivery>("delivery");
        // Where the board stood, or the page whose button it was.
        var back = PageResult.LocalPath(form.Optional("back") ?? Path);
        var refusal = name switch
        {
            "retry" when Guid.TryParse(form.Text("paper"), out var paper) => (await forms.SendAsync(new RetryDeliveries(null, paper), form, http.RequestAborted)).Refusal,
            "retry" => (await forms.SendAsync(new RetryDeliveries(chosen), form, http.RequestAborted)).Refusal,
            "remind" => (await forms.SendAsync(new RemindRecipients(chosen), form, http.RequestAborted)).Refusal,
            "post" => (await forms.SendAsync(
                new TrackPost(form.Id<Delivery>("delivery"), form.Choice<PostStep>("step"), form.Optional("number"), form.Optional("reason")), form, http.RequestAborted)).Refusal,
            _ => KernelRefusals.Unknown("việc này"),
        };
        return refusal is null
            ? PageResult.Done(back, "Deliveries" + name)
            : await BoardAsync(BoardQuery.Of(back), mediator, new RefusedAct(name, refusal, form.Typed), http.RequestAborted);
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

    private sealed record BoardQuery(string? State, string? Channel, Guid? Paper, string? Days, string? Group, string? Late, string? After)
    {
        /// <summary>What the address of a board asks for.</summary>
        public static BoardQuery Of(string path)
        {
            var query = QueryHelpers.ParseQuery(path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : string.Empty);
            string? Said(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
            return new BoardQuery(Said("state"), Said("channel"), Guid.TryParse(Said("paper"), out var paper) ? paper : null, Said("days"), Said("group"), Said("late"), Said("after"));
        }
    }
}
