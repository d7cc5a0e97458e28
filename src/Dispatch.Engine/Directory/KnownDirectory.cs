using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>What the directory holds of the rows an import names, loaded once.</summary>
internal sealed class KnownDirectory
{
    private readonly Dictionary<Id<Body>, Body> byId = [];
    private readonly Dictionary<(Id<Body> Body, string Folded, Id<Body>? Scope, DateOnly? From), BodyName> names = [];
    private readonly Dictionary<Id<Body>, List<BodyName>> namesOf = [];
    private Dictionary<(Id<Body> Body, string Code), BodyCode> codes = [];
    private Dictionary<(Id<Body> Body, string Title, string Name, DateOnly? From), OfficeHolder> holders = [];
    private HashSet<(Id<RecipientGroup> Group, string Folded)> phrases = [];
    private Dictionary<(Id<RecipientGroup> Group, Id<Body> Body, DateOnly? From), GroupMember> members = [];

    public Dictionary<string, Body> Bodies { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, RecipientGroup> Groups { get; private set; } = new(StringComparer.Ordinal);

    public static async Task<KnownDirectory> LoadAsync(DispatchDbContext db, DirectorySheets sheets, CancellationToken cancellationToken)
    {
        var known = new KnownDirectory();
        var bodyKeys = BodyKeysIn(sheets).ToHashSet(StringComparer.Ordinal);
        var groupKeys = sheets.Groups.Select(row => row.Key).Concat(sheets.Members.Select(row => row.Group)).ToHashSet(StringComparer.Ordinal);
        var bodies = await db.Set<Body>().Where(body => bodyKeys.Contains(body.Key)).ToListAsync(cancellationToken);
        bodies.ForEach(known.Add);
        await known.LoadAncestorsAsync(db, cancellationToken);

        var bodyIds = bodies.Select(body => body.Id).ToList();
        (await db.Set<BodyName>().Where(name => bodyIds.Contains(name.BodyId)).ToListAsync(cancellationToken)).ForEach(known.Add);
        known.codes = (await db.Set<BodyCode>().Where(code => bodyIds.Contains(code.BodyId)).ToListAsync(cancellationToken)).ToDictionary(code => (code.BodyId, code.Code));
        known.holders = (await db.Set<OfficeHolder>().Where(holder => bodyIds.Contains(holder.BodyId)).ToListAsync(cancellationToken))
            .ToDictionary(holder => (holder.BodyId, holder.Title, holder.FullName, holder.ValidFrom));

        known.Groups = await db.Set<RecipientGroup>().Where(group => groupKeys.Contains(group.Key)).ToDictionaryAsync(group => group.Key, StringComparer.Ordinal, cancellationToken);
        var groupIds = known.Groups.Values.Select(group => group.Id).ToList();
        var groupNames = await db.Set<GroupName>().Where(name => groupIds.Contains(name.GroupId)).ToListAsync(cancellationToken);
        known.phrases = groupNames.Select(name => (name.GroupId, name.Folded)).ToHashSet();
        known.members = (await db.Set<GroupMember>().Where(member => groupIds.Contains(member.GroupId)).ToListAsync(cancellationToken))
            .ToDictionary(member => (member.GroupId, member.BodyId, member.ValidFrom));
        return known;
    }

    public void Add(Body body)
    {
        Bodies.Add(body.Key, body);
        byId.Add(body.Id, body);
    }

    public bool AddPhrase(Id<RecipientGroup> group, string folded) => phrases.Add((group, folded));

    public GroupMember? Member(Id<RecipientGroup> group, Id<Body> body, DateOnly? from) => members.GetValueOrDefault((group, body, from));

    public void Add(BodyName name)
    {
        names[(name.BodyId, name.Folded, name.ScopeId, name.ValidFrom)] = name;
        if (!namesOf.TryGetValue(name.BodyId, out var all))
        {
            namesOf.Add(name.BodyId, all = []);
        }

        all.Add(name);
    }

    public BodyName? Name(Id<Body> body, string folded, Id<Body>? scope, DateOnly? from) => names.GetValueOrDefault((body, folded, scope, from));

    public BodyCode? Code(Id<Body> body, string code) => codes.GetValueOrDefault((body, code));

    public OfficeHolder? Holder(Id<Body> body, string title, string name, DateOnly? from) => holders.GetValueOrDefault((body, title, name, from));

    public IReadOnlyList<BodyName> NamesOf(Id<Body> body) => namesOf.TryGetValue(body, out var all) ? [.. all.OrderBy(name => name.Folded, StringComparer.Ordinal)] : [];

    public Id<Body>? BodyId(string? key) => key is not null && Bodies.TryGetValue(key, out var body) ? body.Id : null;

    public string? KeyOf(Id<Body>? id) => id is { } known && byId.TryGetValue(known, out var body) ? body.Key : null;

    /// <summary>The nearest superior with a register of its own; a unit's unit belongs to the organisation, not to the unit.</summary>
    public Id<Body>? OrganisationAbove(Body body)
    {
        var above = body.ParentId is { } parent ? byId[parent] : null;
        while (above is { Kind: BodyKind.Unit, ParentId: { } next })
        {
            above = byId[next];
        }

        return above?.Id;
    }

    /// <summary>What is wrong with the files only in the light of one another and of the directory.</summary>
    public IReadOnlyList<DirectoryProblem> ProblemsOf(DirectorySheets sheets)
    {
        var bodyKeys = sheets.Bodies.Select(row => row.Key).Concat(Bodies.Keys).ToHashSet(StringComparer.Ordinal);
        var groupKeys = sheets.Groups.Select(row => row.Key).Concat(Groups.Keys).ToHashSet(StringComparer.Ordinal);
        var named =
            from row in sheets.Bodies
            from place in row.LocalAliases.Select(alias => ("local_aliases", alias.ScopeKey)).Prepend(("successor", row.Successor)).Prepend(("parent", row.Parent))
            select (File: DirectorySheets.BodiesFile, row.Line, Column: place.Item1, Key: place.Item2, Keys: bodyKeys);
        var owners = sheets.Groups.Select(row => (File: DirectorySheets.GroupsFile, row.Line, Column: "owner", Key: row.Owner, Keys: bodyKeys));
        var memberships = sheets.Members.SelectMany(row => new[]
        {
            (File: DirectorySheets.MembersFile, row.Line, Column: "group", Key: (string?)row.Group, Keys: groupKeys),
            (File: DirectorySheets.MembersFile, row.Line, Column: "body", Key: (string?)row.Body, Keys: bodyKeys),
        });
        var details = sheets.Names.Select(row => (File: DirectorySheets.NamesFile, row.Line, Column: "body", Key: (string?)row.Body, Keys: bodyKeys))
            .Concat(sheets.Names.Select(row => (File: DirectorySheets.NamesFile, row.Line, Column: "scope", Key: row.Scope, Keys: bodyKeys)))
            .Concat(sheets.Codes.Select(row => (File: DirectorySheets.CodesFile, row.Line, Column: "body", Key: (string?)row.Body, Keys: bodyKeys)))
            .Concat(sheets.Holders.Select(row => (File: DirectorySheets.HoldersFile, row.Line, Column: "body", Key: (string?)row.Body, Keys: bodyKeys)));
        var unknown = named.Concat(owners).Concat(memberships).Concat(details)
            .Where(use => use.Key is not null && !use.Keys.Contains(use.Key))
            .Select(use => DirectoryProblem.UnknownKey(use.File, use.Line, use.Column, use.Key!));
        return [.. unknown, .. ChangedKinds(sheets), .. Circles(sheets)];
    }

    /// <summary>The lines that touch what does not stand under an organisation: bodies elsewhere, groups of others, names and offices heard outside.</summary>
    public IEnumerable<DirectoryProblem> NotUnder(Id<Body> organisation, DirectorySheets sheets)
    {
        var above = Bodies.Values.ToDictionary(body => body.Key, body => KeyOf(body.ParentId), StringComparer.Ordinal);
        var stood = new Dictionary<string, string?>(above, StringComparer.Ordinal);
        foreach (var row in sheets.Bodies)
        {
            above[row.Key] = row.Parent;
        }

        var own = KeyOf(organisation);
        foreach (var row in sheets.Bodies.Where(row => !Under(above, row.Key) || row.Kind.IsCentral() || (stood.ContainsKey(row.Key) && !Under(stood, row.Key)) || row.Aliases.Count > 0 || row.LocalAliases.Any(alias => !Heard(alias.ScopeKey))))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.BodiesFile, row.Line, row.Key);
        }

        foreach (var row in sheets.Groups.Where(row => row.Owner != own || (Groups.TryGetValue(row.Key, out var group) && group.OwnerId != organisation)))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.GroupsFile, row.Line, row.Key);
        }

        foreach (var row in sheets.Members.Where(row => Groups.TryGetValue(row.Group, out var group) && group.OwnerId != organisation))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.MembersFile, row.Line, row.Group);
        }

        foreach (var row in sheets.Names.Where(row => !Under(above, row.Body) || row.Scope is null || !Heard(row.Scope)))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.NamesFile, row.Line, row.Body);
        }

        foreach (var row in sheets.Codes.Where(row => !Under(above, row.Body)))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.CodesFile, row.Line, row.Body);
        }

        foreach (var row in sheets.Holders.Where(row => (row.Body != own && !Under(above, row.Body)) || OfficeText.OfficesIn(row.Title).Exists(OfficeText.NamesItsBody)))
        {
            yield return DirectoryProblem.NotYours(DirectorySheets.HoldersFile, row.Line, row.Body);
        }

        bool Heard(string? scope) => scope is null || scope == own || Under(above, scope);

        bool Under(Dictionary<string, string?> parents, string key)
        {
            var next = parents.GetValueOrDefault(key);
            for (var steps = 0; next is not null && steps <= parents.Count; steps++)
            {
                if (next == own)
                {
                    return true;
                }

                next = parents.GetValueOrDefault(next);
            }

            return false;
        }
    }

    /// <summary>Bodies that would be found everywhere by the name of another.</summary>
    public static async Task<IReadOnlyList<DirectoryProblem>> NamesTakenAsync(DispatchDbContext db, DirectorySheets sheets, CancellationToken cancellationToken)
    {
        var heardEverywhere = sheets.Bodies.Where(row => row.Kind is not BodyKind.Unit).ToLookup(row => NameFolding.Fold(row.Name), StringComparer.Ordinal);
        var folded = heardEverywhere.Select(row => row.Key).ToList();
        var taken = await (
            from name in db.Set<BodyName>().AsNoTracking()
            where folded.Contains(name.Folded) && name.ScopeId == null
            join body in db.Set<Body>() on name.BodyId equals body.Id
            select new { name.Folded, body.Key }).ToListAsync(cancellationToken);
        return [.. taken.SelectMany(name => heardEverywhere[name.Folded].Where(row => row.Key != name.Key)).Select(row => DirectoryProblem.NameTaken(DirectorySheets.BodiesFile, row.Line, row.Name))];
    }

    private static IEnumerable<string> BodyKeysIn(DirectorySheets sheets) => sheets.Bodies
        .SelectMany(row => row.LocalAliases.Select(alias => alias.ScopeKey).Prepend(row.Successor).Prepend(row.Parent).Prepend(row.Key))
        .Concat(sheets.Groups.Select(row => row.Owner))
        .Concat(sheets.Members.Select(row => row.Body))
        .Concat(sheets.Names.SelectMany(row => new[] { row.Body, row.Scope }))
        .Concat(sheets.Codes.Select(row => row.Body))
        .Concat(sheets.Holders.Select(row => row.Body))
        .OfType<string>();

    private IEnumerable<DirectoryProblem> ChangedKinds(DirectorySheets sheets) =>
        from row in sheets.Bodies
        where Bodies.TryGetValue(row.Key, out var body) && body.Kind != row.Kind
        select DirectoryProblem.ChangedKind(DirectorySheets.BodiesFile, row.Line, row.Key);

    private IEnumerable<DirectoryProblem> Circles(DirectorySheets sheets) =>
    [
        .. Circles(sheets, body => body.ParentId, row => row.Parent).Select(row => DirectoryProblem.ParentCircle(DirectorySheets.BodiesFile, row.Line, row.Key)),
        .. Circles(sheets, body => body.SuccessorId, row => row.Successor).Select(row => DirectoryProblem.SuccessorCircle(DirectorySheets.BodiesFile, row.Line, row.Key)),
    ];

    /// <summary>The lines whose body comes back to itself, by what the directory has and what the file says.</summary>
    private IEnumerable<BodyRow> Circles(DirectorySheets sheets, Func<Body, Id<Body>?> has, Func<BodyRow, string?> says)
    {
        var next = Bodies.Values.ToDictionary(body => body.Key, body => KeyOf(has(body)), StringComparer.Ordinal);
        foreach (var row in sheets.Bodies)
        {
            next[row.Key] = says(row);
        }

        return sheets.Bodies.Where(row => ComesBack(row.Key));

        bool ComesBack(string key)
        {
            var at = next.GetValueOrDefault(key);
            for (var steps = 0; at is not null && steps <= next.Count; steps++)
            {
                if (at == key)
                {
                    return true;
                }

                at = next.GetValueOrDefault(at);
            }

            return false;
        }
    }

    private async Task LoadAncestorsAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var missing = byId.Values.Select(body => body.ParentId).OfType<Id<Body>>().Concat(byId.Values.Select(body => body.SuccessorId).OfType<Id<Body>>())
                .Where(id => !byId.ContainsKey(id)).Distinct().ToList();
            if (missing.Count == 0)
            {
                return;
            }

            var above = await db.Set<Body>().Where(body => missing.Contains(body.Id)).ToListAsync(cancellationToken);
            above.ForEach(Add);
        }
    }
}
