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
        new("recipients.choose", RefusalKind.Invalid, "Hãy chọn nơi nhận, ghi tên một cơ quan trong danh mục, hoặc ghi lý do không gửi.");

    public static void MapRecipientDecision(this IEndpointRouteBuilder routes) => routes.MapPost("/papers/{id:guid}/recipients", DecideAsync);

    private static async Task<IResult> DecideAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        var dispatch = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), http.RequestAborted);
        var copy = dispatch.IsRefused ? await mediator.Send(new FindCopy(new Id<CertifiedCopy>(id)), http.RequestAborted) : null;
        if (copy?.Refusal is { } unknown)
        {
            return PageResult.Refused(unknown);
        }

        var refusal = await AddAsync(id, copy?.Value.Decisions ?? dispatch.Value.Decisions, form, forms, mediator, http.RequestAborted);
        var refused = refusal is null ? null : new RefusedAct(nameof(OutgoingAct.DecideRecipient), refusal, form.Typed);
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
        var decision = await DecisionAsync(form, mediator, cancellationToken);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        var (line, unknown) = (decision.Value.LineText, decision.Value.UnknownText);
        var others = before.Where(earlier => (earlier.LineText, earlier.UnknownText) != (line, unknown));
        var decided = await forms.SendAsync(new DecideRecipients(id, [.. others, decision.Value]), form, cancellationToken);
        return decided.Refusal;
    }

    private static async Task<Outcome<RecipientDecision>> DecisionAsync(PageForm form, IMediator mediator, CancellationToken cancellationToken)
    {
        var (line, unknown) = (form.Text("line"), form.Text("unknown"));
        return form.Text("to").Split(':') switch
        {
            ["body", var text] when Id<Body>.TryParse(text, null, out var body) => DeliverTo(line, unknown, new NearMatch(body, null, string.Empty, null)),
            ["group", var text] when Id<RecipientGroup>.TryParse(text, null, out var group) => DeliverTo(line, unknown, new NearMatch(null, group, string.Empty, null)),
            ["name"] when form.Optional("name") is { } name => await NamedAsync(line, unknown, name, mediator, cancellationToken),
            ["none"] when form.Optional("reason") is { } reason => new RecipientDecision(line, unknown, RecipientDecisionKind.NotDelivered, Reason: reason),
            _ => ChooseFirst,
        };
    }

    /// <summary>A name typed without choosing: taken when it is the whole name of one, or when only one is found; never guessed.</summary>
    private static async Task<Outcome<RecipientDecision>> NamedAsync(string line, string unknown, string name, IMediator mediator, CancellationToken cancellationToken)
    {
        var found = await mediator.Send(new SearchDirectory(name), cancellationToken);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        var exact = found.Value.Items.Where(match => string.Equals(match.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return (exact, found.Value.Items) switch
        {
            ([var only], _) => DeliverTo(line, unknown, only),
            (_, [var only]) => DeliverTo(line, unknown, only),
            (_, []) => ChooseFirst,
            var (_, several) => new Refusal("recipients.several", RefusalKind.Invalid, $"“{name}” có thể là: {string.Join("; ", several.Select(match => match.Name))}. Hãy ghi đủ tên một nơi."),
        };
    }

    private static RecipientDecision DeliverTo(string line, string unknown, NearMatch match) => match.GroupId is { } group
        ? new RecipientDecision(line, unknown, RecipientDecisionKind.DeliverToGroup, GroupId: group)
        : new RecipientDecision(line, unknown, RecipientDecisionKind.DeliverTo, BodyId: match.BodyId);
}
