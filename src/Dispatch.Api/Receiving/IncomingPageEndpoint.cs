using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Api.Registering;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Api.Receiving;

/// <summary>The page of an incoming dispatch.</summary>
internal static class IncomingPageEndpoint
{
    public static void MapIncomingPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incoming/{id:guid}", ShowAsync);
        routes.MapPost("/incoming/{id:guid}/{name:alpha}", ActAsync);
        routes.MapGet("/incoming/{id:guid}/slips/{kind:alpha}", async (Guid id, string kind, IMediator mediator, HttpContext http) => PageWords.Read<SlipKind>(kind) is { } known
            ? RegisterFileEndpoint.PageOf(await mediator.Send(new PrintSlip(new Id<IncomingDispatch>(id), known), http.RequestAborted), http)
            : PageResult.Refused(KernelRefusals.Unknown("phiếu")));
        routes.MapPost("/incoming/{id:guid}/verification", VerifyAsync);
        routes.MapPost("/incoming/{id:guid}/citations", CiteAsync);
        // Where a refusal was shown without script, reloading the address asks for the paper again.
        routes.MapGet("/incoming/{id:guid}/{name:alpha}", (Guid id) => PageResult.Done($"/incoming/{id}"));
    }

    /// <summary>The request an act's form sends; null for what the sender does.</summary>
    public static Type? RequestOf(IncomingAct act) => act switch
    {
        IncomingAct.Receive => typeof(ReceiveIncoming),
        IncomingAct.Refuse => typeof(RefuseIncoming),
        IncomingAct.Register => typeof(RegisterIncoming),
        IncomingAct.SubmitToLeader => typeof(SubmitIncoming),
        IncomingAct.Assign => typeof(AssignIncoming),
        IncomingAct.Begin => typeof(BeginIncoming),
        IncomingAct.Answer => typeof(AnswerIncoming),
        IncomingAct.Close => typeof(CloseIncoming),
        IncomingAct.RequestCopy => typeof(RequestCopy),
        IncomingAct.AgreeRecall => typeof(AgreeRecall),
        IncomingAct.RefuseRecall => typeof(RefuseRecall),
        IncomingAct.Recall => null,
    };

    /// <summary>Whether the law lets a paper be received now, and entered at once after.</summary>
    public static bool MayBeEntered(IncomingView incoming) =>
        IncomingLifecycle.After(incoming.State, IncomingAct.Receive) is { } received && IncomingLifecycle.After(received, IncomingAct.Register) is not null;

    /// <summary>What a form that wrote a paper down leads to: the paper; in the book when the form says so too, and with the reason when that is refused.</summary>
    public static async Task<IResult> WrittenDownAsync(Id<IncomingDispatch> id, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        if (!forms.Form.IsTicked("enter"))
        {
            return PageResult.Done($"/incoming/{id}", "Paper");
        }

        var entered = await forms.SendAsync(new ReceiveAndRegister(id), forms.Form, http.RequestAborted, "-enter");
        return entered.IsRefused
            ? await PageAsync(id, mediator, context, new RefusedAct(nameof(ReceiveAndRegister), entered.Refusal, forms.Form.Typed), http.RequestAborted)
            : PageResult.Done($"/incoming/{id}", nameof(ReceiveAndRegister));
    }

    private static Task<IResult> ShowAsync(Guid id, HttpContext http, IMediator mediator, ActContext act) =>
        PageAsync(new Id<IncomingDispatch>(id), mediator, act, refused: null, http.RequestAborted, hasJustEntered: PageResult.HasJustDone(http, nameof(ReceiveAndRegister)));

    private static async Task<IResult> PageAsync(Id<IncomingDispatch> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken, bool hasJustEntered = false)
    {
        var incoming = await mediator.Send(new FindIncoming(id), cancellationToken);
        if (incoming.IsRefused)
        {
            return PageResult.Refused(incoming.Refusal);
        }

        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        if (names.IsRefused)
        {
            return PageResult.Refused(names.Refusal);
        }

        var family = await mediator.Send(new TraceFamily(id.Value), cancellationToken);
        if (family.IsRefused)
        {
            return PageResult.Refused(family.Refusal);
        }

        IReadOnlyList<DispatchView> answers = [];
        if (incoming.Value.Lawful.Contains(IncomingAct.Answer))
        {
            var issued = await mediator.Send(new ListDispatches(OutgoingState.Issued, Take: 100, NewestFirst: true), cancellationToken);
            answers = issued.IsRefused ? [] : issued.Value.Items;
        }

        var mayCopy = incoming.Value.Lawful.Contains(IncomingAct.RequestCopy) && AccessTable.Allows(typeof(RequestCopy), act.Actor.Roles);
        var copying = mayCopy ? await CopyOffer.ReadAsync(id.Value, mediator, cancellationToken) : CopyOffer.None;
        var verification = await mediator.Send(new FindVerification(id), cancellationToken);
        var waiting = await mediator.Send(new ListWaiting(id.Value), cancellationToken);
        if (waiting.IsRefused)
        {
            return PageResult.Refused(waiting.Refusal);
        }

        var arrived = hasJustEntered ? await mediator.Send(new ListIncoming(IncomingState.Arrived, Take: 1), cancellationToken) : null;
        return PageResult.Of<IncomingPage>(
            new IncomingModel(
                incoming.Value, names.Value, family.Value, verification.IsRefused ? null : verification.Value, answers, copying, waiting.Value,
                arrived is { IsRefused: false, Value.Items: [var next] } ? next : null),
            refused);
    }

    private static async Task<IResult> VerifyAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var form = forms.Form;
        var verified = await forms.SendAsync(new VerifyIncoming(new Id<IncomingDispatch>(id)), form, http.RequestAborted);
        return verified.IsRefused
            ? await PageAsync(new Id<IncomingDispatch>(id), mediator, context, new RefusedAct("Verify", verified.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/incoming/{id}");
    }

    private static async Task<IResult> CiteAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var form = forms.Form;
        var cited = await forms.SendAsync(new CorrectCitations(new Id<IncomingDispatch>(id), [.. form.Lines("cites").Select(PaperCitation.Read)]), form, http.RequestAborted);
        return cited.IsRefused
            ? await PageAsync(new Id<IncomingDispatch>(id), mediator, context, new RefusedAct("Citations", cited.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/incoming/{id}");
    }

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, ActContext context, TimeProvider clock)
    {
        var incomingId = new Id<IncomingDispatch>(id);
        var form = forms.Form;
        if (name == nameof(ReceiveAndRegister))
        {
            return await AnsweredAsync((await forms.SendAsync(new ReceiveAndRegister(incomingId), form, http.RequestAborted)).Refusal, $"/incoming/{id}");
        }

        if (PageWords.Read<IncomingAct>(name) is not { } act || act is IncomingAct.Recall)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        var (refusal, home) = act is IncomingAct.RequestCopy
            ? await RequestedCopy.SendAsync(forms, form, copy => copy with { IncomingId = incomingId }, http.RequestAborted)
            : ((await forms.SendAsync(Request(act, incomingId, form), form, http.RequestAborted)).Refusal, $"/incoming/{id}");
        return await AnsweredAsync(refusal, home);

        async Task<IResult> AnsweredAsync(Refusal? refused, string home) => refused is null
            ? PageResult.Done(home, name)
            : await PageAsync(incomingId, mediator, context, new RefusedAct(name, refused, form.Typed), http.RequestAborted);
    }

    private static IAct<IncomingView> Request(IncomingAct act, Id<IncomingDispatch> id, PageForm form) => act switch
    {
        IncomingAct.Receive => new ReceiveIncoming(id),
        IncomingAct.Refuse => new RefuseIncoming(id, form.Text("reason")),
        IncomingAct.Register => new RegisterIncoming(id),
        IncomingAct.SubmitToLeader => new SubmitIncoming(id),
        IncomingAct.Assign => new AssignIncoming(id, form.Id<Body>("lead"), form.Ids<Body>("support"), form.Date("due"), form.Optional("opinion")),
        IncomingAct.Begin => new BeginIncoming(id),
        IncomingAct.Answer => new AnswerIncoming(id, form.Id<OfficialDispatch>("answer")),
        IncomingAct.Close => new CloseIncoming(id, form.Optional("opinion")),
        IncomingAct.AgreeRecall => new AgreeRecall(id),
        IncomingAct.RefuseRecall => new RefuseRecall(id, form.Text("reason")),
        IncomingAct.RequestCopy or IncomingAct.Recall => throw new ArgumentOutOfRangeException(nameof(act), act, "A copy is asked for with its own request, and a recall comes from the sender."),
    };
}
