using Dispatch.Api.Components;
using Dispatch.Api.Tracing;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Recalling;

/// <summary>Whom an order would reach, for the one who decides: the receivers of the paper, and the copies that go with it.</summary>
/// <param name="Receivers">How many receivers, and how they stand.</param>
/// <param name="Copies">Each copy, by whom and to how many; empty where there is none.</param>
internal sealed record RecallReach(string Receivers, IReadOnlyList<string> Copies)
{
    public static RecallReach Of(FamilyTree family, Guid paper)
    {
        var sent = family.Nodes.Where(node => node.Type is TraceNodeType.Delivery).ToLookup(node => node.ParentId);
        var own = sent[paper].ToList();
        return new RecallReach(
            $"{PageWords.Count(own.Count)} nơi nhận: {FamilyGroup.Count(own)}",
            [.. family.Nodes.Where(node => node.Type is TraceNodeType.Copy).Select(copy => $"{copy.Title}, {copy.Organisation}: {PageWords.Count(sent[copy.Id].Count())} nơi nhận")]);
    }
}
