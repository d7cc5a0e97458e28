using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>One body in one group for a span of time.</summary>
public sealed class GroupMember
{
    /// <summary>Identity of this row; a body may leave a group and come back.</summary>
    public required Id<GroupMember> Id { get; init; }

    /// <summary>The group.</summary>
    public required Id<RecipientGroup> GroupId { get; init; }

    /// <summary>The member.</summary>
    public required Id<Body> BodyId { get; init; }

    /// <summary>First day of membership; null when since the group began.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First day it is no longer a member; null while it is.</summary>
    public DateOnly? ValidTo { get; set; }
}
