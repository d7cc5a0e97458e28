using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// Papers of the person's organisation by their words: every field and the whole text, with or without diacritics. First what bears the number that was typed, then where the
/// words stand as typed, with their marks, then those words apart, then without marks ("doi ngoai" finds "đối ngoại"; asked for "đối ngoại", "đổi ngoại" comes after it), last
/// where the final word only begins so. Within each the newest first.
/// </summary>
/// <param name="Text">What is looked for, 1 to 200 letters.</param>
/// <param name="Kind">Only papers of this kind.</param>
/// <param name="From">Only papers of this day or later, by the date on their face.</param>
/// <param name="To">Only papers of this day or earlier.</param>
/// <param name="After">What <c>next</c> of the page before said.</param>
/// <param name="Take">1 to 100.</param>
public sealed record SearchPapers(string Text, PaperKind? Kind = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int Take = 20) : IQuestion<Page<SearchHit>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Text: var text } when string.IsNullOrWhiteSpace(text) || text.Length > 200 => KernelRefusals.Shape("text", "Hãy nhập từ cần tìm, 1 đến 200 ký tự."),
        { After: { } after } when SearchPlace.Read(after) is null => KernelRefusals.Shape("after", "Trang tiếp theo không đọc được. Hãy dùng đúng giá trị “next” của trang trước."),
        _ => null,
    };
}

/// <summary>A paper that was found.</summary>
/// <param name="PaperId">The paper.</param>
/// <param name="Kind">Which kind of paper.</param>
/// <param name="Title">Số, ký hiệu, or what the paper is called before it has one.</param>
/// <param name="Organisation">Tác giả of an incoming dispatch; the person's own organisation otherwise.</param>
/// <param name="Date">The date on its face; null while it has none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateName">Where it stands, in Vietnamese.</param>
/// <param name="Subject">Trích yếu, with the words that were looked for marked.</param>
/// <param name="Excerpt">Where in the text the words stand, marked; empty when they stand in the subject or in another field.</param>
public sealed record SearchHit(
    Guid PaperId, PaperKind Kind, string Title, string Organisation, DateOnly? Date, string State, string StateName, IReadOnlyList<MarkedText> Subject, IReadOnlyList<MarkedText> Excerpt);

/// <summary>A piece of a text.</summary>
/// <param name="Text">The piece, as printed.</param>
/// <param name="IsHit">Whether it is what was looked for.</param>
public sealed record MarkedText(string Text, bool IsHit);

/// <summary>Where a page of hits ended: in which rank, at which entry.</summary>
internal sealed record SearchPlace(int Rank, long Entry)
{
    public static SearchPlace? Read(string text) =>
        text.Split('.') is [var rank, var entry] && int.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var r) && long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            ? new SearchPlace(r, e)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{Entry}");
}

internal sealed class SearchPapersHandler(DispatchDbContext db, ActContext context) : IRequestHandler<SearchPapers, Outcome<Page<SearchHit>>>
{
    private const int Most = 100;

    public async Task<Outcome<Page<SearchHit>>> Handle(SearchPapers request, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(request.Take, 1, Most);
        var terms = SearchTerms.Of(request.Text);
        var filter = new EntryFilter(request.Kind, request.From, request.To);
        var after = request.After is { } text ? SearchPlace.Read(text) : null;
        var found = new List<SearchPlace>();
        for (var rank = after?.Rank ?? 0; rank <= terms.Clauses.Count && found.Count <= take; rank++)
        {
            var before = after is not null && after.Rank == rank ? after.Entry : (long?)null;
            var entries = rank == 0
                ? await ByNumberAsync(terms, filter, before, take + 1 - found.Count, cancellationToken)
                : await db.Words.FindAsync(db, new WordQuestion(context.Someone.OrganisationId, terms.Clauses[rank - 1], [.. terms.Clauses.Take(rank - 1)], before, filter, take + 1 - found.Count), cancellationToken);
            var known = found.Select(place => place.Entry).ToHashSet();
            found.AddRange(entries.Where(known.Add).Select(entry => new SearchPlace(rank, entry)));
        }

        var page = found.Take(take).ToList();
        var hits = await new SearchHits(db, context.Someone, terms).LoadAsync([.. page.Select(place => place.Entry)], cancellationToken);
        return new Page<SearchHit>(hits, found.Count > take ? page[^1].ToString() : null);
    }

    private Task<List<long>> ByNumberAsync(SearchTerms terms, EntryFilter filter, long? before, int take, CancellationToken cancellationToken)
    {
        if (terms.Number.Length == 0 && terms.Arrival is null)
        {
            return Task.FromResult(new List<long>());
        }

        // Only the papers' index is asked here; which of them the person may see is decided where the papers are read.
        var organisation = context.Someone.OrganisationId;
        var entries = terms.Arrival is { } arrival ? ArrivalEntries.Of(db, organisation, arrival) : Numbered(organisation, terms.Number);
        entries = before is { } last ? entries.Where(e => e.Id < last) : entries;
        entries = filter.Kind is { } kind ? entries.Where(e => e.Kind == kind) : entries;
        entries = filter.From is { } from ? entries.Where(e => e.Date >= from) : entries;
        entries = filter.To is { } to ? entries.Where(e => e.Date <= to) : entries;
        return entries.OrderByDescending(e => e.Id).Select(e => e.Id).Take(take).ToListAsync(cancellationToken);
    }

    private IQueryable<PaperEntry> Numbered(Id<Body> organisation, string key)
    {
        var head = PaperNumber.Head(key);
        var entries = db.Set<PaperEntry>().Where(e => e.OrganisationId == organisation && (e.NumberHead == head || e.CopyHead == head));
        return key == head ? entries : entries.Where(e => e.NumberKey == key || e.CopyKey == key);
    }
}
