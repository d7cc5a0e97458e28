using Dispatch.Engine.Directory;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>Where a node of a family leads.</summary>
internal static class FamilyLinks
{
    /// <summary>The page of the node; null for what belongs to another organisation, and for a delivery, which is a line of its paper.</summary>
    public static string? PathOf(TraceNode node, Actor? reader) => (node.Type, node.OrganisationId == reader?.OrganisationId) switch
    {
        (TraceNodeType.Dispatch, true) => $"/dispatches/{node.Id}",
        (TraceNodeType.Incoming, true) => $"/incoming/{node.Id}",
        (TraceNodeType.Copy, true) => $"/copies/{node.Id}",
        _ => null,
    };
}
