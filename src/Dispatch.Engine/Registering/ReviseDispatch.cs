using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows;
using MediatR;

namespace Dispatch.Engine.Registering;

/// <summary>Sửa dự thảo: the drafter changes the words, and who is to sign or is asked, while it is a draft, also one that was returned. Needs the version that was read.</summary>
/// <param name="DispatchId">Which draft.</param>
/// <param name="Text">The new words, all of them; null leaves them. The kind, and so the symbol, stays.</param>
/// <param name="People">The new people, all of them; null leaves them. What somebody has answered already stays in the history.</param>
public sealed record ReviseDispatch(Id<OfficialDispatch> DispatchId, DispatchText? Text, DraftPeople? People = null) : IAct<DispatchView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Text?.Flaw() ?? People?.Asked.Flaw();

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => Text?.Texts() ?? [];
}

/// <summary>The people of a draft, as the drafter names them.</summary>
/// <param name="SignerId">Who is to sign.</param>
/// <param name="OpinionFromIds">Colleagues whose opinion the procedure asks, 20 at most; nobody when it is left out.</param>
/// <param name="LegalReviewerId">The colleague who checks the law of it; nobody when it is left out.</param>
public sealed record DraftPeople(Id<Person> SignerId, IReadOnlyList<Id<Person>>? OpinionFromIds = null, Id<Person>? LegalReviewerId = null)
{
    internal AskedPeople Asked => new(OpinionFromIds ?? [], LegalReviewerId);
}

internal sealed class ReviseDispatchHandler(PaperDesk<OfficialDispatch, DispatchView> desk, DraftPeopleDesk people, AuthorityDesk authorities, RouteDesk route, ActContext context, TimeProvider clock) : IRequestHandler<ReviseDispatch, Outcome<DispatchView>>
{
    private static readonly RouteStep Step = new(null, null, "registering.revised");

    public async Task<Outcome<DispatchView>> Handle(ReviseDispatch request, CancellationToken cancellationToken) =>
        context.ExpectedVersion is null
            ? RegisteringRefusals.VersionNeeded
            : await desk.DoAsync(request.DispatchId, Step, dispatch => ReviseAsync(dispatch, request, cancellationToken), dispatch => Facts(dispatch, request), cancellationToken);

    private async Task<Refusal?> ReviseAsync(OfficialDispatch dispatch, ReviseDispatch request, CancellationToken cancellationToken)
    {
        if (dispatch.DrafterId != context.Someone.PersonId)
        {
            return RegisteringRefusals.NotYours;
        }

        if (dispatch.Move(OutgoingAct.Revise, dispatch.Reason) is { } refusal)
        {
            return refusal;
        }

        if (request.People is { } named)
        {
            if ((await people.RefuseSignerAsync(named.SignerId, cancellationToken) ?? await people.RefuseAskedAsync(named.Asked, cancellationToken)) is { } unlawful)
            {
                return unlawful;
            }

            dispatch.SignerId = named.SignerId;
            // Whom it is put to stands with its matter; the draft is another one for that all the same.
            desk.Hold(dispatch);
        }

        if (request.Text is { } text)
        {
            var cleaned = text.Cleaned() with { Kind = dispatch.Text.Kind };
            var block = await authorities.BlockAsync(dispatch.SignerId, cleaned.Kind, cleaned.Capacity, clock.GetUtcNow(), cancellationToken);
            if (block.IsRefused)
            {
                return block.Refusal;
            }

            dispatch.Text = cleaned with { Capacity = block.Value };
            dispatch.Subject = dispatch.Text.Subject;
        }

        var asked = request.People?.Asked ?? await people.AskedAsync(dispatch.Id, cancellationToken);
        await route.TellAsync(dispatch.Id.Value, await people.FactsAsync(dispatch, asked, cancellationToken), cancellationToken);
        return null;
    }

    private static object Facts(OfficialDispatch dispatch, ReviseDispatch request) => request.People is { } named
        ? new { dispatch.Subject, named.SignerId, named.Asked.OpinionFromIds, named.LegalReviewerId }
        : new { dispatch.Subject };
}
