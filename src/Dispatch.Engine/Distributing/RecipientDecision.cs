using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>What a clerk decided about words the reader did not understand.</summary>
public enum RecipientDecisionKind
{
    /// <summary>They mean this body.</summary>
    DeliverTo,

    /// <summary>They mean this group.</summary>
    DeliverToGroup,

    /// <summary>Nobody gets the paper because of them; a reason is required.</summary>
    NotDelivered,
}

/// <summary>A clerk's decision; several on the same words deliver to several bodies.</summary>
/// <param name="LineText">The line as printed.</param>
/// <param name="UnknownText">The words in it that were not understood.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="BodyId">The body, for <see cref="RecipientDecisionKind.DeliverTo"/>.</param>
/// <param name="GroupId">The group, for <see cref="RecipientDecisionKind.DeliverToGroup"/>.</param>
/// <param name="Reason">Why not, for <see cref="RecipientDecisionKind.NotDelivered"/>.</param>
public sealed record RecipientDecision(
    string LineText,
    string UnknownText,
    RecipientDecisionKind Kind,
    Id<Body>? BodyId = null,
    Id<RecipientGroup>? GroupId = null,
    string? Reason = null);
