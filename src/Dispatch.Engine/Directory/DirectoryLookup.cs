using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>The directory as the database holds it. Every question is an indexed query or a few; none loads a table.</summary>
internal sealed class DirectoryLookup(DispatchDbContext db) : IDirectoryLookup
{
    private const int NamesAtOnce = 1000;
    private const int CandidatesAtMost = 2000;
    private const int HighestTree = 10;

    /// <summary>So many words of a name are left out at most where it is still meant.</summary>
    private const int WordsLeftOut = 2;

    /// <summary>A block with more unknowns than this is not a recipient block; the rest goes without suggestions.</summary>
    private const int SuggestedAtMost = 50;

    public async Task<IReadOnlyList<Id<Body>>> ScopesOfAsync(Id<Body> issuer, CancellationToken cancellationToken)
    {
        var scopes = new List<Id<Body>>();
        Id<Body>? next = issuer;
        for (var height = 0; next is { } id && height < HighestTree; height++)
        {
            var here = await db.Set<Body>().Where(body => body.Id == id).Select(body => new { body.ParentId, body.Kind }).SingleOrDefaultAsync(cancellationToken);
            if (here is null or { Kind: not BodyKind.Unit } or { ParentId: null })
            {
                scopes.Add(id);
            }

            next = here?.ParentId;
        }

        return scopes;
    }

    public async Task<IReadOnlySet<Id<Body>>> UnitsOfAsync(Id<Body> organisation, CancellationToken cancellationToken) =>
        await db.Set<Body>().Where(body => body.ParentId == organisation && body.Kind == BodyKind.Unit).Select(body => body.Id).ToHashSetAsync(cancellationToken);

    public Task<T> OnceAsync<T>(string question, Func<Task<T>> work, Func<T, int> size, CancellationToken cancellationToken)
        where T : class => work();

    public async Task<IReadOnlyList<KnownName>> FindAsync(
        IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> foldedNames, CancellationToken cancellationToken)
    {
        var found = new List<KnownName>();
        foreach (var some in foldedNames.Distinct(StringComparer.Ordinal).Chunk(NamesAtOnce))
        {
            var bodies = await (
                from name in db.Set<BodyName>()
                where some.Contains(name.Folded) && (name.ScopeId == null || scopes.Contains(name.ScopeId.Value))
                join body in db.Set<Body>() on name.BodyId equals body.Id
                join taker in db.Set<Body>() on body.SuccessorId equals taker.Id into takers
                from taker in takers.DefaultIfEmpty()
                select new { name.Folded, name.ScopeId, body.Id, body.Name, body.ValidFrom, body.ValidTo, NameFrom = name.ValidFrom, NameTo = name.ValidTo, body.Kind, body.SuccessorId, Successor = taker.Name })
                .ToListAsync(cancellationToken);
            found.AddRange(bodies.Select(row => new KnownName(
                row.Folded, row.ScopeId, row.Id, null, row.Name, row.Kind is BodyKind.Unit, new Validity(row.ValidFrom, row.ValidTo).Within(new Validity(row.NameFrom, row.NameTo)),
                row.SuccessorId is { } taker ? new KnownSuccessor(taker, row.Successor) : null)));

            var groups = await (
                from name in db.Set<GroupName>()
                where some.Contains(name.Folded)
                join grouping in db.Set<RecipientGroup>() on name.GroupId equals grouping.Id
                where grouping.OwnerId == null || scopes.Contains(grouping.OwnerId.Value)
                select new { name.Folded, grouping.OwnerId, grouping.Id, grouping.Name, grouping.ValidFrom, grouping.ValidTo })
                .ToListAsync(cancellationToken);
            found.AddRange(groups.Select(row => new KnownName(row.Folded, row.OwnerId, null, row.Id, row.Name, IsUnit: false, new Validity(row.ValidFrom, row.ValidTo), null)));
        }

        return found;
    }

    public async Task<IReadOnlyList<KnownGroup>> GroupsAsync(IReadOnlyCollection<Id<RecipientGroup>> groups, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        var heads = await db.Set<RecipientGroup>().Where(grouping => groups.Contains(grouping.Id))
            .Select(grouping => new { grouping.Id, grouping.Name, grouping.ValidFrom, grouping.ValidTo }).ToListAsync(cancellationToken);
        var members = await (
            from member in db.Set<GroupMember>()
            where groups.Contains(member.GroupId) && (member.ValidFrom == null || member.ValidFrom <= asOf) && (member.ValidTo == null || member.ValidTo > asOf)
            join body in db.Set<Body>() on member.BodyId equals body.Id
            where (body.ValidFrom == null || body.ValidFrom <= asOf) && (body.ValidTo == null || body.ValidTo > asOf)
            select new { member.GroupId, body.Key, body.Id, body.Name, body.ValidFrom, body.ValidTo }).ToListAsync(cancellationToken);
        // Ordered here: each database has its own idea of where "-" sorts.
        var membersOf = members.OrderBy(row => row.Key, StringComparer.Ordinal).ToLookup(row => row.GroupId, row => new KnownBody(row.Id, row.Name, new Validity(row.ValidFrom, row.ValidTo)));
        return [.. heads.Select(head => new KnownGroup(head.Id, head.Name, new Validity(head.ValidFrom, head.ValidTo), [.. membersOf[head.Id].DistinctBy(body => body.Id)]))];
    }

    public async Task<IReadOnlyList<KnownBody>> BodiesAsync(IReadOnlyCollection<Id<Body>> bodies, CancellationToken cancellationToken)
    {
        if (bodies.Count == 0)
        {
            return [];
        }

        var rows = await db.Set<Body>().Where(body => bodies.Contains(body.Id)).Select(body => new { body.Id, body.Name, body.ValidFrom, body.ValidTo }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new KnownBody(row.Id, row.Name, new Validity(row.ValidFrom, row.ValidTo)))];
    }

    public async Task<IReadOnlyList<KnownHolder>> HoldersAsync(HolderQuestion question, DateOnly asOf, CancellationToken cancellationToken)
    {
        var (wordings, offices, people, bodies) = question;
        var rows = await (
            from holder in db.Set<OfficeHolder>()
            where (wordings.Contains(holder.Folded) || (offices.Contains(holder.Folded) && (bodies.Contains(holder.BodyId) || people.Contains(holder.NameFolded))) || (people.Contains(holder.NameFolded) && bodies.Contains(holder.BodyId)))
                && (holder.ValidFrom == null || holder.ValidFrom <= asOf) && (holder.ValidTo == null || holder.ValidTo > asOf)
            join body in db.Set<Body>() on holder.BodyId equals body.Id
            where (body.ValidFrom == null || body.ValidFrom <= asOf) && (body.ValidTo == null || body.ValidTo > asOf)
            select new { holder.Id, holder.Folded, holder.NameFolded, holder.Title, holder.FullName, holder.BodyId, body.Name, body.Kind }).OrderBy(row => row.Id).Take(CandidatesAtMost).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new KnownHolder(row.Folded, row.NameFolded, row.Title, row.FullName, row.BodyId, row.Name, row.Kind.IsCentral()))];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<NearMatch>>> NearAsync(
        IReadOnlyList<Id<Body>> scopes, IReadOnlyCollection<string> texts, DateOnly asOf, int take, CancellationToken cancellationToken)
    {
        var near = new Dictionary<string, IReadOnlyList<NearMatch>>(StringComparer.Ordinal);
        if (texts.Count == 0)
        {
            return near;
        }

        var own = await Candidates(OwnNames(scopes, asOf).OrderBy(row => row.Plain), cancellationToken);
        var national = new Dictionary<string, IReadOnlyList<Candidate>>(StringComparer.Ordinal);
        foreach (var text in texts.Distinct(StringComparer.Ordinal).Take(SuggestedAtMost))
        {
            var plain = NameFolding.Plain(text);
            var beginning = Beginning(plain);
            if (beginning is not null && !national.ContainsKey(beginning))
            {
                national[beginning] = await NationalAsync(scopes, beginning, asOf, cancellationToken);
            }

            near[text] = Nearest(text, plain, own.Concat(beginning is null ? [] : national[beginning]), take);
        }

        return near;
    }

    public async Task<IReadOnlyList<NearMatch>> SearchAsync(Id<Body> owner, string text, DateOnly asOf, int take, CancellationToken cancellationToken)
    {
        var plain = NameFolding.Plain(text);
        if (plain.Length == 0)
        {
            return [];
        }

        var scopes = await ScopesOfAsync(owner, cancellationToken);
        var within = " " + plain;
        var own = scopes[0];
        var bodies = BodyNames(asOf)
            .Where(row => row.ScopeId == null || row.ScopeId == own || (!row.IsUnit && scopes.Contains(row.ScopeId.Value)))
            .Where(row => row.Plain.StartsWith(plain) || row.Plain.Contains(within))
            .OrderBy(row => row.ScopeId == null ? 1 : 0).ThenBy(row => row.Plain);
        var groups = GroupNames(scopes, asOf)
            .Where(row => row.Plain.StartsWith(plain) || row.Plain.Contains(within))
            .OrderBy(row => row.ScopeId == null ? 1 : 0).ThenBy(row => row.Plain);

        // A body has several names: twice the names are enough for that many bodies in all but odd cases, and the box asks again with more letters.
        var found = (await Candidates(groups.Take(take * 2), cancellationToken)).Concat(await Candidates(bodies.Take(take * 2), cancellationToken));
        return [.. found.OrderBy(row => row.IsOwn ? 0 : 1).ThenBy(row => row.Plain.Length).Select(row => row.Match).Distinct().Take(take)];
    }

    /// <summary>Two words say what kind of body is meant; less would compare with half the country.</summary>
    private static string? Beginning(string plain)
    {
        var words = plain.Split(' ', 3);
        return words.Length < 3 ? null : $"{words[0]} {words[1]} ";
    }

    /// <summary>Those that differ by a slip, then those that have every word and one or two more: "UBND Điện Biên" left out "tỉnh".</summary>
    private static List<NearMatch> Nearest(string text, string plain, IEnumerable<Candidate> candidates, int take)
    {
        var folded = NameFolding.Fold(text);
        var allowance = EditDistance.Allowance(plain);
        var words = plain.Split(' ');
        var all = candidates.ToList();
        return [.. all
            .Where(row => Math.Abs(row.Plain.Length - plain.Length) <= allowance)
            .Select(row => (row.Match, Distance: EditDistance.Between(row.Plain, plain), Marks: EditDistance.Between(row.Folded, folded), row.Plain))
            .Where(row => row.Distance <= allowance)
            .OrderBy(row => row.Distance).ThenBy(row => row.Marks).ThenBy(row => row.Plain, StringComparer.Ordinal)
            .Select(row => row.Match)
            .Concat(all.Where(row => words.Length > 2 && HasAllOf(words, row.Plain)).OrderBy(row => row.Plain.Length).ThenBy(row => row.Plain, StringComparer.Ordinal).Select(row => row.Match))
            .Distinct().Take(take)];
    }

    private static bool HasAllOf(string[] words, string plain)
    {
        var there = plain.Split(' ');
        if (there.Length <= words.Length || there.Length > words.Length + WordsLeftOut)
        {
            return false;
        }

        var met = 0;
        foreach (var word in there)
        {
            met += met < words.Length && word == words[met] ? 1 : 0;
        }

        return met == words.Length;
    }

    private static async Task<List<Candidate>> Candidates(IQueryable<NameRow> rows, CancellationToken cancellationToken) =>
        [.. (await rows.OrderBy(row => row.Plain).Take(CandidatesAtMost).ToListAsync(cancellationToken))
            .Select(row => new Candidate(row.Folded, row.Plain, row.ScopeId is not null, new NearMatch(row.BodyId, row.GroupId, row.Name, row.Abbreviation)))];

    private async Task<IReadOnlyList<Candidate>> NationalAsync(IReadOnlyList<Id<Body>> scopes, string beginning, DateOnly asOf, CancellationToken cancellationToken) =>
    [
        .. await Candidates(BodyNames(asOf).Where(row => row.ScopeId == null && row.Plain.StartsWith(beginning)).OrderBy(row => row.Plain), cancellationToken),
        .. await Candidates(GroupNames(scopes, asOf).Where(row => row.Plain.StartsWith(beginning)).OrderBy(row => row.Plain), cancellationToken),
    ];

    private IQueryable<NameRow> BodyNames(DateOnly asOf) =>
        from name in db.Set<BodyName>()
        where (name.ValidFrom == null || name.ValidFrom <= asOf) && (name.ValidTo == null || name.ValidTo > asOf)
        join body in db.Set<Body>() on name.BodyId equals body.Id
        where (body.ValidFrom == null || body.ValidFrom <= asOf) && (body.ValidTo == null || body.ValidTo > asOf)
        select new NameRow { Folded = name.Folded, Plain = name.Plain, ScopeId = name.ScopeId, BodyId = body.Id, IsUnit = body.Kind == BodyKind.Unit, Name = body.Name, Abbreviation = body.Abbreviation };

    private IQueryable<NameRow> OwnNames(IReadOnlyList<Id<Body>> scopes, DateOnly asOf)
    {
        var own = scopes[0];
        return BodyNames(asOf).Where(row => row.ScopeId == own || (!row.IsUnit && row.ScopeId != null && scopes.Contains(row.ScopeId.Value)));
    }

    private IQueryable<NameRow> GroupNames(IReadOnlyList<Id<Body>> scopes, DateOnly asOf) =>
        from name in db.Set<GroupName>()
        join grouping in db.Set<RecipientGroup>() on name.GroupId equals grouping.Id
        where (grouping.OwnerId == null || scopes.Contains(grouping.OwnerId.Value))
            && (grouping.ValidFrom == null || grouping.ValidFrom <= asOf) && (grouping.ValidTo == null || grouping.ValidTo > asOf)
        select new NameRow { Folded = name.Folded, Plain = name.Plain, ScopeId = grouping.OwnerId, GroupId = grouping.Id, Name = grouping.Name };

    private sealed record Candidate(string Folded, string Plain, bool IsOwn, NearMatch Match);

    private sealed class NameRow
    {
        public required string Folded { get; init; }

        public required string Plain { get; init; }

        public Id<Body>? ScopeId { get; init; }

        public Id<Body>? BodyId { get; init; }

        public Id<RecipientGroup>? GroupId { get; init; }

        public bool IsUnit { get; init; }

        public required string Name { get; init; }

        public string? Abbreviation { get; init; }
    }
}
