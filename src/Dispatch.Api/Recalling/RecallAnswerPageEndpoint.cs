using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Api.Registering;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Recalling;

/// <summary>The form by which a clerk writes down an answer that came on paper or by e-mail; it stands on the page of a dispatch and of a copy.</summary>
internal static class RecallAnswerPageEndpoint
{
    public static void MapRecallAnswers(this IEndpointRouteBuilder routes) => routes.MapPost("/recall-answers", RecordAsync);

    private static async Task<IResult> RecordAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        if (form.Text("paper").Split('/') is not ["", "dispatches" or "copies", var text] || !Guid.TryParse(text, out var paper))
        {
            return PageResult.Refused(KernelRefusals.Unknown("văn bản"));
        }

        var isCopy = form.Text("paper").StartsWith("/copies/", StringComparison.Ordinal);
        var answer = new RecordRecallAnswer(form.Id<Delivery>("delivery"), form.Choice<RecallReply>("reply"), form.Text("evidence"), form.Optional("reason"));
        var recorded = await forms.SendAsync(answer, form, http.RequestAborted);
        var refused = recorded.IsRefused ? new RefusedAct("RecallAnswer", recorded.Refusal, form.Typed) : null;
        return (refused, isCopy) switch
        {
            (null, true) => PageResult.Done($"/copies/{paper}", "RecallAnswerRecorded"),
            (null, false) => PageResult.Done($"/dispatches/{paper}", "RecallAnswerRecorded"),
            (_, true) => await CopyPageEndpoint.PageAsync(new Id<CertifiedCopy>(paper), mediator, act, refused, http.RequestAborted),
            _ => await DispatchPageEndpoint.PageAsync(new Id<OfficialDispatch>(paper), mediator, act, refused, http.RequestAborted),
        };
    }
}
