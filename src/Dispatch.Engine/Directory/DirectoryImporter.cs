using System.Globalization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Brings three files into the directory: rows are added or changed by key. Nothing is deleted, and a row the files do not name stays as it is;
/// a body, group or membership ends only where its line says so. Saving is the caller's: what was not saved was a dry run.
/// </summary>
internal sealed class DirectoryImporter(DispatchDbContext db)
{
    public async Task<Outcome<DirectoryImported>> ImportAsync(
        string bodiesCsv, string groupsCsv, string membersCsv, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = DirectorySheets.Read(bodiesCsv, groupsCsv, membersCsv);
        if (read.IsRefused)
        {
            return read.Refusal;
        }

        var sheets = read.Value;
        var known = await KnownDirectory.LoadAsync(db, sheets, cancellationToken);
        var problems = known.ProblemsOf(sheets);
        if (problems.Count > 0)
        {
            return DirectoryRefusals.FirstOf(problems);
        }

        return new Import(db, known, now).Run(sheets);
    }

    private sealed class Import(DispatchDbContext db, KnownDirectory known, DateTimeOffset now)
    {
        private readonly List<DirectoryChange> changes = [];
        private readonly DateOnly today = OfficeTime.DateAt(now);
        private readonly HashSet<string> addedBodies = new(StringComparer.Ordinal);
        private int groupsAdded;
        private int membersAdded;

        public DirectoryImported Run(DirectorySheets sheets)
        {
            foreach (var row in sheets.Bodies)
            {
                AddOrChange(row);
            }

            // Parents, successors and scopes may stand further down in the file: they are tied once every body is there.
            foreach (var row in sheets.Bodies)
            {
                Tie(row, known.Bodies[row.Key]);
            }

            foreach (var row in sheets.Bodies)
            {
                NameBody(row);
            }

            foreach (var row in sheets.Groups)
            {
                AddOrChange(row);
            }

            foreach (var row in sheets.Members)
            {
                AddOrChange(row);
            }

            return new DirectoryImported(addedBodies.Count, groupsAdded, membersAdded, changes);
        }

        private void AddOrChange(BodyRow row)
        {
            if (known.Bodies.TryGetValue(row.Key, out var body))
            {
                Set(row.Key, "name", body.Name, row.Name, () => body.Name = row.Name);
                Set(row.Key, "abbreviation", body.Abbreviation, row.Abbreviation, () => body.Abbreviation = row.Abbreviation);
                Set(row.Key, "code", body.Code, row.Code, () => body.Code = row.Code);
                Set(row.Key, "place", body.Place, row.Place, () => body.Place = row.Place);
                Set(row.Key, "from", Text(body.ValidFrom), Text(row.From), () => body.ValidFrom = row.From);
                Set(row.Key, "to", Text(body.ValidTo), Text(row.To), () => body.ValidTo = row.To);
                return;
            }

            body = new Body
            {
                Id = Id<Body>.New(now),
                Key = row.Key,
                Kind = row.Kind,
                Name = row.Name,
                Abbreviation = row.Abbreviation,
                Code = row.Code,
                Place = row.Place,
                ValidFrom = row.From,
                ValidTo = row.To,
            };
            known.Add(body);
            db.Add(body);
            addedBodies.Add(row.Key);
        }

        private void Tie(BodyRow row, Body body)
        {
            var (parent, successor) = (known.BodyId(row.Parent), known.BodyId(row.Successor));
            if (addedBodies.Contains(row.Key))
            {
                (body.ParentId, body.SuccessorId) = (parent, successor);
                return;
            }

            Set(row.Key, "parent", known.KeyOf(body.ParentId), row.Parent, () => body.ParentId = parent);
            Set(row.Key, "successor", known.KeyOf(body.SuccessorId), row.Successor, () => body.SuccessorId = successor);
        }

        private void NameBody(BodyRow row)
        {
            var body = known.Bodies[row.Key];
            var wanted = BodyNaming.NamesOf(row, body, known).ToHashSet();
            var had = known.NamesOf(body.Id);
            foreach (var name in had.Where(name => name.ValidTo is null && !wanted.Contains((name.Folded, name.ScopeId))))
            {
                changes.Add(new DirectoryChange(row.Key, "found by", name.Plain, null));
                name.ValidTo = today;
            }

            foreach (var (folded, scope) in wanted)
            {
                var name = had.FirstOrDefault(name => name.Folded == folded && name.ScopeId == scope);
                if (name is { ValidTo: not null })
                {
                    name.ValidTo = null;
                }
                else if (name is null)
                {
                    db.Add(new BodyName { Id = Id<BodyName>.New(now), BodyId = body.Id, ScopeId = scope, Folded = folded, Plain = NameFolding.Plain(folded) });
                }
            }
        }

        private void AddOrChange(GroupRow row)
        {
            var owner = known.BodyId(row.Owner);
            if (known.Groups.TryGetValue(row.Key, out var group))
            {
                Set(row.Key, "name", group.Name, row.Name, () => group.Name = row.Name);
                Set(row.Key, "owner", known.KeyOf(group.OwnerId), row.Owner, () => group.OwnerId = owner);
                Set(row.Key, "from", Text(group.ValidFrom), Text(row.From), () => group.ValidFrom = row.From);
                Set(row.Key, "to", Text(group.ValidTo), Text(row.To), () => group.ValidTo = row.To);
            }
            else
            {
                group = new RecipientGroup { Id = Id<RecipientGroup>.New(now), Key = row.Key, Name = row.Name, OwnerId = owner, ValidFrom = row.From, ValidTo = row.To };
                known.Groups.Add(row.Key, group);
                db.Add(group);
                groupsAdded++;
            }

            // A phrase once understood stays understood: old papers print it.
            foreach (var folded in BodyNaming.PhrasesOf(row).Distinct(StringComparer.Ordinal).Where(folded => known.AddPhrase(group.Id, folded)))
            {
                db.Add(new GroupName { Id = Id<GroupName>.New(now), GroupId = group.Id, Folded = folded, Plain = NameFolding.Plain(folded) });
            }
        }

        private void AddOrChange(MemberRow row)
        {
            var group = known.Groups[row.Group].Id;
            var body = known.Bodies[row.Body].Id;
            if (known.Member(group, body, row.From) is { } member)
            {
                Set($"{row.Group}/{row.Body}", "to", Text(member.ValidTo), Text(row.To), () => member.ValidTo = row.To);
                return;
            }

            db.Add(new GroupMember { Id = Id<GroupMember>.New(now), GroupId = group, BodyId = body, ValidFrom = row.From, ValidTo = row.To });
            membersAdded++;
        }

        private void Set(string key, string field, string? before, string? after, Action set)
        {
            if (before == after)
            {
                return;
            }

            changes.Add(new DirectoryChange(key, field, before, after));
            set();
        }

        private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
