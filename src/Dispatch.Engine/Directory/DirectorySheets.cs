using System.Text.Json;
using CsvHelper;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Directory;

internal sealed record BodyRow(
    int Line, string Key, BodyKind Kind, string Name, string? Abbreviation, string? Code, string? Parent, string? Place,
    DateOnly? From, DateOnly? To, string? Successor, IReadOnlyList<string> Aliases, IReadOnlyList<LocalAlias> LocalAliases);

/// <summary>A name that means its body only in the papers of one body; null when that one is the superior.</summary>
internal sealed record LocalAlias(string Text, string? ScopeKey);

internal sealed record GroupRow(int Line, string Key, string Name, string? Owner, DateOnly? From, DateOnly? To, IReadOnlyList<string> Aliases);

internal sealed record MemberRow(int Line, string Group, string Body, DateOnly? From, DateOnly? To);

internal sealed record NameRow(int Line, string Body, string Name, string? Scope, DateOnly? From, DateOnly? To);

internal sealed record CodeRow(int Line, string Body, string Code, DateOnly? From, DateOnly? To);

internal sealed record HolderRow(int Line, string Body, string Title, string Name, DateOnly? From, DateOnly? To);

/// <summary>The files of a directory, read and checked one by one; what needs the database is checked by the importer.</summary>
internal sealed record DirectorySheets(
    IReadOnlyList<BodyRow> Bodies, IReadOnlyList<GroupRow> Groups, IReadOnlyList<MemberRow> Members, IReadOnlyList<NameRow> Names, IReadOnlyList<CodeRow> Codes, IReadOnlyList<HolderRow> Holders)
{
    public const string BodiesFile = "bodies.csv";
    public const string GroupsFile = "groups.csv";
    public const string MembersFile = "members.csv";
    public const string NamesFile = "names.csv";
    public const string CodesFile = "codes.csv";
    public const string HoldersFile = "holders.csv";

    public static readonly string[] BodyColumns =
        ["key", "kind", "name", "abbreviation", "code", "parent", "place", "from", "to", "successor", "aliases", "local_aliases"];

    public static readonly string[] GroupColumns = ["key", "name", "owner", "from", "to", "aliases"];

    public static readonly string[] MemberColumns = ["group", "body", "from", "to"];

    public static readonly string[] NameColumns = ["body", "name", "scope", "from", "to"];

    public static readonly string[] CodeColumns = ["body", "code", "from", "to"];

    public static readonly string[] HolderColumns = ["body", "title", "name", "from", "to"];

    public static Outcome<DirectorySheets> Read(ImportDirectory files)
    {
        var problems = new List<DirectoryProblem>();
        var sheets = new DirectorySheets(
            Rows(BodiesFile, files.BodiesCsv, BodyColumns, problems, BodyOf),
            Rows(GroupsFile, files.GroupsCsv, GroupColumns, problems, GroupOf),
            Rows(MembersFile, files.MembersCsv, MemberColumns, problems, MemberOf),
            Rows(NamesFile, OrNone(files.NamesCsv, NameColumns), NameColumns, problems, NameOf),
            Rows(CodesFile, OrNone(files.CodesCsv, CodeColumns), CodeColumns, problems, CodeOf),
            Rows(HoldersFile, OrNone(files.HoldersCsv, HolderColumns), HolderColumns, problems, HolderOf));
        problems.AddRange(Repeated(BodiesFile, sheets.Bodies.Select(row => (row.Key, row.Line))));
        problems.AddRange(Repeated(GroupsFile, sheets.Groups.Select(row => (row.Key, row.Line))));
        problems.AddRange(Repeated(MembersFile, sheets.Members.Select(row => ($"{row.Group} {row.Body} {row.From:O}", row.Line))));
        problems.AddRange(Repeated(NamesFile, sheets.Names.Select(row => ($"{row.Body} {NameFolding.Fold(row.Name)} {row.Scope} {row.From:O}", row.Line))));
        problems.AddRange(Repeated(CodesFile, sheets.Codes.Select(row => ($"{row.Body} {row.Code}", row.Line))));
        problems.AddRange(Repeated(HoldersFile, sheets.Holders.Select(row => ($"{row.Body} {row.Title} {row.Name} {row.From:O}", row.Line))));
        return problems.Count > 0 ? DirectoryRefusals.FirstOf(problems) : sheets;
    }

    /// <summary>The lines that say more than others do: what stands in both, wherever, is left out.</summary>
    public DirectorySheets Beyond(DirectorySheets others) => new(
        New(Bodies, others.Bodies, row => row with { Line = 0 }), New(Groups, others.Groups, row => row with { Line = 0 }), New(Members, others.Members, row => row with { Line = 0 }),
        New(Names, others.Names, row => row with { Line = 0 }), New(Codes, others.Codes, row => row with { Line = 0 }), New(Holders, others.Holders, row => row with { Line = 0 }));

    private static List<T> New<T>(IReadOnlyList<T> rows, IReadOnlyList<T> others, Func<T, T> unplaced)
    {
        // As text, because lists of aliases are compared by what is in them.
        var there = others.Select(Said).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Where(row => !there.Contains(Said(row)))];

        string Said(T row) => JsonSerializer.Serialize(unplaced(row), KernelJson.Options);
    }

    /// <summary>Names, codes and office holders may be left out: an empty text is a file of none.</summary>
    private static string OrNone(string csv, string[] columns) => csv.Length == 0 ? string.Join(',', columns) : csv;

    private static NameRow NameOf(SheetLine line)
    {
        var row = new NameRow(line.Number, line.Key("body"), line.Name("name"), line.OptionalKey("scope"), line.Date("from"), line.Date("to"));
        line.CheckSpan(row.From, row.To);
        if (row is { From: null, To: null })
        {
            line.Problems.Add(DirectoryProblem.NameWithoutSpan(line.File, line.Number));
        }

        return row;
    }

    private static CodeRow CodeOf(SheetLine line)
    {
        var row = new CodeRow(line.Number, line.Key("body"), line.Code("code") ?? line.Required("code", DirectoryLimits.Code), line.Date("from"), line.Date("to"));
        line.CheckSpan(row.From, row.To);
        return row;
    }

    private static HolderRow HolderOf(SheetLine line)
    {
        var row = new HolderRow(line.Number, line.Key("body"), line.Required("title", DirectoryLimits.Place), line.Required("name", DirectoryLimits.Place), line.Date("from"), line.Date("to"));
        line.CheckSpan(row.From, row.To);
        return row;
    }

    private static BodyRow BodyOf(SheetLine line)
    {
        var row = new BodyRow(
            line.Number, line.Key("key"), line.Kind("kind"), line.Name("name"), line.Optional("abbreviation", DirectoryLimits.Abbreviation),
            line.Code("code"), line.OptionalKey("parent"), line.Optional("place", DirectoryLimits.Place),
            line.Date("from"), line.Date("to"), line.OptionalKey("successor"), line.List("aliases"), [.. line.List("local_aliases").Select(LocalAliasOf)]);
        line.CheckSpan(row.From, row.To);
        if (row.Successor is not null && row.To is null)
        {
            line.Problems.Add(DirectoryProblem.SuccessorWithoutEnd(line.File, line.Number));
        }

        return row;
    }

    private static GroupRow GroupOf(SheetLine line)
    {
        var row = new GroupRow(
            line.Number, line.Key("key"), line.Name("name"), line.OptionalKey("owner"), line.Date("from"), line.Date("to"), line.List("aliases"));
        line.CheckSpan(row.From, row.To);
        return row;
    }

    private static MemberRow MemberOf(SheetLine line)
    {
        var row = new MemberRow(line.Number, line.Key("group"), line.Key("body"), line.Date("from"), line.Date("to"));
        line.CheckSpan(row.From, row.To);
        return row;
    }

    /// <summary>"SNV@bng" is a name in the mouth of <c>bng</c>.</summary>
    private static LocalAlias LocalAliasOf(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? new LocalAlias(text, null) : new LocalAlias(text[..at].Trim(), text[(at + 1)..].Trim());
    }

    private static IEnumerable<DirectoryProblem> Repeated(string file, IEnumerable<(string Key, int Line)> rows) =>
        rows.GroupBy(row => row.Key, row => row.Line, StringComparer.Ordinal)
            .Where(same => same.Skip(1).Any())
            .Select(same => DirectoryProblem.DuplicateKey(file, same.ElementAt(1), same.Key));

    private static List<T> Rows<T>(string file, string csv, string[] columns, List<DirectoryProblem> problems, Func<SheetLine, T> read)
    {
        var rows = new List<T>();
        csv = csv.TrimStart('\uFEFF');
        using var reader = CsvReader.FromText(csv, ForeignSheet.Form(ForeignSheet.SeparatorOf(csv)));
        try
        {
            var missing = columns.Where(column => !reader.TryGetFieldIndex(column, out _)).ToList();
            if (missing.Count > 0)
            {
                problems.Add(DirectoryProblem.Columns(file, missing));
                return rows;
            }

            while (reader.Read())
            {
                rows.Add(read(new SheetLine(file, (int)reader.LineNumber, reader, problems)));
            }
        }
        catch (CsvFormatException unreadable)
        {
            problems.Add(DirectoryProblem.NotCsv(file, (int)unreadable.LineNumber));
        }

        return rows;
    }

    /// <summary>One line of a file; a wrong value adds a problem and reads as the nearest harmless one, so that all problems are told at once.</summary>
    private sealed record SheetLine(string File, int Number, CsvReader Reader, List<DirectoryProblem> Problems)
    {
        /// <summary>The field as whoever wrote it meant it, whether a spreadsheet was kept from running it or not.</summary>
        private string Text(string column) => SheetCsv.TextOf(Reader.GetString(column));

        public string Required(string column, int limit)
        {
            var value = Optional(column, limit);
            if (value is null)
            {
                Problems.Add(DirectoryProblem.Missing(File, Number, column));
            }

            return value ?? string.Empty;
        }

        public string? Optional(string column, int limit)
        {
            var value = NameFolding.Compose(Text(column)).Trim();
            if (value.Length > limit)
            {
                Problems.Add(DirectoryProblem.TooLong(File, Number, column, limit));
            }

            return string.IsNullOrEmpty(value) ? null : value;
        }

        public string Name(string column)
        {
            var name = Text(column);
            CheckName(column, name);
            return NameFolding.Compose(name).Trim();
        }

        public string Key(string column)
        {
            var key = Required(column, DirectoryLimits.Key);
            CheckKey(key);
            return key;
        }

        public string? OptionalKey(string column)
        {
            var key = Optional(column, DirectoryLimits.Key);
            CheckKey(key);
            return key;
        }

        /// <summary>Digits, capital letters and points (Quyết định 20/2020/QĐ-TTg, and the older form alike).</summary>
        public string? Code(string column)
        {
            var code = Optional(column, DirectoryLimits.Code);
            if (code is not null && !code.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) || letter is '.'))
            {
                Problems.Add(DirectoryProblem.BadCode(File, Number, code));
            }

            return code;
        }

        public BodyKind Kind(string column)
        {
            var value = Required(column, DirectoryLimits.Abbreviation);
            if (Enum.TryParse<BodyKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(value[0]))
            {
                return kind;
            }

            Problems.Add(DirectoryProblem.BadKind(File, Number, value));
            return default;
        }

        public DateOnly? Date(string column)
        {
            var value = Optional(column, DirectoryLimits.Abbreviation);
            if (value is null)
            {
                return null;
            }

            if (ForeignSheet.TryDay(value, out var date))
            {
                return date;
            }

            Problems.Add(DirectoryProblem.BadDate(File, Number, column, value));
            return null;
        }

        public string[] List(string column)
        {
            var names = NameFolding.Compose(Text(column))
                .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var name in names)
            {
                CheckName(column, name);
            }

            return names;
        }

        public void CheckSpan(DateOnly? from, DateOnly? to)
        {
            if (from >= to)
            {
                Problems.Add(DirectoryProblem.SpanReversed(File, Number));
            }
        }

        /// <summary>A name must leave something to be found by, and no more than the tables hold.</summary>
        private void CheckName(string column, string name)
        {
            var folded = NameFolding.Fold(name);
            if (folded.Length == 0)
            {
                Problems.Add(DirectoryProblem.Missing(File, Number, column));
            }
            else if (name.Length > DirectoryLimits.Name || folded.Length > DirectoryLimits.Folded)
            {
                Problems.Add(DirectoryProblem.TooLong(File, Number, column, DirectoryLimits.Name));
            }
        }

        private void CheckKey(string? key)
        {
            if (!string.IsNullOrEmpty(key) && key.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not '-'))
            {
                Problems.Add(DirectoryProblem.BadKey(File, Number, key));
            }
        }
    }
}
