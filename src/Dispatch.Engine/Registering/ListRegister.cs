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
/// <param name="Contains">Only lines whose số ký hiệu, author or subject contains this text.</param>
/// <param name="After">The last number of the page before; 0 begins.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListRegister(RegisterBook Book, int Year, DateOnly? From = null, DateOnly? To = null, string? Contains = null, int After = 0, int Take = 50) : IQuestion<Page<RegisterLineView>>;

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
            .Where(l => l.Book == request.Book && l.Year == request.Year && l.Number > request.After);
        lines = request.From is { } from ? lines.Where(l => l.EnteredOn >= from) : lines;
        lines = request.To is { } to ? lines.Where(l => l.EnteredOn <= to) : lines;
        if (request.Contains is { Length: > 0 } text)
        {
            lines = lines.Where(l => l.NumberAndSymbol.Contains(text) || l.Author.Contains(text)
                || ((l.RecalledOn == null || l.Book == RegisterBook.Outgoing) && l.KindAndSubject.Contains(text)));
        }

        var page = await lines.OrderBy(l => l.Number).Take(take + 1).ToListAsync(cancellationToken);
        return new Page<RegisterLineView>(
            [.. page.Take(take).Select(View)],
            page.Count > take ? page[take - 1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    private static RegisterLineView View(RegisterLine l) => new(
        l.Number, l.EnteredOn, l.NumberAndSymbol, l.DispatchDate, l.Author, l.ShownSubject, l.Signer, l.Recipients,
        l.KeptBy, l.CopyCount, l.ForwardedOn, l.ReceivedBy, l.Note, l.IsVoided, l.PaperId, l.RecalledOn);
}
