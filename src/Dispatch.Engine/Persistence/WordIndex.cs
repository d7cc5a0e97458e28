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
/// <param name="LastBegins">Whether the last one is only the beginning of a word; a clause of that kind is no phrase.</param>
internal sealed record WordClause(IReadOnlyList<string> Words, bool AreMarked, bool ArePhrase, bool LastBegins = false);

/// <summary>One question to the index of a book's lines: the numbers of those that hold these words, in their order.</summary>
/// <param name="Place">The book's place in the index (<see cref="Registering.IndexedBook"/>).</param>
/// <param name="Wanted">What they must hold, without marks.</param>
/// <param name="After">Only numbers after this one.</param>
/// <param name="UpTo">The last number that is in the index.</param>
/// <param name="Take">How many at most.</param>
internal sealed record LineQuestion(int Place, WordClause Wanted, int After, int UpTo, int Take)
{
    /// <summary>A line's key in the index: the place of its book before its number, so that a book is one stretch of keys in its own order.</summary>
    public static long Key(int place, int number) => ((long)place << 32) | (uint)number;
}

/// <summary>One question to the index of words: the newest papers of an organisation that hold these words and none of those.</summary>
/// <param name="Owner">Whose papers.</param>
/// <param name="Wanted">What they must hold.</param>
/// <param name="Unwanted">What was asked for before and is not to come again.</param>
/// <param name="From">Only this entry and newer ones; null goes back to the oldest.</param>
/// <param name="Before">Only entries older than this one; null begins with the newest.</param>
/// <param name="Filter">Further conditions on the entry <c>e</c>, with their values.</param>
/// <param name="Take">How many at most.</param>
/// <param name="Among">Only these, newest first; they hold all the wanted words and passed the filter already. Null asks of all.</param>
internal sealed record WordQuestion(Id<Body> Owner, WordClause Wanted, IReadOnlyList<WordClause> Unwanted, long? From, long? Before, EntryFilter Filter, int Take, IReadOnlyList<long>? Among = null);

/// <summary>What one entry is found by.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Owner">Whose paper.</param>
/// <param name="Words">Its words.</param>
internal sealed record EntryWords(long Entry, Id<Body> Owner, PaperWords Words);

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

    /// <summary>Tells the database how to go about the questions that follow, until the answer is disposed; null where it needs no telling.</summary>
    public virtual Task<IAsyncDisposable?> GuideAsync(DispatchDbContext db, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Whether what acts write into it must be brought together from time to time.</summary>
    public virtual bool IsTidiedBeside => false;

    /// <summary>Brings a little of it together, in a transaction; false when there was nothing to do.</summary>
    public virtual Task<bool> TidyAsync(DispatchDbContext db, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Writes the words of entries.</summary>
    public virtual async Task AddAsync(DispatchDbContext db, IReadOnlyList<EntryWords> entries, CancellationToken cancellationToken)
    {
        foreach (var one in entries)
        {
            await AddAsync(db, one, cancellationToken);
        }
    }

    /// <summary>Writes one entry's words.</summary>
    protected abstract Task AddAsync(DispatchDbContext db, EntryWords one, CancellationToken cancellationToken);

    /// <summary>Makes the place of the index of lines, likewise; empty where this database has none.</summary>
    public virtual string PrepareLines => string.Empty;

    /// <summary>Whether this database has an index of lines.</summary>
    public bool HasLines => PrepareLines.Length > 0;

    /// <summary>Writes the words of one line, without marks.</summary>
    public virtual Task AddLineAsync(DispatchDbContext db, long key, IReadOnlyList<string> words, CancellationToken cancellationToken) => throw new NotSupportedException("This database has no index of lines.");

    /// <summary>The numbers of the lines that answer a question, in their order.</summary>
    public virtual Task<List<int>> FindLinesAsync(DispatchDbContext db, LineQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException("This database has no index of lines.");

    /// <summary>The entries that answer a question, newest first.</summary>
    public async Task<List<long>> FindAsync(DispatchDbContext db, WordQuestion question, CancellationToken cancellationToken)
    {
        var ends = question.Wanted.LastBegins ? await EndsAsync(db, "paper_words", question.Wanted.Words[^1], cancellationToken) : null;
        if (ends is { Count: 0 })
        {
            return [];
        }

        var values = new List<object>();
        var matches = Matches(question, ends, values);
        var conditions = new List<string> { question.Among is { } among ? IsAmong(among, matches, values) : matches };

        if (question.From is { } oldest)
        {
            conditions.Add($"{Key} >= {Place(values, oldest)}");
        }

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
        return await db.Database.SqlQueryRaw<long>(sentence, [.. values]).ToListAsync(cancellationToken);
    }

    /// <summary>The words of the index that begin so and go on, where this database must be told them; null where it knows by itself.</summary>
    protected virtual Task<List<string>?> EndsAsync(DispatchDbContext db, string table, string beginning, CancellationToken cancellationToken) => Task.FromResult<List<string>?>(null);

    /// <summary>The column of the entry in this index.</summary>
    protected virtual string Key => "w.\"Id\"";

    /// <summary>What the table is called in a sentence.</summary>
    protected virtual string Alias => " w";

    /// <summary>How entries are joined to it.</summary>
    protected virtual string Join => "JOIN";

    /// <summary>The condition that a row is one of those and holds the words.</summary>
    protected virtual string IsAmong(IReadOnlyList<long> entries, string matches, List<object> values) => $"{matches} AND {Key} BETWEEN {Place(values, entries[^1])} AND {Place(values, entries[0])}";

    /// <summary>The condition that a row holds the wanted and not the unwanted words of the owner's papers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ends">What <see cref="EndsAsync"/> found for the last wanted word; null when the database finds it itself.</param>
    /// <param name="values">Where the condition's values go.</param>
    protected abstract string Matches(WordQuestion question, IReadOnlyList<string>? ends, List<object> values);

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
    /// <summary>A beginning that more words go on from is left to FTS5.</summary>
    private const int MostEnds = 300;

    /// <summary>As many pages are written again in one transaction: a millisecond that an act may have to wait.</summary>
    private const int PagesAtOnce = 64;

    // Left to itself FTS5 brings its segments together inside whichever act comes along, hundreds of pages in one of sixty. It still does when there are sixteen that nobody has tidied.
    public override string Prepare => Table("paper_words", "owner, marked, bare") + " INSERT INTO paper_words(paper_words, rank) VALUES ('automerge', 0);";

    public override bool IsTidiedBeside => true;

    public override async Task<bool> TidyAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var before = await ChangesAsync(db, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO paper_words(paper_words, rank) VALUES ('merge', {0})", [PagesAtOnce], cancellationToken);
        // The sentence itself counts as one change.
        return await ChangesAsync(db, cancellationToken) - before > 1;
    }

    public override string PrepareLines => Table("register_words", "bare");

    public override string Remove => "DELETE FROM paper_words WHERE rowid = {0}";

    protected override string Key => "paper_words.rowid";

    protected override string Alias => string.Empty;

    // The words decide first: a plain join may begin with the entries and ask the index once for each.
    protected override string Join => "CROSS JOIN";

    protected override Task AddAsync(DispatchDbContext db, EntryWords one, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            "INSERT INTO paper_words(rowid, owner, marked, bare) VALUES ({0}, {1}, {2}, {3})",
            [one.Entry, OwnerWord(one.Owner), string.Join(' ', one.Words.Marked), string.Join(' ', one.Words.Bare)], cancellationToken);

    public override Task AddLineAsync(DispatchDbContext db, long key, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("INSERT INTO register_words(rowid, bare) VALUES ({0}, {1})", [key, string.Join(' ', words)], cancellationToken);

    public override async Task<List<int>> FindLinesAsync(DispatchDbContext db, LineQuestion question, CancellationToken cancellationToken)
    {
        var ends = question.Wanted.LastBegins ? await EndsAsync(db, "register_words", question.Wanted.Words[^1], cancellationToken) : null;
        var clause = Clause(question.Wanted, ends is null ? null : [question.Wanted.Words[^1], .. ends]);
        return await db.Database.SqlQueryRaw<int>(
            """SELECT register_words.rowid & 4294967295 AS "Value" FROM register_words WHERE register_words MATCH {0} AND rowid > {1} AND rowid <= {2} ORDER BY rowid LIMIT {3}""",
            clause, LineQuestion.Key(question.Place, question.After), LineQuestion.Key(question.Place, question.UpTo), question.Take).ToListAsync(cancellationToken);
    }

    protected override string Matches(WordQuestion question, IReadOnlyList<string>? ends, List<object> values)
    {
        var match = new StringBuilder($"(owner : \"{OwnerWord(question.Owner)}\" AND {Clause(question.Wanted, ends)})");
        foreach (var unwanted in question.Unwanted)
        {
            match.Append(CultureInfo.InvariantCulture, $" NOT ({Clause(unwanted, null)})");
        }

        return $"paper_words MATCH {Place(values, match.ToString())}";
    }

    /// <summary>
    /// FTS5 answers a beginning by gathering every place of every word that goes on from it, a hundred thousand papers for "th". The words themselves are few: they are looked up from one to the next, and
    /// then asked for by name, which stops when the page is full.
    /// </summary>
    protected override async Task<List<string>?> EndsAsync(DispatchDbContext db, string table, string beginning, CancellationToken cancellationToken)
    {
        var sentence = $$"""
            WITH RECURSIVE begun(term) AS (
                SELECT (SELECT term FROM {{table}}_vocabulary WHERE term >= {0} || char(1) AND term < {1} LIMIT 1)
                UNION ALL
                SELECT (SELECT term FROM {{table}}_vocabulary WHERE term >= begun.term || char(1) AND term < {1} LIMIT 1) FROM begun WHERE begun.term IS NOT NULL)
            SELECT term AS "Value" FROM begun WHERE term IS NOT NULL LIMIT {2}
            """;
        var words = await db.Database.SqlQueryRaw<string>(sentence, beginning, beginning + '{', MostEnds + 1).ToListAsync(cancellationToken);
        return words.Count > MostEnds ? null : words.FindAll(word => Ascii.IsValid(word));
    }

    protected override object Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static Task<long> ChangesAsync(DispatchDbContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long>("""SELECT total_changes() AS "Value" """).SingleAsync(cancellationToken);

    private static string Table(string name, string columns) =>
        $"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({columns}, content='', contentless_delete=1, tokenize='ascii'); CREATE VIRTUAL TABLE IF NOT EXISTS {name}_vocabulary USING fts5vocab({name}, instance);";

    private static string Clause(WordClause clause, IReadOnlyList<string>? ends)
    {
        var column = clause.AreMarked ? "marked" : "bare";
        if (clause.ArePhrase)
        {
            return $"{column} : (\"{string.Join(' ', clause.Words)}\")";
        }

        var words = clause.Words.Select(word => $"\"{word}\"").ToList();
        if (clause.LastBegins)
        {
            words[^1] = ends is null ? words[^1] + " *" : $"({string.Join(" OR ", ends.Select(word => $"\"{word}\""))})";
        }

        return $"{column} : ({string.Join(" AND ", words)})";
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

    public override string PrepareLines =>
        """
        CREATE TABLE IF NOT EXISTS register_words ("Id" bigint PRIMARY KEY, "Words" tsvector NOT NULL);
        CREATE INDEX IF NOT EXISTS "IX_register_words_Words" ON register_words USING gin ("Words");
        """;

    public override Task AddLineAsync(DispatchDbContext db, long key, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            // Another node may bring the same book up to date at this moment: a line's words are the same whoever writes them.
            "INSERT INTO register_words (\"Id\", \"Words\") VALUES ({0}, {1}::tsvector) ON CONFLICT (\"Id\") DO NOTHING", [key, string.Join(' ', words.Distinct(StringComparer.Ordinal).Select(word => $"'{word}'"))], cancellationToken);

    public override Task<List<int>> FindLinesAsync(DispatchDbContext db, LineQuestion question, CancellationToken cancellationToken) => db.Database.SqlQueryRaw<int>(
        """SELECT (w."Id" & 4294967295)::int AS "Value" FROM register_words w WHERE w."Words" @@ {0}::tsquery AND w."Id" > {1} AND w."Id" <= {2} ORDER BY w."Id" LIMIT {3}""",
        Clause(question.Wanted), LineQuestion.Key(question.Place, question.After), LineQuestion.Key(question.Place, question.UpTo), question.Take).ToListAsync(cancellationToken);

    // Many travel in one trip.
    public override Task AddAsync(DispatchDbContext db, IReadOnlyList<EntryWords> entries, CancellationToken cancellationToken) => entries switch
    {
        [] => Task.CompletedTask,
        [var one] => AddAsync(db, one, cancellationToken),
        _ => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO paper_words (\"Id\", \"Words\") SELECT e.id, e.words::tsvector FROM unnest({0}, {1}) AS e(id, words)",
            [entries.Select(entry => entry.Entry).ToArray(), entries.Select(Vector).ToArray()], cancellationToken),
    };

    protected override Task AddAsync(DispatchDbContext db, EntryWords one, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("INSERT INTO paper_words (\"Id\", \"Words\") VALUES ({0}, {1}::tsvector)", [one.Entry, Vector(one)], cancellationToken);

    private static string Vector(EntryWords one)
    {
        var vector = new StringBuilder($"'{OwnerWord(one.Owner)}'");
        for (var place = 0; place < one.Words.Marked.Count; place++)
        {
            vector.Append(CultureInfo.InvariantCulture, $" '={one.Words.Marked[place]}':{place + 1} '{one.Words.Bare[place]}':{place + 1}");
        }

        return vector.ToString();
    }

    /// <summary>
    /// The planner takes a row of words to be as cheap to look at as any other, though each must be fetched from where long values are kept: for a common word it would rather look at every paper than ask the
    /// index, which knows without a look. So it is left no other way.
    /// </summary>
    public override async Task<IAsyncDisposable?> GuideAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off", cancellationToken);
        return transaction;
    }

    // A few rows are fetched by their keys; "IS TRUE" keeps the planner from gathering every paper with these words to look for them there.
    protected override string IsAmong(IReadOnlyList<long> entries, string matches, List<object> values) => $"({matches}) IS TRUE AND {Key} = ANY ({Place(values, entries)})";

    protected override string Matches(WordQuestion question, IReadOnlyList<string>? ends, List<object> values)
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

    protected override Task AddAsync(DispatchDbContext db, EntryWords one, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            "INSERT INTO paper_words ([Id], [Owner], [Marked], [Bare]) VALUES ({0}, {1}, {2}, {3})",
            [one.Entry, OwnerWord(one.Owner), $" {string.Join(' ', one.Words.Marked)} ", $" {string.Join(' ', one.Words.Bare)} "], cancellationToken);

    protected override string Matches(WordQuestion question, IReadOnlyList<string>? ends, List<object> values)
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
