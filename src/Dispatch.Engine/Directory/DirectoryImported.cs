namespace Dispatch.Engine.Directory;

/// <summary>What an import did to the directory.</summary>
/// <param name="BodiesAdded">New bodies and units.</param>
/// <param name="GroupsAdded">New groups.</param>
/// <param name="MembersAdded">New memberships.</param>
/// <param name="DetailsAdded">New names for a time, identifier codes and office holders.</param>
/// <param name="Added">What is new, one line each, in the order of the files.</param>
/// <param name="Changes">What changed in rows that were there before, field by field, in the order of the files.</param>
public sealed record DirectoryImported(int BodiesAdded, int GroupsAdded, int MembersAdded, int DetailsAdded, IReadOnlyList<string> Added, IReadOnlyList<DirectoryChange> Changes);

/// <summary>One field of one row that an import changes.</summary>
/// <param name="Key">The row's key; a membership's is <c>group/body</c>.</param>
/// <param name="Field">The column.</param>
/// <param name="Before">The value before; null when it was empty.</param>
/// <param name="After">The value after; null when it is empty.</param>
public sealed record DirectoryChange(string Key, string Field, string? Before, string? After);
