using System.Globalization;
using System.Text;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>Xuất danh mục: the whole directory as the files that <see cref="ImportDirectory"/> reads. Brought back in they change nothing; brought into an empty installation they make the same directory.</summary>
public sealed record ExportDirectory : IQuestion<ImportDirectory>;

internal sealed class ExportDirectoryHandler(DispatchDbContext db) : IRequestHandler<ExportDirectory, Outcome<ImportDirectory>>
{
    public async Task<Outcome<ImportDirectory>> Handle(ExportDirectory request, CancellationToken cancellationToken) => await new DirectoryExporter(db).WriteAsync(cancellationToken);
}

/// <summary>Writes the directory as its files.</summary>
internal sealed class DirectoryExporter(DispatchDbContext db)
{
    private Dictionary<Id<Body>, Body> bodies = [];

    public async Task<ImportDirectory> WriteAsync(CancellationToken cancellationToken)
    {
        bodies = await db.Set<Body>().AsNoTracking().ToDictionaryAsync(body => body.Id, cancellationToken);
        var names = await db.Set<BodyName>().AsNoTracking().ToListAsync(cancellationToken);
        var groups = await db.Set<RecipientGroup>().AsNoTracking().ToDictionaryAsync(group => group.Id, cancellationToken);
        var phrases = (await db.Set<GroupName>().AsNoTracking().Where(name => name.Text != "").ToListAsync(cancellationToken)).ToLookup(name => name.GroupId);
        var members = await db.Set<GroupMember>().AsNoTracking().ToListAsync(cancellationToken);
        var codes = await db.Set<BodyCode>().AsNoTracking().ToListAsync(cancellationToken);
        var holders = await db.Set<OfficeHolder>().AsNoTracking().ToListAsync(cancellationToken);
        return new ImportDirectory(
            Csv(DirectorySheets.BodyColumns, BodyRows(names.Where(name => name is { ValidFrom: null, ValidTo: null }).ToLookup(name => name.BodyId))),
            Csv(DirectorySheets.GroupColumns, groups.Values.Select(group => new[] { group.Key, group.Name, Key(group.OwnerId), Day(group.ValidFrom), Day(group.ValidTo), List(AliasesOf(group, phrases[group.Id])) })),
            Csv(DirectorySheets.MemberColumns, members.Select(member => new[] { groups[member.GroupId].Key, Key(member.BodyId), Day(member.ValidFrom), Day(member.ValidTo) })),
            Csv(DirectorySheets.NameColumns, names.Where(name => name is not { ValidFrom: null, ValidTo: null }).Select(name => new[] { Key(name.BodyId), name.Text, Key(name.ScopeId), Day(name.ValidFrom), Day(name.ValidTo) })),
            Csv(DirectorySheets.CodeColumns, codes.Select(code => new[] { Key(code.BodyId), code.Code, Day(code.ValidFrom), Day(code.ValidTo) })),
            Csv(DirectorySheets.HolderColumns, holders.Select(holder => new[] { Key(holder.BodyId), holder.Title, holder.FullName, Day(holder.ValidFrom), Day(holder.ValidTo) })));
    }

    private static IEnumerable<string> AliasesOf(RecipientGroup group, IEnumerable<GroupName> phrases) =>
        phrases.Where(phrase => phrase.Folded != NameFolding.Fold(group.Name)).Select(phrase => phrase.Text);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string List(IEnumerable<string> texts) => string.Join('|', texts.Order(StringComparer.Ordinal));

    /// <summary>Rows in order of their text, so that two exports of one directory are the same file.</summary>
    private static string Csv(string[] columns, IEnumerable<string[]> rows)
    {
        var csv = new StringBuilder(string.Join(',', columns)).Append('\n');
        foreach (var row in rows.Select(row => string.Join(',', row.Select(SheetCsv.Field))).Order(StringComparer.Ordinal))
        {
            csv.Append(row).Append('\n');
        }

        return csv.ToString();
    }

    private IEnumerable<string[]> BodyRows(ILookup<Id<Body>, BodyName> names)
    {
        foreach (var body in bodies.Values)
        {
            var owner = OrganisationAbove(body);
            var given = names[body.Id].Where(name => !FollowsFrom(body, name, owner)).ToList();
            yield return
            [
                body.Key, body.Kind.ToString(), body.Name, body.Abbreviation ?? "", body.Code ?? "", Key(body.ParentId), body.Place ?? "", Day(body.ValidFrom), Day(body.ValidTo), Key(body.SuccessorId),
                List(given.Where(name => name.ScopeId is null).Select(name => name.Text)),
                List(given.Where(name => name.ScopeId is not null).Select(name => name.ScopeId == (owner ?? body.Id) ? name.Text : $"{name.Text}@{Key(name.ScopeId)}")),
            ];
        }
    }

    /// <summary>Its own name and abbreviation are columns of their own.</summary>
    private static bool FollowsFrom(Body body, BodyName name, Id<Body>? owner) =>
        (name.Folded == NameFolding.Fold(body.Name) && name.ScopeId == (body.Kind is BodyKind.Unit ? owner : null))
        || (body.Abbreviation is { } abbreviation && name.Folded == NameFolding.Fold(abbreviation) && BodyNaming.AbbreviationScope(body, owner) is { Found: true } scope && scope.Scope == name.ScopeId);

    private Id<Body>? OrganisationAbove(Body body)
    {
        var above = body.ParentId is { } parent ? bodies[parent] : null;
        while (above is { Kind: BodyKind.Unit, ParentId: { } next })
        {
            above = bodies[next];
        }

        return above?.Id;
    }

    private string Key(Id<Body>? id) => id is { } known ? bodies[known].Key : string.Empty;
}
