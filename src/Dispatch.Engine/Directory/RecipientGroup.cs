using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>Bodies that one printed phrase addresses together, such as "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương".</summary>
public sealed class RecipientGroup
{
    /// <summary>Identity in this installation.</summary>
    public required Id<RecipientGroup> Id { get; init; }

    /// <summary>Stable word for files and imports; unique among groups.</summary>
    public required string Key { get; init; }

    /// <summary>The phrase in full, NFC.</summary>
    public required string Name { get; set; }

    /// <summary>The body in whose papers the phrase means this group ("UBND các huyện" of one province); null when it means the same everywhere.</summary>
    public Id<Body>? OwnerId { get; set; }

    /// <summary>First day the group may be addressed; null when older than the directory.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>First day it may no longer be addressed; null while it may.</summary>
    public DateOnly? ValidTo { get; set; }
}
