using Dispatch.Api.Receiving;
using Dispatch.Api.Registering;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Components;

/// <summary>A paper on its way through a bulk act.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Số, ký hiệu.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="StateName">Where it stands now.</param>
/// <param name="NextStep">The next step of the plan that is lawful now; null when the plan is through with it, or cannot begin.</param>
/// <param name="Path">Its page.</param>
/// <param name="Given">The number it has now, where the plan gives one; null before.</param>
public sealed record BulkPaper(Guid Id, string Name, string Subject, string StateName, string? NextStep, string Path, string? Given = null);

/// <summary>
/// What may be done to many papers at once: each step of each paper is its own act, with its own key. Nothing of a run is kept: the papers themselves say how far it came,
/// so a run that broke off goes on from its own address.
/// </summary>
/// <param name="Home">The list it is begun from.</param>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Steps">The acts, in order.</param>
/// <param name="Requests">The requests of the acts, for who may begin it.</param>
/// <param name="Find">Reads a paper.</param>
/// <param name="Act">The request of a step.</param>
internal sealed record BulkPlan(
    string Home, string Name, string Label, IReadOnlyList<string> Steps, IReadOnlyList<Type> Requests,
    Func<BulkPlan, Guid, IMediator, CancellationToken, Task<Outcome<BulkPaper>>> Find, Func<string, Guid, IMediator, CancellationToken, Task<Refusal?>> Act)
{
    /// <summary>The most papers of one run: two pages of a list.</summary>
    public const int Most = 100;

    /// <summary>Every plan.</summary>
    public static IReadOnlyList<BulkPlan> All { get; } =
    [
        // What was received before, by itself, is entered only.
        Incoming("Take", "Tiếp nhận và vào sổ", nameof(ReceiveAndRegister), nameof(IncomingAct.Register)),
        Incoming("SubmitToLeader", "Trình lãnh đạo", nameof(IncomingAct.SubmitToLeader)),
        Outgoing("Submit", "Trình kiểm tra", OutgoingAct.Submit),
        Outgoing("PassContent", "Duyệt nội dung", OutgoingAct.PassContent),
        Outgoing("PassForm", "Duyệt thể thức", OutgoingAct.PassForm),
        Outgoing("AssignNumber", "Cấp số", OutgoingAct.AssignNumber),
        Outgoing("Issue", "Phát hành", OutgoingAct.Issue),
    ];

    /// <summary>The plans a person of these roles may begin from a list.</summary>
    public static IEnumerable<BulkPlan> Of(string home, Role roles) => All.Where(plan => plan.Home == home && plan.Requests.All(request => AccessTable.Allows(request, roles)));

    private static BulkPlan Incoming(string name, string label, params IReadOnlyList<string> steps) => new(
        "/incoming", name, label, steps, [.. steps.Select(step => PageWords.Read<IncomingAct>(step) is { } act ? IncomingPageEndpoint.RequestOf(act)! : typeof(ReceiveAndRegister))],
        async (plan, id, mediator, cancellationToken) =>
        {
            var found = await mediator.Send(new FindIncoming(new Id<IncomingDispatch>(id)), cancellationToken);
            return found.IsRefused ? found.Refusal : Of(found.Value, plan);
        },
        (step, id, mediator, cancellationToken) => step switch
        {
            nameof(ReceiveAndRegister) => SendAsync(mediator, new ReceiveAndRegister(new(id)), cancellationToken),
            nameof(IncomingAct.Register) => SendAsync(mediator, new RegisterIncoming(new(id)), cancellationToken),
            nameof(IncomingAct.SubmitToLeader) => SendAsync(mediator, new SubmitIncoming(new(id)), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This act needs words of its own and is done paper by paper."),
        });

    private static BulkPaper Of(IncomingView paper, BulkPlan plan)
    {
        var lawful = paper.Lawful.Select(act => act.ToString()).Concat(IncomingPageEndpoint.MayBeEntered(paper) ? [nameof(ReceiveAndRegister)] : Array.Empty<string>());
        return new(
            paper.Id.Value, paper.Facts.NumberAndSymbol, paper.Facts.Subject, paper.StateName, plan.NextOf(lawful), $"/incoming/{paper.Id}",
            paper.ArrivalNumber is { } number ? $"số đến {PageWords.Number(number)}" : null);
    }

    private static BulkPlan Outgoing(string name, string label, params IReadOnlyList<OutgoingAct> acts) => new(
        "/dispatches", name, label, [.. acts.Select(act => act.ToString())], [.. acts.Select(act => DispatchPageEndpoint.RequestOf(act)!)],
        async (plan, id, mediator, cancellationToken) =>
        {
            var paper = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), cancellationToken);
            return paper.IsRefused ? paper.Refusal : new BulkPaper(
                id, paper.Value.Title, paper.Value.Text.Subject, paper.Value.StateName, plan.NextOf(paper.Value.Lawful.Select(act => act.ToString())), $"/dispatches/{id}");
        },
        (step, id, mediator, cancellationToken) => Enum.Parse<OutgoingAct>(step) switch
        {
            OutgoingAct.Submit => SendAsync(mediator, new SubmitDispatch(new(id)), cancellationToken),
            OutgoingAct.PassContent => SendAsync(mediator, new PassContent(new(id)), cancellationToken),
            OutgoingAct.PassForm => SendAsync(mediator, new PassForm(new(id)), cancellationToken),
            OutgoingAct.AssignNumber => SendAsync(mediator, new AssignNumber(new(id)), cancellationToken),
            OutgoingAct.Issue => SendAsync(mediator, new IssueDispatch(new(id)), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This act needs words of its own and is done paper by paper."),
        });

    private string? NextOf(IEnumerable<string> lawful) => Steps.FirstOrDefault(lawful.ToHashSet(StringComparer.Ordinal).Contains);

    private static async Task<Refusal?> SendAsync<T>(IMediator mediator, IAct<T> act, CancellationToken cancellationToken) => (await mediator.Send(act, cancellationToken)).Refusal;
}
