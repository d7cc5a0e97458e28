using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>One name by which a body is found: its official name, its abbreviation, or another that people print.</summary>
public sealed class BodyName
{
    /// <summary>Identity of this row.</summary>
    public required Id<BodyName> Id { get; init; }

    /// <summary>The body so named.</summary>
    public required Id<Body> BodyId { get; init; }

    /// <summary>
    /// In whose mouth the name means this body: "VP" is one office in the ministry and another in the province. Null when it means this body everywhere.
    /// </summary>
    public Id<Body>? ScopeId { get; init; }

    /// <summary>The name as it was entered, NFC.</summary>
    public required string Text { get; init; }

    /// <summary>The name as <c>NameFolding.Fold</c> writes it: what lookups compare.</summary>
    public required string Folded { get; init; }

    /// <summary>The name without diacritics: what a search box and near matches compare.</summary>
    public required string Plain { get; init; }

    /// <summary>First day the name was in use; null when as old as the body.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>First day it no longer was; null while it is. Papers of before still find the body by it.</summary>
    public DateOnly? ValidTo { get; set; }
}
