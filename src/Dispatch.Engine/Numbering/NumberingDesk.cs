using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Numbering;

/// <summary>Gives the next number of a book inside the act's transaction: the series row is updated first, which locks it on every database, then read.</summary>
internal sealed class NumberingDesk(DispatchDbContext db, Witness witness, ActContext context)
{
    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Body>, RegisterBook, int, IAsyncEnumerable<int>>> Last = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Body> organisation, RegisterBook book, int year) =>
            db.Set<NumberSeries>().Where(s => s.OrganisationId == organisation && s.Book == book && s.Year == year).Select(s => s.Last)));

    /// <summary>The next number for a date in Vietnam; refused when the series already holds a later date, or when the number is known to have been given before the database was put back.</summary>
    public async Task<Outcome<int>> TakeAsync(Id<Body> organisation, RegisterBook book, DateOnly date, CancellationToken cancellationToken)
    {
        var number = await NextAsync(organisation, book, date, cancellationToken);
        if (number.IsRefused)
        {
            return number;
        }

        if (witness.LastOf(organisation, book, date.Year) is var last && number.Value <= last)
        {
            return NumberingRefusals.GivenBefore(number.Value, last);
        }

        context.Afterwards(() => witness.Given(organisation, book, date.Year, number.Value));
        return number;
    }

    private async Task<Outcome<int>> NextAsync(Id<Body> organisation, RegisterBook book, DateOnly date, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await StepAsync(organisation, book, date, cancellationToken) == 1)
            {
                return await Last.On(db)(db, organisation, book, date.Year).SingleAsync(cancellationToken);
            }

            var series = db.Set<NumberSeries>().Where(s => s.OrganisationId == organisation && s.Book == book && s.Year == date.Year);
            if (await series.Select(s => s.LastDate).SingleOrDefaultAsync(cancellationToken) is not { } last)
            {
                break;
            }

            if (last > date)
            {
                return NumberingRefusals.EarlierDate(date, last);
            }

            // Between the two sentences another act committed the first number of the year: now the row is there to be updated.
        }

        db.Add(new NumberSeries { OrganisationId = organisation, Book = book, Year = date.Year, Last = 1, LastDate = date });
        // Written at once, not with the rest: every act takes the series before the audit log, the first of a year too, or two of them would wait for each other.
        await db.SaveChangesAsync(cancellationToken);
        return 1;
    }

    /// <summary>Said in SQL: EF composes a changing sentence anew each time, which cost more than the change.</summary>
    private Task<int> StepAsync(Id<Body> organisation, RegisterBook book, DateOnly date, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        UPDATE number_series SET "Last" = "Last" + 1, "LastDate" = {date}
        WHERE "OrganisationId" = {organisation.Value} AND "Book" = {book.ToString()} AND "Year" = {date.Year} AND ("LastDate" IS NULL OR "LastDate" <= {date})
        """, cancellationToken);
}
