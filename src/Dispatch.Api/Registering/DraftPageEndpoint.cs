using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Registering;

/// <summary>Drafting a dispatch, and revising a draft.</summary>
internal static class DraftPageEndpoint
{
    public static void MapDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dispatches/new", NewAsync);
        routes.MapPost("/dispatches/new", DraftAsync);
        routes.MapGet("/dispatches/{id:guid}/edit", EditAsync);
        routes.MapPost("/dispatches/{id:guid}/edit", ReviseAsync);
    }

    private static Task<IResult> NewAsync(string? answers, string? replaces, string? corrects, IMediator mediator, ActContext act, CancellationToken cancellationToken) =>
        ShowNewAsync(new Links(answers, replaces, corrects), refused: null, mediator, act, cancellationToken);

    private static async Task<IResult> EditAsync(Guid id, IMediator mediator, ActContext act, CancellationToken cancellationToken)
    {
        var draft = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), cancellationToken);
        return draft.IsRefused ? PageResult.Refused(draft.Refusal) : await ShowAsync(draft.Value, refused: null, mediator, act, cancellationToken);
    }

    private static async Task<IResult> DraftAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var links = new Links(form.Value.Optional("answers"), form.Value.Optional("replaces"), form.Value.Optional("corrects"));
        var request = new DraftDispatch(
            Text(form.Value), form.Value.Id<Person>("signer"), PageWords.ReadId<IncomingDispatch>(links.Answers), PageWords.ReadId<OfficialDispatch>(links.Replaces), PageWords.ReadId<OfficialDispatch>(links.Corrects));
        var draft = await forms.SendAsync(request, form.Value, http.RequestAborted);
        return draft.IsRefused
            ? await ShowNewAsync(links, new RefusedAct("Draft", draft.Refusal, form.Value.Typed), mediator, act, http.RequestAborted)
            : PageResult.Done($"/dispatches/{draft.Value.Id}", "Draft");
    }

    private static async Task<IResult> ReviseAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var dispatchId = new Id<OfficialDispatch>(id);
        var revised = await forms.SendAsync(new ReviseDispatch(dispatchId, Text(form.Value)), form.Value, http.RequestAborted);
        if (!revised.IsRefused)
        {
            return PageResult.Done($"/dispatches/{id}", "Draft");
        }

        var now = await mediator.Send(new FindDispatch(dispatchId), http.RequestAborted);
        return now.IsRefused
            ? PageResult.Refused(now.Refusal)
            : await ShowAsync(now.Value, new RefusedAct("Draft", revised.Refusal, form.Value.Typed), mediator, act, http.RequestAborted);
    }

    /// <summary>An empty form, or one that begins with the words of what it replaces.</summary>
    private static async Task<IResult> ShowNewAsync(Links links, RefusedAct? refused, IMediator mediator, ActContext act, CancellationToken cancellationToken)
    {
        var earlier = PageWords.ReadId<OfficialDispatch>(links.Replaces ?? links.Corrects) is { } id ? await mediator.Send(new FindDispatch(id), cancellationToken) : null;
        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        return (earlier?.Refusal ?? names.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<DraftPage>(new DraftModel(null, names.Value, links.Answers, earlier?.Value, links.Replaces is not null), refused);
    }

    private static async Task<IResult> ShowAsync(DispatchView draft, RefusedAct? refused, IMediator mediator, ActContext act, CancellationToken cancellationToken)
    {
        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        return names.IsRefused ? PageResult.Refused(names.Refusal) : PageResult.Of<DraftPage>(new DraftModel(draft, names.Value, Answers: null), refused);
    }

    private static DispatchText Text(PageForm form) => new()
    {
        Kind = form.Text("kind"),
        Subject = form.Text("subject").Trim(),
        Addressees = form.Lines("addressees"),
        Recipients = form.Lines("recipients"),
        Body = form.Lines("body"),
        Capacity = form.Lines("capacity"),
        Urgency = form.Choice<Urgency>("urgency"),
    };

    /// <summary>What a new draft has to do with other papers, as the address or the form says it.</summary>
    private sealed record Links(string? Answers, string? Replaces, string? Corrects);
}
