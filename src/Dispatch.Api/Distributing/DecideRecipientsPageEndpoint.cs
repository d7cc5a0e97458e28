using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Api.Registering;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Distributing;

/// <summary>One decision about one unclear recipient, added to those taken before.</summary>
internal static class DecideRecipientsPageEndpoint
{
    private static readonly Refusal ChooseFirst =
        new("recipients.choose", RefusalKind.Invalid, "Hãy chọn nơi nhận, ghi đúng mã cơ quan trong danh mục, hoặc ghi lý do không gửi.");

    public static void MapRecipientDecision(this IEndpointRouteBuilder routes) => routes.MapPost("/papers/{id:guid}/recipients", DecideAsync);

    private static async Task<IResult> DecideAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var dispatch = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), http.RequestAborted);
        var copy = dispatch.IsRefused ? await mediator.Send(new FindCopy(new Id<CertifiedCopy>(id)), http.RequestAborted) : null;
        if (copy?.Refusal is { } unknown)
        {
            return PageResult.Refused(unknown);
        }

        var refusal = await AddAsync(id, copy?.Value.Decisions ?? dispatch.Value.Decisions, form.Value, forms, mediator, http.RequestAborted);
        var refused = refusal is null ? null : new RefusedAct(nameof(OutgoingAct.DecideRecipient), refusal, form.Value.Typed);
        return (refused, copy) switch
        {
            (null, null) => PageResult.Done($"/dispatches/{id}", nameof(OutgoingAct.DecideRecipient)),
            (null, _) => PageResult.Done($"/copies/{id}", nameof(CopyAct.DecideRecipient)),
            (_, null) => await DispatchPageEndpoint.PageAsync(new Id<OfficialDispatch>(id), mediator, act, refused, http.RequestAborted),
            _ => await CopyPageEndpoint.PageAsync(new Id<CertifiedCopy>(id), mediator, act, refused, http.RequestAborted),
        };
    }

    private static async Task<Refusal?> AddAsync(
        Guid id, IReadOnlyList<RecipientDecision> before, PageForm form, PageForms forms, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await DecisionAsync(form, mediator, cancellationToken) is not { } decision)
        {
            return ChooseFirst;
        }

        var others = before.Where(earlier => (earlier.LineText, earlier.UnknownText) != (decision.LineText, decision.UnknownText));
        var decided = await forms.SendAsync(new DecideRecipients(id, [.. others, decision]), form, cancellationToken);
        return decided.Refusal;
    }

    private static async Task<RecipientDecision?> DecisionAsync(PageForm form, IMediator mediator, CancellationToken cancellationToken)
    {
        var (line, unknown) = (form.Text("line"), form.Text("unknown"));
        switch (form.Text("to").Split(':'))
        {
            case ["body", var text] when Id<Body>.TryParse(text, null, out var body):
                return new RecipientDecision(line, unknown, RecipientDecisionKind.DeliverTo, BodyId: body);
            case ["group", var text] when Id<RecipientGroup>.TryParse(text, null, out var group):
                return new RecipientDecision(line, unknown, RecipientDecisionKind.DeliverToGroup, GroupId: group);
            case ["key"] when form.Optional("bodyKey") is { } key:
                var found = await mediator.Send(new FindBodies(Key: key), cancellationToken);
                return found is { IsRefused: false, Value.Items: [var named] } ? new RecipientDecision(line, unknown, RecipientDecisionKind.DeliverTo, BodyId: named.Id) : null;
            case ["none"] when form.Optional("reason") is { } reason:
                return new RecipientDecision(line, unknown, RecipientDecisionKind.NotDelivered, Reason: reason);
            default:
                return null;
        }
    }
}
