using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using MediatR;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// Papers of the person's organisation by their words: every field and the whole text, with or without diacritics. First what bears the number that was typed, then where the
/// words stand as typed, with their marks, then those words apart, then without marks ("doi ngoai" finds "đối ngoại"; asked for "đối ngoại", "đổi ngoại" comes after it), last
/// where the final word only begins so. Within each the newest first. Of words that stand in more than 500 papers the newest 500 are put in this order, then the next 500, and so on.
/// </summary>
/// <param name="Text">What is looked for, 1 to 200 letters.</param>
/// <param name="Kind">Only papers of this kind.</param>
/// <param name="From">Only papers of this day or later, by the date on their face.</param>
/// <param name="To">Only papers of this day or earlier.</param>
/// <param name="After">What <c>next</c> of the page before said.</param>
/// <param name="Take">1 to 100.</param>
public sealed record SearchPapers(string Text, PaperKind? Kind = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int Take = 20) : IQuestion<FoundPapers>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Text: var text } when string.IsNullOrWhiteSpace(text) || text.Length > 200 => KernelRefusals.Shape("text", "Hãy nhập từ cần tìm, 1 đến 200 ký tự."),
        { After: { } after } when SearchPlace.Read(after) is null => KernelRefusals.Shape("after", "Trang tiếp theo không đọc được. Hãy dùng đúng giá trị “next” của trang trước."),
        _ => KernelRefusals.Span(From, To),
    };
}

/// <summary>A page of hits.</summary>
/// <param name="Items">The best first.</param>
/// <param name="Next">Send this as <c>after</c> for the next page; null on the last.</param>
/// <param name="RankedWithin">Among how many of the newest papers with these words the hits were ranked; null when among all.</param>
/// <param name="Unindexed">How many papers of the organisation are not yet in the index, and so cannot be found; 0 but for a while after an upgrade.</param>
public sealed record FoundPapers(IReadOnlyList<SearchHit> Items, string? Next, int? RankedWithin, int Unindexed);

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
    Guid PaperId, PaperKind Kind, string Title, string Organisation, DateOnly? Date, string State, string StateName, IReadOnlyList<MarkedText> Subject, IReadOnlyList<MarkedText> Excerpt)
{
    /// <summary>What was done to it after it was issued, oldest first.</summary>
    public IReadOnlyList<MarkKind> Marks { get; init; } = [];
}

/// <summary>A piece of a text.</summary>
/// <param name="Text">The piece, as printed.</param>
/// <param name="IsHit">Whether it is what was looked for.</param>
public sealed record MarkedText(string Text, bool IsHit);

internal sealed class SearchPapersHandler(DispatchDbContext db, ActContext context, IndexProgress progress) : IRequestHandler<SearchPapers, Outcome<FoundPapers>>
{
    private const int Most = 100;

    public async Task<Outcome<FoundPapers>> Handle(SearchPapers request, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(request.Take, 1, Most);
        var terms = SearchTerms.Of(request.Text);
        var search = new RankedSearch(db, context.Someone.OrganisationId, terms, new EntryFilter(request.Kind, request.From, request.To), take + 1);
        var found = await PlacesAsync(search, request.After is { } text ? SearchPlace.Read(text)! : SearchPlace.Start, take + 1, cancellationToken);
        var page = found.Take(take).ToList();
        var hits = await new SearchHits(db, context.Someone, terms).LoadAsync([.. page.Select(place => place.Entry)], cancellationToken);
        return new FoundPapers(
            hits, found.Count > take ? page[^1].ToString() : null, search.IsCut ? RankedSearch.Window : null,
            progress.IsWhole ? 0 : await PaperIndex.WaitingAsync(db, context.Someone.OrganisationId, cancellationToken));
    }

    private async Task<List<SearchPlace>> PlacesAsync(RankedSearch search, SearchPlace after, int enough, CancellationToken cancellationToken)
    {
        await using var guide = await db.Words.GuideAsync(db, cancellationToken);
        var found = new List<SearchPlace>();
        await foreach (var place in search.AfterAsync(after, cancellationToken))
        {
            found.Add(place);
            if (found.Count == enough)
            {
                break;
            }
        }

        return found;
    }
}
