using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>One phrase by which a group is found.</summary>
public sealed class GroupName
{
    /// <summary>Identity of this row.</summary>
    public required Id<GroupName> Id { get; init; }

    /// <summary>The group so named.</summary>
    public required Id<RecipientGroup> GroupId { get; init; }

    /// <summary>The phrase as it was entered, NFC; empty when it follows from another, as "sở, ngành" does from "các sở, ngành".</summary>
    public required string Text { get; init; }

    /// <summary>The phrase as <c>NameFolding.Fold</c> writes it.</summary>
    public required string Folded { get; init; }

    /// <summary>The phrase without diacritics.</summary>
    public required string Plain { get; init; }
}
