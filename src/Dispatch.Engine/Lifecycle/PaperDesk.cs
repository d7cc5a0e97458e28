using System.Text.Json.Nodes;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Lifecycle;

/// <summary>A paper that acts are done to: an outgoing dispatch, an incoming one or a copy.</summary>
/// <typeparam name="TPaper">The paper itself.</typeparam>
/// <typeparam name="TView">What a person who did something to it gets back.</typeparam>
internal interface IPaper<TPaper, out TView> : IVersioned
    where TPaper : class, IPaper<TPaper, TView>
{
    /// <summary>What the paper is called when it cannot be found.</summary>
    static abstract string Word { get; }

    Id<TPaper> Id { get; }

    /// <summary>Whose paper it is.</summary>
    Id<Body> OrganisationId { get; }

    /// <summary>The paper as it will be once the act commits: the save raises its version by one.</summary>
    TView AfterChange();

    /// <summary>News for the organisation that sent the paper, when the act changed what that one should know; null when it did not.</summary>
    /// <param name="before">What <see cref="Told"/> was before the act.</param>
    /// <param name="now">The time of the act.</param>
    GivenReceipt? News(ReceiptCode? before, DateTimeOffset now) => null;

    /// <summary>Whether an act on such a paper is often news for its sender.</summary>
    static virtual bool TellsSender => false;

    /// <summary>What the sender has been told last; null where there is no sender to tell.</summary>
    ReceiptCode? Told => null;
}

/// <summary>How every act on a paper is done: find what the person may see, hold it against the version they read, let the paper answer, take the route's step, tell the sender, note it.</summary>
internal sealed class PaperDesk<TPaper, TView>(DispatchDbContext db, ActContext context, RouteDesk route, NumberingDesk numbering, ReceiptDesk receipts, TimeProvider clock)
    where TPaper : class, IPaper<TPaper, TView>
{
    private static readonly HeldQuestion<TPaper> Paper = new(nameof(IPaper<TPaper, TView>.OrganisationId), nameof(IPaper<TPaper, TView>.Id));

    /// <summary>The paper, tracked; unknown when it is not there or not theirs, stale when it moved on.</summary>
    public async Task<Outcome<TPaper>> OpenAsync(Id<TPaper> id, CancellationToken cancellationToken)
    {
        var paper = Visibility.PapersOf(context.Someone) is { } own ? (await Paper.AskAsync(db, cancellationToken, own, id)).SingleOrDefault() : null;
        return paper switch
        {
            null => KernelRefusals.Unknown(TPaper.Word),
            _ when context.IsStale(paper) => KernelRefusals.Stale,
            _ => paper,
        };
    }

    /// <summary>Holds a paper through this act though nothing of it changes: its version rises, so that whatever else changes it comes wholly before or wholly after.</summary>
    public void Hold(TPaper paper)
    {
        if (!db.Held.Touch(paper))
        {
            db.Entry(paper).Property(p => p.Version).IsModified = true;
        }
    }

    /// <summary>One act, its step, its note, and the news for the sender when there is any.</summary>
    /// <param name="id">The paper.</param>
    /// <param name="step">The act as definitions name it, and how its step ends.</param>
    /// <param name="change">What the act does to the paper; a refusal undoes everything.</param>
    /// <param name="facts">What the audit log should hold of it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<Outcome<TView>> DoAsync(Id<TPaper> id, RouteStep step, Func<TPaper, Task<Refusal?>> change, Func<TPaper, object> facts, CancellationToken cancellationToken) =>
        DoAsync(id, [new PaperMove<TPaper>(step, change, facts)], cancellationToken);

    /// <summary>Lawful moves made one after the other in one act, each with its step and its note: all of them or none. The sender hears where the paper came to stand, not where it passed.</summary>
    public async Task<Outcome<TView>> DoAsync(Id<TPaper> id, IReadOnlyList<PaperMove<TPaper>> moves, CancellationToken cancellationToken)
    {
        await ForeseeAsync(id, moves, cancellationToken);
        var opened = await OpenAsync(id, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var paper = opened.Value;
        var told = paper.Told;
        foreach (var move in moves)
        {
            if (await MakeAsync(paper, move, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        if (paper.News(told, clock.GetUtcNow()) is { } news)
        {
            await receipts.GiveAsync(news, cancellationToken);
        }

        return paper.AfterChange();
    }

    private async Task<Refusal?> MakeAsync(TPaper paper, PaperMove<TPaper> move, CancellationToken cancellationToken)
    {
        if (await move.Change(paper) is { } refusal)
        {
            return await route.ExplainAsync(refusal, paper.Id.Value, cancellationToken);
        }

        if (await StepAsync(paper, move, cancellationToken) is { } offRoute)
        {
            return offRoute;
        }

        context.Note(paper.OrganisationId, move.Step.Note, paper.Id.Value, move.Facts(paper));
        return null;
    }

    /// <summary>Asks for the paper together with what its step will ask for: where a sentence is a trip, that is one.</summary>
    private async Task ForeseeAsync(Id<TPaper> id, IReadOnlyList<PaperMove<TPaper>> moves, CancellationToken cancellationToken)
    {
        if (moves[0].Step.Outcome is not null && Visibility.PapersOf(context.Someone) is { } own)
        {
            HeldAsking[] receipt = TPaper.TellsSender ? [receipts.Foreseen(own)] : [];
            // The series last: it is locked, and what is read before it need not wait for that.
            HeldAsking[] series = moves.Select(move => move.Step.Numbers).FirstOrDefault(numbers => numbers is not null) is { } book ? [numbering.Foreseen(own, book)] : [];
            await db.Held.ForeseeAsync([Paper.Of(db, own, id), .. route.Foreseen(id.Value), .. receipt, .. series], cancellationToken);
        }
    }

    private async Task<Refusal?> StepAsync(TPaper paper, PaperMove<TPaper> move, CancellationToken cancellationToken)
    {
        var refusal = move.Step.Outcome is { } outcome ? await route.StepAsync(paper.Id.Value, move.Step.Act, outcome, move.Answer, move.Words, cancellationToken) : null;
        return move.Step.IfThere && refusal?.Code == TaskRefusals.NotThisStepCode ? null : refusal;
    }

    /// <summary>One act whose change needs no waiting.</summary>
    public Task<Outcome<TView>> DoAsync(Id<TPaper> id, RouteStep step, Func<TPaper, Refusal?> change, Func<TPaper, object> facts, CancellationToken cancellationToken) =>
        DoAsync(id, step, paper => Task.FromResult(change(paper)), facts, cancellationToken);
}

/// <summary>A step of a route as an act takes it.</summary>
/// <param name="Act">The act's name in definitions; null for whichever open step knows the outcome.</param>
/// <param name="Outcome">How the step ends; null for an act that stays at its step, or ends the route itself.</param>
/// <param name="Note">The word in the audit log.</param>
/// <param name="IfThere">Whether a route may leave the step out: the law demands the act, the procedure need not wait for it.</param>
/// <param name="Numbers">The book the act takes a number of; null for most.</param>
internal sealed record RouteStep(string? Act, string? Outcome, string Note, bool IfThere = false, RegisterBook? Numbers = null);

/// <summary>One move of a paper within an act.</summary>
/// <param name="Step">The move as definitions name it, and how its step ends.</param>
/// <param name="Change">What it does to the paper; a refusal undoes the whole act.</param>
/// <param name="Facts">What the audit log should hold of it.</param>
internal sealed record PaperMove<TPaper>(RouteStep Step, Func<TPaper, Task<Refusal?>> Change, Func<TPaper, object> Facts)
{
    /// <summary>What the procedure may read of it; null when nothing.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>What whoever makes it writes with it, kept on the step; null when nothing.</summary>
    public string? Words { get; init; }
}
