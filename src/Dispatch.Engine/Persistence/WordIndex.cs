using System.Globalization;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Persistence;

/// <summary>Words that a paper must hold: all of them, or next to each other in this order.</summary>
/// <param name="Words">The words as <see cref="PaperWords"/> writes them.</param>
/// <param name="AreMarked">Whether they carry their marks.</param>
/// <param name="ArePhrase">Whether they stand next to each other.</param>
/// <param name="LastBegins">Whether the last one is only the beginning of a word.</param>
internal sealed record WordClause(IReadOnlyList<string> Words, bool AreMarked, bool ArePhrase, bool LastBegins = false);

/// <summary>One question to the index of words: the newest papers of an organisation that hold these words and none of those.</summary>
/// <param name="Owner">Whose papers.</param>
/// <param name="Wanted">What they must hold.</param>
/// <param name="Unwanted">What was asked for before and is not to come again.</param>
/// <param name="Before">Only entries before this one; null begins.</param>
/// <param name="Filter">Further conditions on the entry <c>e</c>, with their values.</param>
/// <param name="Take">How many at most.</param>
internal sealed record WordQuestion(Id<Body> Owner, WordClause Wanted, IReadOnlyList<WordClause> Unwanted, long? Before, EntryFilter Filter, int Take);

/// <summary>Conditions on entries.</summary>
internal sealed record EntryFilter(PaperKind? Kind, DateOnly? From, DateOnly? To);

/// <summary>
/// The index of words, which each database has in a form of its own and no model describes: the table <c>paper_words</c>, one row an entry. It is made when the server
/// starts and can be made again from the papers at any time.
/// </summary>
internal abstract class WordIndex
{
    /// <summary>Makes the index's place when it is not there, in a transaction; nodes that start together wait for each other.</summary>
    public abstract string Prepare { get; }

    /// <summary>Takes one entry's words out; <c>{0}</c> is the entry.</summary>
    public virtual string Remove => "DELETE FROM paper_words WHERE \"Id\" = {0}";

    /// <summary>Writes one entry's words.</summary>
    public abstract Task AddAsync(DispatchDbContext db, long entry, Id<Body> owner, PaperWords words, CancellationToken cancellationToken);

    /// <summary>The entries that answer a question, newest first.</summary>
    public Task<List<long>> FindAsync(DispatchDbContext db, WordQuestion question, CancellationToken cancellationToken)
    {
        var values = new List<object>();
        var conditions = new List<string> { Matches(question, values) };
        if (question.Before is { } before)
        {
            conditions.Add($"{Key} < {Place(values, before)}");
        }

        if (question.Filter.Kind is { } kind)
        {
            conditions.Add($"e.\"Kind\" = {Place(values, kind.ToString())}");
        }

        if (question.Filter.From is { } from)
        {
            conditions.Add($"e.\"Date\" >= {Place(values, Day(from))}");
        }

        if (question.Filter.To is { } to)
        {
            conditions.Add($"e.\"Date\" <= {Place(values, Day(to))}");
        }

        var isFiltered = question.Filter is not (null, null, null);
        var join = isFiltered ? $" {Join} paper_entries e ON e.\"Id\" = {Key}" : string.Empty;
        var sentence = $"SELECT {Top(question.Take)}{Key} AS \"Value\" FROM paper_words{Alias}{join} WHERE {string.Join(" AND ", conditions)} ORDER BY {Key} DESC{Limit(question.Take)}";
        return db.Database.SqlQueryRaw<long>(sentence, [.. values]).ToListAsync(cancellationToken);
    }

    /// <summary>The column of the entry in this index.</summary>
    protected virtual string Key => "w.\"Id\"";

    /// <summary>What the table is called in a sentence.</summary>
    protected virtual string Alias => " w";

    /// <summary>How entries are joined to it.</summary>
    protected virtual string Join => "JOIN";

    /// <summary>The condition that a row holds the wanted and not the unwanted words of the owner's papers.</summary>
    protected abstract string Matches(WordQuestion question, List<object> values);

    /// <summary>A day as this database keeps it.</summary>
    protected virtual object Day(DateOnly day) => day;

    /// <summary>How many, before the columns.</summary>
    protected virtual string Top(int take) => string.Empty;

    /// <summary>How many, at the end.</summary>
    protected virtual string Limit(int take) => string.Create(CultureInfo.InvariantCulture, $" LIMIT {take}");

    /// <summary>A word by which an organisation's papers are told from others' inside the index.</summary>
    protected static string OwnerWord(Id<Body> owner) => "o" + owner.Value.ToString("N");

    /// <summary>Puts a value into a sentence and gives its place.</summary>
    protected static string Place(List<object> values, object value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
    }
}

/// <summary>FTS5 without contents: the words are there to be found, the papers themselves stand elsewhere. Words come folded, so the plainest tokenizer will do.</summary>
internal sealed class SqliteWordIndex : WordIndex
{
    public override string Prepare =>
        "CREATE VIRTUAL TABLE IF NOT EXISTS paper_words USING fts5(owner, marked, bare, content='', contentless_delete=1, tokenize='ascii')";

    public override string Remove => "DELETE FROM paper_words WHERE rowid = {0}";

    protected override string Key => "paper_words.rowid";

    protected override string Alias => string.Empty;

    // The words decide first: a plain join may begin with the entries and ask the index once for each.
    protected override string Join => "CROSS JOIN";

    public override Task AddAsync(DispatchDbContext db, long entry, Id<Body> owner, PaperWords words, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            "INSERT INTO paper_words(rowid, owner, marked, bare) VALUES ({0}, {1}, {2}, {3})",
            [entry, OwnerWord(owner), string.Join(' ', words.Marked), string.Join(' ', words.Bare)], cancellationToken);

    protected override string Matches(WordQuestion question, List<object> values)
    {
        var match = new StringBuilder($"(owner : \"{OwnerWord(question.Owner)}\" AND {Clause(question.Wanted)})");
        foreach (var unwanted in question.Unwanted)
        {
            match.Append(CultureInfo.InvariantCulture, $" NOT ({Clause(unwanted)})");
        }

        return $"paper_words MATCH {Place(values, match.ToString())}";
    }

    protected override object Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Clause(WordClause clause)
    {
        var column = clause.AreMarked ? "marked" : "bare";
        var words = clause.ArePhrase ? $"\"{string.Join(' ', clause.Words)}\"" : string.Join(" AND ", clause.Words.Select(word => $"\"{word}\""));
        return $"{column} : ({words}{(clause.LastBegins ? " *" : string.Empty)})";
    }
}

/// <summary>One tsvector a paper under a GIN index. No dictionary and no unaccent: the words come folded, and extensions need a superuser.</summary>
internal sealed class PostgreSqlWordIndex : WordIndex
{
    public override string Prepare =>
        """
        LOCK TABLE paper_entries IN SHARE ROW EXCLUSIVE MODE;
        CREATE TABLE IF NOT EXISTS paper_words ("Id" bigint PRIMARY KEY, "Words" tsvector NOT NULL);
        CREATE INDEX IF NOT EXISTS "IX_paper_words_Words" ON paper_words USING gin ("Words");
        """;

    public override Task AddAsync(DispatchDbContext db, long entry, Id<Body> owner, PaperWords words, CancellationToken cancellationToken)
    {
        var vector = new StringBuilder($"'{OwnerWord(owner)}'");
        for (var place = 0; place < words.Marked.Count; place++)
        {
            vector.Append(CultureInfo.InvariantCulture, $" '={words.Marked[place]}':{place + 1} '{words.Bare[place]}':{place + 1}");
        }

        return db.Database.ExecuteSqlRawAsync("INSERT INTO paper_words (\"Id\", \"Words\") VALUES ({0}, {1}::tsvector)", [entry, vector.ToString()], cancellationToken);
    }

    protected override string Matches(WordQuestion question, List<object> values)
    {
        var query = new StringBuilder($"'{OwnerWord(question.Owner)}' & {Clause(question.Wanted)}");
        foreach (var unwanted in question.Unwanted)
        {
            query.Append(CultureInfo.InvariantCulture, $" & !{Clause(unwanted)}");
        }

        return $"w.\"Words\" @@ {Place(values, query.ToString())}::tsquery";
    }

    private static string Clause(WordClause clause)
    {
        var words = clause.Words.Select((word, at) => $"'{(clause.AreMarked ? "=" : "")}{word}'{(clause.LastBegins && at == clause.Words.Count - 1 ? ":*" : "")}");
        return $"({string.Join(clause.ArePhrase ? " <-> " : " & ", words)})";
    }
}

/// <summary>SQL Server's full text is an option an office may not have installed: here words are looked for by LIKE in a text of theirs, which reads every row of the organisation.</summary>
internal sealed class SqlServerWordIndex : WordIndex
{
    public override string Prepare =>
        """
        IF OBJECT_ID(N'paper_words') IS NULL
        BEGIN
            CREATE TABLE paper_words ([Id] bigint NOT NULL PRIMARY KEY, [Owner] char(33) NOT NULL, [Marked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, [Bare] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL);
            CREATE INDEX [IX_paper_words_Owner] ON paper_words ([Owner], [Id]);
        END
        """;

    public override Task AddAsync(DispatchDbContext db, long entry, Id<Body> owner, PaperWords words, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            "INSERT INTO paper_words ([Id], [Owner], [Marked], [Bare]) VALUES ({0}, {1}, {2}, {3})",
            [entry, OwnerWord(owner), $" {string.Join(' ', words.Marked)} ", $" {string.Join(' ', words.Bare)} "], cancellationToken);

    protected override string Matches(WordQuestion question, List<object> values)
    {
        var condition = new StringBuilder($"w.[Owner] = {Place(values, OwnerWord(question.Owner))} AND {Clause(question.Wanted, values)}");
        foreach (var unwanted in question.Unwanted)
        {
            condition.Append(CultureInfo.InvariantCulture, $" AND NOT {Clause(unwanted, values)}");
        }

        return condition.ToString();
    }

    protected override string Top(int take) => string.Create(CultureInfo.InvariantCulture, $"TOP ({take}) ");

    protected override string Limit(int take) => string.Empty;

    private static string Clause(WordClause clause, List<object> values)
    {
        var column = clause.AreMarked ? "w.[Marked]" : "w.[Bare]";
        var texts = clause.ArePhrase ? [string.Join(' ', clause.Words)] : clause.Words;
        return "(" + string.Join(" AND ", texts.Select((text, at) => $"{column} LIKE {Place(values, $"% {text}{(clause.LastBegins && at == texts.Count - 1 ? "" : " ")}%")}")) + ")";
    }
}
