using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Registering;

/// <summary>
/// The index of the words of the books' lines. No act writes it: a round brings each book's new lines in, and whoever asks before that reads the few lines after <see cref="IndexedBook.UpTo"/>
/// themselves. So registering costs nothing more, and an answer never lacks a line.
/// </summary>
internal static class LineIndex
{
    private const int AtOnce = 200;

    /// <summary>Brings new lines in; gives how many.</summary>
    public static async Task<int> CatchUpAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var (organisation, book, year) in await GrownAsync(scopes, cancellationToken))
        {
            while (await CatchUpAsync(scopes, organisation, book, year, cancellationToken) is > 0 and var some)
            {
                done += some;
            }
        }

        return done;
    }

    private static async Task<List<(Id<Body> Organisation, RegisterBook Book, int Year)>> GrownAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        if (!db.Words.HasLines)
        {
            return [];
        }

        var grown = await db.Set<NumberSeries>()
            .Where(s => s.Last > 0 && !db.Set<IndexedBook>().Any(b => b.OrganisationId == s.OrganisationId && b.Book == s.Book && b.Year == s.Year && b.UpTo >= s.Last))
            .Select(s => new { s.OrganisationId, s.Book, s.Year }).ToListAsync(cancellationToken);
        return grown.ConvertAll(s => (s.OrganisationId, s.Book, s.Year));
    }

    private static async Task<int> CatchUpAsync(IServiceScopeFactory scopes, Id<Body> organisation, RegisterBook book, int year, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var indexed = await db.Set<IndexedBook>().SingleOrDefaultAsync(b => b.OrganisationId == organisation && b.Book == book && b.Year == year, cancellationToken)
            ?? db.Add(new IndexedBook { OrganisationId = organisation, Book = book, Year = year, Place = 1 + (await db.Set<IndexedBook>().MaxAsync(b => (int?)b.Place, cancellationToken) ?? 0) }).Entity;
        // Read before the lines: a number given after it is read again by the next round.
        var last = await db.Set<NumberSeries>().Where(s => s.OrganisationId == organisation && s.Book == book && s.Year == year).Select(s => s.Last).SingleAsync(cancellationToken);
        var lines = await db.Set<RegisterLine>().AsNoTracking().Where(l => l.OrganisationId == organisation && l.Book == book && l.Year == year && l.Number > indexed.UpTo && l.Number <= last)
            .OrderBy(l => l.Number).Take(AtOnce).Select(l => new { l.Number, l.PaperId, l.NumberAndSymbol, l.Author, l.KindAndSubject }).ToListAsync(cancellationToken);
        foreach (var line in lines)
        {
            await db.Words.AddLineAsync(db, LineQuestion.Key(indexed.Place, line.Number), PaperWords.Of([line.NumberAndSymbol, line.Author, line.KindAndSubject]).Bare, cancellationToken);
        }

        await RewordAsync(db, book, lines.ConvertAll(line => line.PaperId), cancellationToken);
        indexed.UpTo = lines.Count == AtOnce ? lines[^1].Number : last;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lines.Count;
    }

    /// <summary>The words of a paper that got its number with a line are made up with that line: no act that numbers writes them.</summary>
    private static async Task RewordAsync(DispatchDbContext db, RegisterBook book, List<Guid> papers, CancellationToken cancellationToken)
    {
        IReadOnlyList<object> numbered = book switch
        {
            RegisterBook.Outgoing => await db.Set<OfficialDispatch>().AsNoTracking().Where(d => papers.Contains((Guid)(object)d.Id)).ToListAsync(cancellationToken),
            RegisterBook.Copies => await db.Set<CertifiedCopy>().AsNoTracking().Where(c => papers.Contains((Guid)(object)c.Id)).ToListAsync(cancellationToken),
            RegisterBook.Incoming => [],
        };
        if (numbered.Count > 0)
        {
            await PaperIndex.RewordAsync(db, numbered, cancellationToken);
        }
    }
}
