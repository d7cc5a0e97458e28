using System.Globalization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Directory;

/// <summary>
/// Brings the files of a directory in: rows are added or changed by key. Nothing is deleted, and a row the files do not name stays as it is;
/// a body, group or membership ends only where its line says so. Saving is the caller's: what was not saved was a dry run.
/// </summary>
internal sealed class DirectoryImporter(DispatchDbContext db)
{
    /// <param name="files">The files.</param>
    /// <param name="within">The organisation under which alone something may change; null for everything.</param>
    /// <param name="now">The time of the import.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Outcome<DirectoryImported>> ImportAsync(ImportDirectory files, Id<Body>? within, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = DirectorySheets.Read(files);
        if (read.IsRefused)
        {
            return read.Refusal;
        }

        var sheets = read.Value;
        var known = await KnownDirectory.LoadAsync(db, sheets, cancellationToken);
        var problems = known.ProblemsOf(sheets);
        if (problems.Count == 0 && within is { } organisation)
        {
            // Whoever exports everything, changes their own lines and brings it back in has said nothing new about the others.
            var standing = DirectorySheets.Read(await new DirectoryExporter(db).WriteAsync(cancellationToken));
            sheets = standing.IsRefused ? sheets : sheets.Beyond(standing.Value);
            problems = [.. known.NotUnder(organisation, sheets), .. await KnownDirectory.NamesTakenAsync(db, sheets, cancellationToken)];
        }

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
        private readonly List<string> added = [];
        private int groupsAdded;
        private int membersAdded;
        private int detailsAdded;

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

            foreach (var row in sheets.Names)
            {
                AddOrChange(row);
            }

            foreach (var row in sheets.Codes)
            {
                AddOrChange(row);
            }

            foreach (var row in sheets.Holders)
            {
                AddOrChange(row);
            }

            return new DirectoryImported(addedBodies.Count, groupsAdded, membersAdded, detailsAdded, added, changes);
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
            added.Add($"{row.Key}: {row.Name}");
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
            var wanted = BodyNaming.NamesOf(row, body, known).Select(name => (NameFolding.Fold(name.Text), name.Scope)).ToHashSet();
            var had = known.NamesOf(body.Id);
            // A name with a first day is kept in names.csv and ends there.
            foreach (var name in had.Where(name => name is { ValidFrom: null, ValidTo: null } && !wanted.Contains((name.Folded, name.ScopeId))))
            {
                changes.Add(new DirectoryChange(row.Key, "found by", name.Text, null));
                name.ValidTo = today;
            }

            foreach (var (text, scope) in BodyNaming.NamesOf(row, body, known))
            {
                var folded = NameFolding.Fold(text);
                var name = known.Name(body.Id, folded, scope, from: null);
                if (name is { ValidTo: not null })
                {
                    Set(row.Key, "found by", null, name.Text, () => name.ValidTo = null);
                }
                else if (name is null)
                {
                    Add(body, text, scope, from: null, to: null);
                    if (!addedBodies.Contains(row.Key))
                    {
                        changes.Add(new DirectoryChange(row.Key, "found by", null, text));
                    }
                }
            }
        }

        private void AddOrChange(NameRow row)
        {
            var body = known.Bodies[row.Body];
            var scope = known.BodyId(row.Scope);
            if (known.Name(body.Id, NameFolding.Fold(row.Name), scope, row.From) is { } name)
            {
                Set(row.Body, "found by", Text(name.ValidTo), Text(row.To), () => name.ValidTo = row.To);
                return;
            }

            Add(body, row.Name, scope, row.From, row.To);
            AddedDetail($"{row.Body}: {row.Name}");
        }

        private void AddOrChange(CodeRow row)
        {
            var body = known.Bodies[row.Body].Id;
            if (known.Code(body, row.Code) is { } code)
            {
                Set(row.Body, row.Code + " from", Text(code.ValidFrom), Text(row.From), () => code.ValidFrom = row.From);
                Set(row.Body, row.Code + " to", Text(code.ValidTo), Text(row.To), () => code.ValidTo = row.To);
                return;
            }

            db.Add(new BodyCode { Id = Id<BodyCode>.New(now), BodyId = body, Code = row.Code, ValidFrom = row.From, ValidTo = row.To });
            AddedDetail($"{row.Body}: {row.Code}");
        }

        private void AddOrChange(HolderRow row)
        {
            var body = known.Bodies[row.Body].Id;
            if (known.Holder(body, row.Title, row.Name, row.From) is { } holder)
            {
                Set(row.Body, $"{row.Title} {row.Name} to", Text(holder.ValidTo), Text(row.To), () => holder.ValidTo = row.To);
                return;
            }

            db.Add(new OfficeHolder
            {
                Id = Id<OfficeHolder>.New(now),
                BodyId = body,
                Title = row.Title,
                FullName = row.Name,
                Folded = NameFolding.Fold(row.Title),
                NameFolded = NameFolding.Fold(row.Name),
                ValidFrom = row.From,
                ValidTo = row.To,
            });
            AddedDetail($"{row.Body}: {row.Title} {row.Name}");
        }

        private void Add(Body body, string text, Id<Body>? scope, DateOnly? from, DateOnly? to)
        {
            var folded = NameFolding.Fold(text);
            var name = new BodyName { Id = Id<BodyName>.New(now), BodyId = body.Id, ScopeId = scope, Text = text, Folded = folded, Plain = NameFolding.Plain(folded), ValidFrom = from, ValidTo = to };
            known.Add(name);
            db.Add(name);
        }

        private void AddedDetail(string what)
        {
            detailsAdded++;
            added.Add(what);
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
                added.Add($"{row.Key}: {row.Name}");
            }

            // A phrase once understood stays understood: old papers print it.
            foreach (var (text, folded) in BodyNaming.PhrasesOf(row).Where(phrase => known.AddPhrase(group.Id, phrase.Folded)))
            {
                db.Add(new GroupName { Id = Id<GroupName>.New(now), GroupId = group.Id, Text = text, Folded = folded, Plain = NameFolding.Plain(folded) });
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
            added.Add($"{row.Group}/{row.Body}");
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
