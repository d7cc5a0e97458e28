using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>What an organisation's year of papers looks like to its auditor: how much, whether numbers are missing, who refused, who copied, what was late.</summary>
/// <param name="Year">The year of the books.</param>
public sealed record ReportYear(int Year) : IQuestion<YearReport>;

/// <summary>The report of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="Months">Lines entered in each book in each month; months without any are left out.</param>
/// <param name="Books">The numbers of each book.</param>
/// <param name="Refusals">Recipients that refused or could not be reached, most first, at most ten.</param>
/// <param name="Copiers">Bodies that copied what the organisation sent them, most first, at most ten.</param>
/// <param name="Late">Steps done, or still waiting, after their term, most first, at most ten.</param>
public sealed record YearReport(
    int Year, string Organisation, IReadOnlyList<MonthCount> Months, IReadOnlyList<BookNumbers> Books, IReadOnlyList<NamedCount> Refusals, IReadOnlyList<NamedCount> Copiers,
    IReadOnlyList<NamedCount> Late);

/// <summary>Lines of a book in a month.</summary>
public sealed record MonthCount(RegisterBook Book, int Month, int Count);

/// <summary>The numbers of a book: every number from 1 to the last is a line or was declared as given elsewhere.</summary>
/// <param name="Book">Which book.</param>
/// <param name="Last">The last number given.</param>
/// <param name="Lines">Lines in the book.</param>
/// <param name="Voided">Those whose number was voided; they keep their line.</param>
/// <param name="Declared">Numbers declared as given outside the system.</param>
public sealed record BookNumbers(RegisterBook Book, int Last, int Lines, int Voided, int Declared)
{
    /// <summary>Numbers nobody accounts for; anything but 0 is a fault to look into.</summary>
    public int Missing => Last - Lines - Declared;
}

/// <summary>How often.</summary>
public sealed record NamedCount(string Name, int Count);

internal sealed class ReportYearHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<ReportYear, Outcome<YearReport>>
{
    private const int Most = 10;

    private static readonly DeliveryState[] Failed = [DeliveryState.Refused, DeliveryState.DeadLetter];

    public async Task<Outcome<YearReport>> Handle(ReportYear request, CancellationToken cancellationToken)
    {
        if (request.Year is < 2000 or > 9998)
        {
            return KernelRefusals.Shape("year", "Năm phải từ 2000 đến 9998.");
        }

        var actor = context.Someone;
        var organisation = await db.Set<Body>().Where(b => b.Id == actor.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        var lines = await LinesAsync(request.Year, actor, cancellationToken);
        return new YearReport(
            request.Year, organisation, lines.ConvertAll(line => new MonthCount(line.Book, line.Month, line.Count)), await BooksAsync(request.Year, actor, lines, cancellationToken),
            await RefusalsAsync(request.Year, actor, cancellationToken), await CopiersAsync(request.Year, actor, cancellationToken), await LateAsync(request.Year, actor, cancellationToken));
    }

    /// <summary>The lines of the year by book and month. The database counts them by day, in one passage through an index that holds nothing else and in its order; a few hundred days are added up here.</summary>
    private async Task<List<MonthLines>> LinesAsync(int year, Actor actor, CancellationToken cancellationToken)
    {
        var days = await db.Set<RegisterLine>().SeenBy(actor).Where(l => l.Year == year).GroupBy(l => new { l.Book, l.EnteredOn, l.IsVoided })
            .Select(g => new { g.Key.Book, g.Key.EnteredOn, g.Key.IsVoided, Count = g.Count() }).ToListAsync(cancellationToken);
        return [.. days.GroupBy(day => (day.Book, day.EnteredOn.Month)).OrderBy(month => month.Key.Book).ThenBy(month => month.Key.Month)
            .Select(month => new MonthLines(month.Key.Book, month.Key.Month, month.Sum(day => day.Count), month.Where(day => day.IsVoided).Sum(day => day.Count)))];
    }

    private async Task<IReadOnlyList<BookNumbers>> BooksAsync(int year, Actor actor, List<MonthLines> lines, CancellationToken cancellationToken)
    {
        var declared = db.Set<DeclaredNumbers>().Where(d => d.OrganisationId == actor.OrganisationId && d.Year == year);
        var books = await db.Set<NumberSeries>().Where(s => s.OrganisationId == actor.OrganisationId && s.Year == year)
            .Select(s => new { s.Book, s.Last, Declared = declared.Where(d => d.Book == s.Book).Sum(d => d.To - d.From + 1) }).ToListAsync(cancellationToken);
        return [.. books.OrderBy(book => book.Book).Select(book => (Book: book, Lines: lines.Where(line => line.Book == book.Book).ToList()))
            .Select(one => new BookNumbers(one.Book.Book, one.Book.Last, one.Lines.Sum(line => line.Count), one.Lines.Sum(line => line.Voided), one.Book.Declared))];
    }

    private async Task<IReadOnlyList<NamedCount>> RefusalsAsync(int year, Actor actor, CancellationToken cancellationToken)
    {
        var (from, to) = Span(year);
        return await MostOf(db.Set<Delivery>().SeenBy(actor).Where(d => Failed.Contains(d.State) && d.QueuedAt >= from && d.QueuedAt < to).Select(d => d.RecipientName)).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<NamedCount>> CopiersAsync(int year, Actor actor, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var sent = db.Set<Delivery>().SeenBy(actor);
        var copies = db.Set<CertifiedCopy>().Where(c => c.CopiedOn >= first && c.CopiedOn <= last && sent.Any(d => d.FamilyId == c.FamilyId));
        return await MostOf(copies.Join(db.Set<Body>(), c => c.OrganisationId, b => b.Id, (_, b) => b.Name)).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<NamedCount>> LateAsync(int year, Actor actor, CancellationToken cancellationToken)
    {
        var (from, to) = Span(year);
        var now = clock.GetUtcNow();
        var due = db.Set<WorkflowTask>().SeenBy(actor).Where(t => t.DueAt >= from && t.DueAt < to);
        // Each half has an index of its own.
        return await MostOf(due.Where(t => t.ClosedAt > t.DueAt).Select(t => t.Title).Concat(due.Where(t => t.ClosedAt == null && t.DueAt < now).Select(t => t.Title))).ToListAsync(cancellationToken);
    }

    private static IQueryable<NamedCount> MostOf(IQueryable<string> names) =>
        names.GroupBy(name => name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(Most).Select(g => new NamedCount(g.Key, g.Count()));

    private static (DateTimeOffset From, DateTimeOffset To) Span(int year) => (OfficeTime.At(new DateOnly(year, 1, 1), default).ToUniversalTime(), OfficeTime.At(new DateOnly(year + 1, 1, 1), default).ToUniversalTime());

    /// <summary>Lines of a book in a month.</summary>
    private sealed record MonthLines(RegisterBook Book, int Month, int Count, int Voided);
}
