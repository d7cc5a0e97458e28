using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>A page of a book with the columns of Phụ lục IV, in order of number.</summary>
/// <param name="Book">Sổ văn bản đi, văn bản đến or bản sao.</param>
/// <param name="Year">The book's year.</param>
/// <param name="From">Only lines entered on or after this day.</param>
/// <param name="To">Only lines entered on or before this day.</param>
/// <param name="Contains">Only lines whose số ký hiệu, author or subject holds these words one after another; the last may be begun only, and without marks any marks will do.</param>
/// <param name="After">The last number of the page before; 0 begins.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListRegister(RegisterBook Book, int Year, DateOnly? From = null, DateOnly? To = null, string? Contains = null, int After = 0, int Take = 50) : IQuestion<Page<RegisterLineView>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => KernelRefusals.Span(From, To);
}

/// <summary>One line as the book shows it.</summary>
public sealed record RegisterLineView(
    int Number, DateOnly EnteredOn, string NumberAndSymbol, DateOnly DispatchDate, string Author, string KindAndSubject, string? Signer, string? Recipients,
    string? KeptBy, int? CopyCount, DateOnly? ForwardedOn, string? ReceivedBy, string? Note, bool IsVoided, Guid PaperId, DateOnly? RecalledOn = null);

internal sealed class ListRegisterHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListRegister, Outcome<Page<RegisterLineView>>>
{
    public async Task<Outcome<Page<RegisterLineView>>> Handle(ListRegister request, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(request.Take, 1, Paging.Most);
        var lines = db.Set<RegisterLine>().AsNoTracking().SeenBy(context.Someone)
            .Where(l => l.Book == request.Book && l.Year == request.Year);
        lines = request.From is { } from ? lines.Where(l => l.EnteredOn >= from) : lines;
        lines = request.To is { } to ? lines.Where(l => l.EnteredOn <= to) : lines;
        var page = await PageAsync(lines, request, take + 1, cancellationToken);
        return new Page<RegisterLineView>(
            [.. page.Take(take).Select(View)],
            page.Count > take ? page[take - 1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    private async Task<List<RegisterLine>> PageAsync(IQueryable<RegisterLine> lines, ListRegister request, int take, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Contains))
        {
            return await lines.Where(l => l.Number > request.After).OrderBy(l => l.Number).Take(take).ToListAsync(cancellationToken);
        }

        var search = new LineSearch(db, request.Contains);
        if (!search.HasWords)
        {
            return [];
        }

        var found = new List<RegisterLine>();
        await foreach (var line in search.FindAsync(lines, context.Someone.OrganisationId, request.Book, request.Year, request.After, cancellationToken))
        {
            found.Add(line);
            if (found.Count == take)
            {
                break;
            }
        }

        return found;
    }

    private static RegisterLineView View(RegisterLine l) => new(
        l.Number, l.EnteredOn, l.NumberAndSymbol, l.DispatchDate, l.Author, l.ShownSubject, l.Signer, l.Recipients,
        l.KeptBy, l.CopyCount, l.ForwardedOn, l.ReceivedBy, l.Note, l.IsVoided, l.PaperId, l.RecalledOn);
}
