using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>Soạn thảo văn bản (Điều 10): a draft is begun and its route with it. The symbol is made, not typed.</summary>
/// <param name="Text">The words.</param>
/// <param name="SignerId">Who is to sign.</param>
/// <param name="AnswersId">The incoming dispatch of the same organisation that this one answers, if any; it must wait for an answer.</param>
/// <param name="ReplacesId">The issued dispatch this one replaces, if any: of an equal form; the issue of this one takes it back (Điều 18.3).</param>
/// <param name="CorrectsId">The issued dispatch this công văn corrects, if any: it stays in force and says so wherever it lies (Điều 18.3).</param>
/// <param name="OpinionFromIds">Colleagues whose opinion the procedure asks, 20 at most; the one of the house asks it after the content was checked, unless the draft is urgent.</param>
/// <param name="LegalReviewerId">The colleague who checks the law of it, for the kinds for which the procedure has that done.</param>
public sealed record DraftDispatch(
    DispatchText Text, Id<Person> SignerId, Id<IncomingDispatch>? AnswersId = null, Id<OfficialDispatch>? ReplacesId = null, Id<OfficialDispatch>? CorrectsId = null,
    IReadOnlyList<Id<Person>>? OpinionFromIds = null, Id<Person>? LegalReviewerId = null)
    : IAct<DispatchView>, IShaped, ICarriesText
{
    private const int MostOpinions = 20;

    /// <inheritdoc />
    public Refusal? Flaw() => Text.Flaw() ?? (ReplacesId is not null && CorrectsId is not null ? RecallingRefusals.OneOrTheOther
        : OpinionFromIds?.Count > MostOpinions ? KernelRefusals.Shape("opinionFromIds", $"Chỉ xin ý kiến được nhiều nhất {MostOpinions} người.")
        : null);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Text.Texts();
}

internal sealed class DraftDispatchHandler(DispatchDbContext db, ActContext context, RouteDesk route, KeptRoom room, DemoMark demo, TimeProvider clock) : IRequestHandler<DraftDispatch, Outcome<DispatchView>>
{
    public async Task<Outcome<DispatchView>> Handle(DraftDispatch request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var signer = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == request.SignerId && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null, cancellationToken);
        if (signer is null || !signer.Roles.HasFlag(Role.Signer))
        {
            return RegisteringRefusals.UnknownSigner;
        }

        if (signer.Id == actor.PersonId)
        {
            return Signing.SigningRefusals.SelfApproval;
        }

        if ((await RefuseLinkAsync(request, actor, cancellationToken) ?? await RefuseAskedAsync(request, actor, cancellationToken)) is { } unlawful)
        {
            return unlawful;
        }

        var symbol = await SymbolAsync(request.Text.Kind, actor, cancellationToken);
        if (symbol.IsRefused)
        {
            return symbol.Refusal;
        }

        var dispatch = Draft(request, actor, symbol.Value);
        if (room.TakeLetters(actor.OrganisationId, dispatch.Text.Texts().Sum(text => text?.Length ?? 0L)) is { } full)
        {
            return full;
        }

        db.Add(dispatch);
        await route.StartAsync(
            dispatch.ReplacesId is null ? Routes.IssueDispatch : Routes.ReplaceDispatch, actor.OrganisationId, dispatch.Id.Value, await FactsAsync(dispatch, request, cancellationToken), cancellationToken);
        context.Note(actor.OrganisationId, "registering.drafted", dispatch.Id.Value, new { dispatch.Symbol, dispatch.Subject, dispatch.ReplacesId, dispatch.CorrectsId });
        return DispatchView.Of(dispatch);
    }

    /// <summary>What the procedure knows of the draft. The drafting unit is named where somebody else heads it, who answers for the content (Điều 12.1); of a unit without one any head may check.</summary>
    private async Task<Dictionary<string, string>> FactsAsync(OfficialDispatch dispatch, DraftDispatch request, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["drafter"] = dispatch.DrafterId.ToString(),
            ["signer"] = dispatch.SignerId.ToString(),
            ["kind"] = dispatch.Text.Kind,
            ["urgency"] = dispatch.Text.Urgency.ToString(),
        };
        if (request.OpinionFromIds is { Count: > 0 } asked)
        {
            facts["opinionFrom"] = JsonSerializer.Serialize(asked.Distinct().Select(id => id.ToString()));
        }

        if (request.LegalReviewerId is { } reviewer)
        {
            facts["legalReviewer"] = reviewer.ToString();
        }

        if (dispatch.UnitId is { } unit)
        {
            var others = db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == dispatch.OrganisationId && p.UnitId == unit && p.Id != dispatch.DrafterId && p.DisabledAt == null);
            if ((await others.Select(p => p.Roles).ToListAsync(cancellationToken)).Exists(roles => roles.HasFlag(Role.UnitHead)))
            {
                facts["drafterUnit"] = unit.ToString();
            }
        }

        return facts;
    }

    private OfficialDispatch Draft(DraftDispatch request, Actor actor, string symbol)
    {
        var now = clock.GetUtcNow();
        var text = request.Text.Cleaned();
        return new OfficialDispatch
        {
            Id = Id<OfficialDispatch>.New(now),
            OrganisationId = actor.OrganisationId,
            UnitId = actor.UnitId,
            DrafterId = actor.PersonId!.Value,
            SignerId = request.SignerId,
            Text = text,
            Subject = text.Subject,
            Symbol = symbol,
            AnswersId = request.AnswersId,
            ReplacesId = request.ReplacesId,
            CorrectsId = request.CorrectsId,
            CreatedAt = now,
            IsDemo = demo.IsOn,
        };
    }

    /// <summary>Whether what it answers waits for an answer, and what it replaces or corrects is there to be, by a paper of this kind (Điều 18.3).</summary>
    private async Task<Refusal?> RefuseLinkAsync(DraftDispatch request, Actor actor, CancellationToken cancellationToken)
    {
        if (request.AnswersId is { } answered
            && (await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => i.Id == answered).Select(i => (IncomingState?)i.State).SingleOrDefaultAsync(cancellationToken) is not { } state
                || IncomingLifecycle.After(state, IncomingAct.Answer) is null))
        {
            return RegisteringRefusals.NotToBeAnswered;
        }

        if ((request.ReplacesId ?? request.CorrectsId) is not { } id)
        {
            return null;
        }

        var earlier = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        var kind = DispatchKind.Named(request.Text.Kind)!.Name;
        return earlier switch
        {
            null => RecallingRefusals.NotInForce,
            _ when !OutgoingLifecycle.IsInForce(earlier.State) => RecallingRefusals.NotInForce,
            _ when request.ReplacesId is not null => kind == earlier.Text.Kind ? null : RecallingRefusals.NotEquivalent(earlier.Text.Kind),
            _ => kind == DispatchKind.OfficialLetter.Name ? null : RecallingRefusals.CorrectByLetter,
        };
    }

    /// <summary>Whether everybody who is to be asked is a colleague who does tasks, and none is the drafter: a task for anybody else would lie there for good.</summary>
    private async Task<Refusal?> RefuseAskedAsync(DraftDispatch request, Actor actor, CancellationToken cancellationToken)
    {
        var asked = (request.OpinionFromIds ?? []).Concat(request.LegalReviewerId is { } reviewer ? [reviewer] : []).Distinct().ToList();
        if (asked.Count == 0)
        {
            return null;
        }

        var roles = await db.Set<Person>().AsNoTracking().Where(p => asked.Contains(p.Id) && p.OrganisationId == actor.OrganisationId && p.DisabledAt == null && p.Id != actor.PersonId).Select(p => p.Roles).ToListAsync(cancellationToken);
        return roles.Count == asked.Count && roles.TrueForAll(held => AccessTable.Allows(typeof(CompleteTask), held)) ? null : RegisteringRefusals.UnknownAsked;
    }

    private async Task<Outcome<string>> SymbolAsync(string kind, Actor actor, CancellationToken cancellationToken)
    {
        var names = await db.Set<Body>().Where(b => b.Id == actor.OrganisationId || b.Id == actor.UnitId).Select(b => new { b.Id, b.Abbreviation, b.Place }).ToListAsync(cancellationToken);
        var body = names.Find(b => b.Id == actor.OrganisationId);
        var unit = names.Find(b => b.Id == actor.UnitId)?.Abbreviation;
        return body?.Abbreviation is not { } abbreviation ? RegisteringRefusals.NoAbbreviation
            : body.Place is null ? RegisteringRefusals.NoPlace
            : DispatchKind.Named(kind)!.Symbol(abbreviation, unit);
    }
}
