using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>By which names, and in whose mouth, a body or a group of the directory is found.</summary>
internal static class BodyNaming
{
    private static readonly string Every = NameFolding.Fold("các") + " ";

    public static IEnumerable<(string Text, Id<Body>? Scope)> NamesOf(BodyRow row, Body body, KnownDirectory known)
    {
        var owner = known.OrganisationAbove(body);
        yield return (row.Name, body.Kind is BodyKind.Unit ? owner : null);
        if (row.Abbreviation is not null && AbbreviationScope(body, owner) is { Found: true } found)
        {
            yield return (row.Abbreviation, found.Scope);
        }

        foreach (var alias in row.Aliases)
        {
            yield return (alias, null);
        }

        foreach (var alias in row.LocalAliases)
        {
            yield return (alias.Text, alias.ScopeKey is null ? owner ?? body.Id : known.BodyId(alias.ScopeKey));
        }
    }

    /// <summary>A group is printed with and without its "Các"; the second follows from the first and is no entry of its own.</summary>
    public static IEnumerable<(string Text, string Folded)> PhrasesOf(GroupRow row)
    {
        var entered = row.Aliases.Prepend(row.Name).Select(text => (Text: text, Folded: NameFolding.Fold(text))).DistinctBy(phrase => phrase.Folded, StringComparer.Ordinal).ToList();
        return entered.Concat(entered.Where(phrase => phrase.Folded.StartsWith(Every, StringComparison.Ordinal)).Select(phrase => (string.Empty, phrase.Folded[Every.Length..])));
    }

    /// <summary>Whether a kind of body is of the centre: its short names mean one body in the whole country.</summary>
    public static bool IsCentral(this BodyKind kind) => kind is BodyKind.Ministry or BodyKind.CentralOffice;

    /// <summary>Whether a body's papers and books bear its superior (cơ quan chủ quản trực tiếp) above its own name: a ministry or a committee stands alone (Phụ lục I mục II.2).</summary>
    public static bool NamesItsSuperior(this BodyKind kind) => kind is BodyKind.ProvincialDepartment or BodyKind.PublicServiceUnit;

    /// <summary>The superior's name as it stands above the body's own; null where none does.</summary>
    public static async Task<string?> SuperiorNamedAsync(this Body body, DispatchDbContext db, CancellationToken cancellationToken) =>
        body.Kind.NamesItsSuperior() ? await db.Set<Body>().Where(b => b.Id == body.ParentId).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken) : null;

    /// <summary>"UBND" and "VPTU" name a kind of body, not one of them: nobody is found by them alone.</summary>
    public static (bool Found, Id<Body>? Scope) AbbreviationScope(Body body, Id<Body>? owner) => body.Kind switch
    {
        BodyKind.Ministry or BodyKind.CentralOffice => (true, null),
        BodyKind.Unit or BodyKind.ProvincialDepartment or BodyKind.MassOrganisation or BodyKind.PublicServiceUnit => (owner is not null, owner),
        BodyKind.ProvincialCommittee or BodyKind.DistrictCommittee or BodyKind.CommuneCommittee or BodyKind.PartyOffice => (false, null),
    };
}
