using Dispatch.Api.Components;
using Dispatch.Api.Copying;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Api.Registering;

/// <summary>The page of an outgoing dispatch: what it is, what may be done now, who gets it.</summary>
internal static class DispatchPageEndpoint
{
    public static void MapDispatchPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dispatches/{id:guid}", ShowAsync);
        routes.MapPost("/dispatches/{id:guid}/{name:alpha}", ActAsync);
        // Where a refusal was shown without script, reloading the address asks for the paper again.
        routes.MapGet("/dispatches/{id:guid}/{name:alpha}", (Guid id) => PageResult.Done($"/dispatches/{id}"));
    }

    /// <summary>The request an act's button sends; null for an act that has its own place on the page.</summary>
    public static Type? RequestOf(OutgoingAct act) => act switch
    {
        OutgoingAct.Revise => typeof(ReviseDispatch),
        OutgoingAct.Submit => typeof(SubmitDispatch),
        OutgoingAct.PassContent => typeof(PassContent),
        OutgoingAct.PassForm => typeof(PassForm),
        OutgoingAct.Return => typeof(ReturnDispatch),
        OutgoingAct.Sign => typeof(SignDispatch),
        OutgoingAct.AssignNumber => typeof(AssignNumber),
        OutgoingAct.ApplySeal => typeof(PrepareSeal),
        OutgoingAct.Issue => typeof(IssueDispatch),
        OutgoingAct.VoidNumber => typeof(VoidNumber),
        OutgoingAct.DecideRecipient => null,
        OutgoingAct.RequestCopy => typeof(RequestCopy),
        OutgoingAct.ProposeRecall => typeof(ProposeRecall),
        OutgoingAct.Recall => null,
        OutgoingAct.Correct => null,
    };

    /// <summary>The page as it stands now, with a refusal beside its act.</summary>
    public static async Task<IResult> PageAsync(Id<OfficialDispatch> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken, Id<Delivery>? after = null)
    {
        var dispatch = await mediator.Send(new FindDispatch(id), cancellationToken);
        if (dispatch.IsRefused)
        {
            return PageResult.Refused(dispatch.Refusal);
        }

        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        if (names.IsRefused)
        {
            return PageResult.Refused(names.Refusal);
        }

        var isIssued = OutgoingLifecycle.IsPublic(dispatch.Value.State);
        var plan = isIssued ? null : await mediator.Send(new PlanDistribution(id.Value), cancellationToken);
        var family = isIssued ? await mediator.Send(new TraceFamily(id.Value), cancellationToken) : null;
        var recalls = isIssued ? await mediator.Send(new ListRecalls(id), cancellationToken) : null;
        var answers = isIssued && !OutgoingLifecycle.IsInForce(dispatch.Value.State) ? await mediator.Send(new ListRecallAnswers(id, OnlyOpen: true, after), cancellationToken) : null;
        var mayPropose = dispatch.Value.Lawful.Contains(OutgoingAct.ProposeRecall) && AccessTable.Allows(typeof(ProposeRecall), act.Actor.Roles);
        var notices = mayPropose ? await mediator.Send(new ListDispatches(OutgoingState.Issued, Take: 50, NewestFirst: true), cancellationToken) : null;
        var mayCopy = dispatch.Value.Lawful.Contains(OutgoingAct.RequestCopy) && AccessTable.Allows(typeof(RequestCopy), act.Actor.Roles);
        var copying = mayCopy ? await CopyOffer.ReadAsync(id.Value, mediator, cancellationToken) : CopyOffer.None;
        var waiting = await mediator.Send(new ListWaiting(id.Value), cancellationToken);
        var authorities = dispatch.Value.SignedAt is null ? await mediator.Send(new ListAuthorities(dispatch.Value.SignerId, Take: 500), cancellationToken) : null;
        var earlier = (dispatch.Value.ReplacesId ?? dispatch.Value.CorrectsId) is { } other ? await mediator.Send(new FindDispatch(other), cancellationToken) : null;
        return (waiting.Refusal ?? authorities?.Refusal ?? earlier?.Refusal ?? plan?.Refusal ?? family?.Refusal ?? recalls?.Refusal ?? answers?.Refusal ?? notices?.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<DispatchPage>(
                new DispatchModel(dispatch.Value, names.Value, plan?.Value, family?.Value, recalls?.Value.Items ?? [], answers?.Value, [.. (notices?.Value.Items ?? []).Where(d => d.Id != id && d.IssuedAt >= dispatch.Value.IssuedAt)], waiting.Value) { Authorities = authorities?.Value.Items, Earlier = earlier?.Value, Copying = copying }, refused);
    }

    private static Task<IResult> ShowAsync(Guid id, string? after, IMediator mediator, ActContext act, CancellationToken cancellationToken) =>
        PageAsync(new Id<OfficialDispatch>(id), mediator, act, refused: null, cancellationToken, PageWords.ReadId<Delivery>(after));

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, HeldKeySigning signing, ActContext context, TimeProvider clock)
    {
        var dispatchId = new Id<OfficialDispatch>(id);
        var form = forms.Form;
        if (PageWords.Read<OutgoingAct>(name) is not { } act || act is OutgoingAct.Revise or OutgoingAct.DecideRecipient or OutgoingAct.Recall or OutgoingAct.Correct)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        if (act is OutgoingAct.ProposeRecall)
        {
            return await ProposeAsync(dispatchId, form, forms, mediator, context, http.RequestAborted);
        }

        if (act is OutgoingAct.RequestCopy)
        {
            var (refusal, home) = await RequestedCopy.SendAsync(forms, form, copy => copy with { DispatchId = dispatchId }, http.RequestAborted);
            return refusal is null ? PageResult.Done(home, name) : await PageAsync(dispatchId, mediator, context, new RefusedAct(act.ToString(), refusal, form.Typed), http.RequestAborted);
        }

        var done = await DoAsync(act, dispatchId, form, forms, signing, context, http.RequestAborted);
        return done.IsRefused
            ? await PageAsync(dispatchId, mediator, context, new RefusedAct(act.ToString(), done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/dispatches/{id}", act.ToString());
    }

    /// <summary>A proposal begins a matter of its own, and has a page of its own.</summary>
    private static async Task<IResult> ProposeAsync(Id<OfficialDispatch> id, PageForm form, PageForms forms, IMediator mediator, ActContext context, CancellationToken cancellationToken)
    {
        var request = new ProposeRecall(id, form.Text("reason"), form.Id<Person>("signer"), PageWords.ReadId<OfficialDispatch>(form.Optional("notice")));
        var proposed = await forms.SendAsync(request, form, cancellationToken);
        return proposed.IsRefused
            ? await PageAsync(id, mediator, context, new RefusedAct(nameof(OutgoingAct.ProposeRecall), proposed.Refusal, form.Typed), cancellationToken)
            : PageResult.Done($"/recalls/{proposed.Value.Id}", nameof(OutgoingAct.ProposeRecall));
    }

    /// <summary>What the button does: one request, or, where a key the server keeps is to be used, the two of a signing session.</summary>
    private static Task<Outcome<DispatchView>> DoAsync(
        OutgoingAct act, Id<OfficialDispatch> id, PageForm form, PageForms forms, HeldKeySigning signing, ActContext context, CancellationToken cancellationToken)
    {
        forms.Take(form);
        return act switch
        {
            OutgoingAct.Sign when signing.HoldsKeyOf(context.Actor!) => signing.SignAsync(context, id, cancellationToken),
            OutgoingAct.ApplySeal => signing.SealAsync(context, id, cancellationToken),
            _ => forms.SendAsync(Request(act, id, form), form, cancellationToken),
        };
    }

    private static IAct<DispatchView> Request(OutgoingAct act, Id<OfficialDispatch> id, PageForm form) => act switch
    {
        OutgoingAct.Submit => new SubmitDispatch(id),
        OutgoingAct.PassContent => new PassContent(id),
        OutgoingAct.PassForm => new PassForm(id),
        OutgoingAct.Return => new ReturnDispatch(id, form.Text("reason")),
        OutgoingAct.Sign => new SignDispatch(id),
        OutgoingAct.AssignNumber => new AssignNumber(id),
        OutgoingAct.Issue => new IssueDispatch(id),
        OutgoingAct.VoidNumber => new VoidNumber(id, form.Text("reason")),
        OutgoingAct.Revise or OutgoingAct.DecideRecipient or OutgoingAct.ApplySeal or OutgoingAct.RequestCopy or OutgoingAct.ProposeRecall or OutgoingAct.Recall or OutgoingAct.Correct => throw new ArgumentOutOfRangeException(nameof(act), act, "This act is no single request of a button."),
    };
}
