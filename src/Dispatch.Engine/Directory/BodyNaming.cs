using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>By which names, and in whose mouth, a body or a group of the directory is found.</summary>
internal static class BodyNaming
{
    private static readonly string Every = NameFolding.Fold("các") + " ";

    public static IEnumerable<(string Folded, Id<Body>? Scope)> NamesOf(BodyRow row, Body body, KnownDirectory known)
    {
        var owner = known.OrganisationAbove(body);
        yield return (NameFolding.Fold(row.Name), body.Kind is BodyKind.Unit ? owner : null);
        if (row.Abbreviation is not null && AbbreviationScope(body, owner) is { Found: true } found)
        {
            yield return (NameFolding.Fold(row.Abbreviation), found.Scope);
        }

        foreach (var alias in row.Aliases)
        {
            yield return (NameFolding.Fold(alias), null);
        }

        foreach (var alias in row.LocalAliases)
        {
            yield return (NameFolding.Fold(alias.Text), alias.ScopeKey is null ? owner ?? body.Id : known.BodyId(alias.ScopeKey));
        }
    }

    /// <summary>A group is printed with and without its "Các".</summary>
    public static IEnumerable<string> PhrasesOf(GroupRow row) => row.Aliases.Prepend(row.Name).Select(NameFolding.Fold)
        .SelectMany(folded => folded.StartsWith(Every, StringComparison.Ordinal) ? new[] { folded, folded[Every.Length..] } : [folded]);

    /// <summary>"UBND" and "VPTU" name a kind of body, not one of them: nobody is found by them alone.</summary>
    private static (bool Found, Id<Body>? Scope) AbbreviationScope(Body body, Id<Body>? owner) => body.Kind switch
    {
        BodyKind.Ministry or BodyKind.CentralOffice => (true, null),
        BodyKind.Unit or BodyKind.ProvincialDepartment or BodyKind.MassOrganisation => (owner is not null, owner),
        BodyKind.ProvincialCommittee or BodyKind.DistrictCommittee or BodyKind.CommuneCommittee or BodyKind.PartyOffice => (false, null),
    };
}
