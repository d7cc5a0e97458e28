using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using MediatR;

namespace Dispatch.Api.Tracing;

/// <summary>What the page of a family's graph shows.</summary>
/// <param name="Paper">The paper it was opened from.</param>
/// <param name="Tree">The family.</param>
/// <param name="Now">When it was read, for delays.</param>
public sealed record GraphModel(Guid Paper, FamilyTree Tree, DateTimeOffset Now);

/// <summary>One node as the drawing needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">What it came from.</param>
/// <param name="Type">What it is.</param>
/// <param name="Title">Its name.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateName">The same in Vietnamese.</param>
/// <param name="Line">The printed line that named it.</param>
/// <param name="Days">Whole days it took to be answered, or has waited.</param>
/// <param name="IsWaiting">Whether it still waits.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Href">Its page; null when it is another organisation's.</param>
internal sealed record GraphNode(
    Guid Id, Guid? Parent, string Type, string Title, string Organisation, string State, string StateName, string? Line, int? Days, bool IsWaiting, string? Reason, string? Href);

internal static class GraphPageEndpoint
{
    public static void MapGraph(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/papers/{id:guid}/graph", ShowAsync);
        routes.MapGet("/papers/{id:guid}/graph.json", NodesAsync);
    }

    private static async Task<IResult> ShowAsync(Guid id, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tree = await mediator.Send(new TraceFamily(id), cancellationToken);
        return tree.IsRefused ? PageResult.Refused(tree.Refusal) : PageResult.Of<GraphPage>(new GraphModel(id, tree.Value, clock.GetUtcNow()));
    }

    private static async Task<IResult> NodesAsync(Guid id, IMediator mediator, ActContext act, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tree = await mediator.Send(new TraceFamily(id), cancellationToken);
        return tree.IsRefused ? PageResult.Refused(tree.Refusal) : Results.Json(tree.Value.Nodes.Select(node => Of(node, act.Actor!, clock.GetUtcNow())));
    }

    private static GraphNode Of(TraceNode node, Engine.Directory.Actor reader, DateTimeOffset now)
    {
        var isWaiting = node is { Type: TraceNodeType.Delivery, AnsweredAt: null, Reason: null };
        int? days = node.Type is TraceNodeType.Delivery ? (int)((node.AnsweredAt ?? now) - node.At).TotalDays : null;
        return new GraphNode(
            node.Id, node.ParentId, node.Type.ToString(), node.Title, node.Organisation, node.State, node.StateName, node.Line, days, isWaiting, node.Reason, FamilyLinks.PathOf(node, reader));
    }
}
