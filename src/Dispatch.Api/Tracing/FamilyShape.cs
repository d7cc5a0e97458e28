using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>What every branch of a drawn family needs to know.</summary>
/// <param name="Children">What came of what.</param>
/// <param name="Here">The paper whose page it is.</param>
/// <param name="Lines">The printed recipient lines of that paper, in order.</param>
public sealed record FamilyShape(ILookup<Guid, TraceNode> Children, Guid Here, IReadOnlyList<string> Lines)
{
    /// <summary>Where a line is printed; last for a line of another paper.</summary>
    public int PlaceOf(string line) => Lines.TakeWhile(printed => printed != line).Count();

    /// <summary>Whether a delivery is the only one its printed line named.</summary>
    public bool IsAlone(TraceNode delivery) => delivery.ParentId is { } paper && Children[paper].Count(other => other.Line == delivery.Line) == 1;
}
