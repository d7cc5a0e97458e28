using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>A body or group that words may mean: an answer of a search box, or a suggestion for a name that is not known.</summary>
/// <param name="BodyId">The body; null for a group.</param>
/// <param name="GroupId">The group; null for a body.</param>
/// <param name="Name">Its name.</param>
/// <param name="Abbreviation">Its abbreviation, when it has one.</param>
public sealed record NearMatch(Id<Body>? BodyId, Id<RecipientGroup>? GroupId, string Name, string? Abbreviation);
