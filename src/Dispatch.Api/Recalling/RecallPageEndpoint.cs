using Dispatch.Api.Components;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Api.Recalling;

/// <summary>The page of a recall: what is to be taken back and why, who decides, who has answered.</summary>
internal static class RecallPageEndpoint
{
    public static void MapRecallPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/recalls/{id:guid}", ShowAsync);
        routes.MapPost("/recalls/{id:guid}/{name:alpha}", ActAsync);
        // Where a refusal was shown without script, reloading the address asks for the recall again.
        routes.MapGet("/recalls/{id:guid}/{name:alpha}", (Guid id) => PageResult.Done($"/recalls/{id}"));
    }

    private static Task<IResult> ShowAsync(Guid id, string? after, IMediator mediator, ActContext act, CancellationToken cancellationToken) =>
        PageAsync(new Id<Recall>(id), mediator, act, refused: null, cancellationToken, PageWords.ReadId<Delivery>(after));

    private static async Task<IResult> PageAsync(Id<Recall> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken, Id<Delivery>? after = null)
    {
        var recall = await mediator.Send(new FindRecall(id), cancellationToken);
        if (recall.IsRefused)
        {
            return PageResult.Refused(recall.Refusal);
        }

        var dispatch = await mediator.Send(new FindDispatch(recall.Value.DispatchId), cancellationToken);
        var notice = recall.Value.NoticeId is { } noticeId ? await mediator.Send(new FindDispatch(noticeId), cancellationToken) : null;
        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        var answers = recall.Value.Asked > 0 ? await mediator.Send(new ListRecallAnswers(recall.Value.DispatchId, OnlyOpen: true, after), cancellationToken) : null;
        var waiting = await mediator.Send(new ListWaiting(id.Value), cancellationToken);
        var family = recall.Value.Lawful.Count > 0 ? await mediator.Send(new TraceFamily(recall.Value.DispatchId.Value), cancellationToken) : null;
        return (dispatch.Refusal ?? notice?.Refusal ?? names.Refusal ?? answers?.Refusal ?? waiting.Refusal ?? family?.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<RecallPage>(
                new RecallModel(recall.Value, dispatch.Value, notice?.Value, names.Value, answers?.Value, waiting.Value) { Reach = family is null ? null : RecallReach.Of(family.Value, recall.Value.DispatchId.Value) }, refused);
    }

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var recallId = new Id<Recall>(id);
        var form = forms.Form;
        if (PageWords.Read<RecallAct>(name) is not { } act)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        IAct<RecallView> request = act is RecallAct.Order ? new OrderRecall(recallId) : new DeclineRecall(recallId, form.Text("reason"));
        var done = await forms.SendAsync(request, form, http.RequestAborted);
        return done.IsRefused
            ? await PageAsync(recallId, mediator, context, new RefusedAct(act.ToString(), done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/recalls/{id}", act.ToString());
    }
}
