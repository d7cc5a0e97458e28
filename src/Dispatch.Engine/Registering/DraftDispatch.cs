using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
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
    /// <inheritdoc />
    public Refusal? Flaw() => Text.Flaw() ?? (ReplacesId is not null && CorrectsId is not null ? RecallingRefusals.OneOrTheOther
        : Asked.Flaw());

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Text.Texts();

    /// <summary>Whom it is put to.</summary>
    internal AskedPeople Asked => new(OpinionFromIds ?? [], LegalReviewerId);
}

internal sealed class DraftDispatchHandler(DispatchDbContext db, ActContext context, DraftPeopleDesk people, AuthorityDesk authorities, RouteDesk route, KeptRoom room, DemoMark demo, TimeProvider clock) : IRequestHandler<DraftDispatch, Outcome<DispatchView>>
{
    public async Task<Outcome<DispatchView>> Handle(DraftDispatch request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if ((await people.RefuseSignerAsync(request.SignerId, cancellationToken) ?? await RefuseLinkAsync(request, actor, cancellationToken) ?? await people.RefuseAskedAsync(request.Asked, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var symbol = await SymbolAsync(request.Text.Kind, actor, cancellationToken);
        if (symbol.IsRefused)
        {
            return symbol.Refusal;
        }

        var text = request.Text.Cleaned();
        var block = await authorities.BlockAsync(request.SignerId, text.Kind, text.Capacity, clock.GetUtcNow(), cancellationToken);
        if (block.IsRefused)
        {
            return block.Refusal;
        }

        var dispatch = Draft(request, text with { Capacity = block.Value }, actor, symbol.Value);
        if (room.TakeLetters(actor.OrganisationId, dispatch.Text.Texts().Sum(text => text?.Length ?? 0L)) is { } full)
        {
            return full;
        }

        db.Add(dispatch);
        await route.StartAsync(
            dispatch.ReplacesId is null ? Routes.IssueDispatch : Routes.ReplaceDispatch, actor.OrganisationId, dispatch.Id.Value, await people.FactsAsync(dispatch, request.Asked, cancellationToken), cancellationToken);
        context.Note(actor.OrganisationId, "registering.drafted", dispatch.Id.Value, new { dispatch.Symbol, dispatch.Subject, dispatch.ReplacesId, dispatch.CorrectsId });
        return DispatchView.Of(dispatch);
    }

    private OfficialDispatch Draft(DraftDispatch request, DispatchText text, Actor actor, string symbol)
    {
        var now = clock.GetUtcNow();
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
