using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Api.Copying;

/// <summary>The page of a certified copy.</summary>
internal static class CopyPageEndpoint
{
    /// <summary>The organisation has signed: another thing than the seal of a dispatch, and undone in another way.</summary>
    public const string Sealed = "ApplyCopySeal";

    /// <summary>The number of a copy, told in words of its own.</summary>
    public const string Numbered = "CopyNumbered";

    /// <summary>Its issue, told in words of its own.</summary>
    public const string Issued = "CopyIssued";

    public static void MapCopyPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/copies/{id:guid}", ShowAsync);
        routes.MapPost("/copies/{id:guid}/{name:alpha}", ActAsync);
        // Where a refusal was shown without script, reloading the address asks for the paper again.
        routes.MapGet("/copies/{id:guid}/{name:alpha}", (Guid id) => PageResult.Done($"/copies/{id}"));
    }

    /// <summary>The request an act's button sends; null for an act that has its own place on the page.</summary>
    public static Type? RequestOf(CopyAct act) => act switch
    {
        CopyAct.Approve => typeof(ApproveCopy),
        CopyAct.Reject => typeof(RejectCopy),
        CopyAct.AssignNumber => typeof(NumberCopy),
        CopyAct.ApplySeal => typeof(PrepareCopySeal),
        CopyAct.Issue => typeof(IssueCopy),
        CopyAct.DecideRecipient => null,
        CopyAct.Recall => typeof(RecallCopy),
    };

    /// <summary>The page as it stands now, with a refusal beside its act.</summary>
    public static async Task<IResult> PageAsync(Id<CertifiedCopy> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken, Id<Delivery>? after = null)
    {
        var copy = await mediator.Send(new FindCopy(id), cancellationToken);
        if (copy.IsRefused)
        {
            return PageResult.Refused(copy.Refusal);
        }

        var sources = await mediator.Send(new ListCopySources([id]), cancellationToken);
        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        var plan = copy.Value.Lawful.Contains(CopyAct.DecideRecipient) ? await mediator.Send(new PlanDistribution(id.Value), cancellationToken) : null;
        var family = await mediator.Send(new TraceFamily(id.Value), cancellationToken);
        var answers = copy.Value is { IsSealed: true, ContentHash: not null } ? await mediator.Send(new ListCopyRecallAnswers(id, OnlyOpen: true, after), cancellationToken) : null;
        var all = copy.Value.Parts.Count > 0 ? await mediator.Send(new ListCopyParts(copy.Value.SourceId), cancellationToken) : null;
        var parts = all is { IsRefused: false } ? all.Value.Where(part => copy.Value.Parts.Contains(part.Number)).ToList() : [];
        var waiting = await mediator.Send(new ListWaiting(id.Value), cancellationToken);
        var authorities = copy.Value.Lawful.Contains(CopyAct.Approve) ? await mediator.Send(new ListAuthorities(copy.Value.SignerId, Take: 500), cancellationToken) : null;
        return (waiting.Refusal ?? authorities?.Refusal ?? sources.Refusal ?? names.Refusal ?? plan?.Refusal ?? family.Refusal ?? answers?.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<CopyPage>(new CopyModel(copy.Value, sources.Value[id], names.Value, plan?.Value, family.Value, answers?.Value, waiting.Value, parts) { Authorities = authorities?.Value.Items }, refused);
    }

    private static Task<IResult> ShowAsync(Guid id, string? after, IMediator mediator, ActContext act, CancellationToken cancellationToken) =>
        PageAsync(new Id<CertifiedCopy>(id), mediator, act, refused: null, cancellationToken, PageWords.ReadId<Delivery>(after));

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, HeldKeySigning signing, ActContext context)
    {
        var copyId = new Id<CertifiedCopy>(id);
        var form = forms.Form;
        if (PageWords.Read<CopyAct>(name) is not { } act || (Request(act, copyId, form) is null && act is not CopyAct.ApplySeal))
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        var done = await DoAsync(act, copyId, form, forms, signing, context, http.RequestAborted);
        return done.IsRefused
            ? await PageAsync(copyId, mediator, context, new RefusedAct(act.ToString(), done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/copies/{id}", DoneWord(act));
    }

    /// <summary>What was done, where a copy has words of its own for it.</summary>
    private static string DoneWord(CopyAct act) => act switch
    {
        CopyAct.ApplySeal => Sealed,
        CopyAct.AssignNumber => Numbered,
        CopyAct.Issue => Issued,
        _ => act.ToString(),
    };

    /// <summary>What the button does: one request, or, where a key the server keeps is to be used, the two of a signing session.</summary>
    private static Task<Outcome<CopyView>> DoAsync(
        CopyAct act, Id<CertifiedCopy> id, PageForm form, PageForms forms, HeldKeySigning signing, ActContext context, CancellationToken cancellationToken)
    {
        forms.Take(form);
        return Request(act, id, form) is { } request ? forms.SendAsync(request, form, cancellationToken) : signing.SealCopyAsync(context, id, cancellationToken);
    }

    private static IAct<CopyView>? Request(CopyAct act, Id<CertifiedCopy> id, PageForm form) => act switch
    {
        CopyAct.Approve => new ApproveCopy(id),
        CopyAct.Reject => new RejectCopy(id, form.Text("reason")),
        CopyAct.AssignNumber => new NumberCopy(id),
        CopyAct.Issue => new IssueCopy(id),
        CopyAct.Recall => new RecallCopy(id, form.Text("reason")),
        CopyAct.ApplySeal or CopyAct.DecideRecipient => null,
    };
}
