using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Numbering;

/// <summary>Gives the next number of a book inside the act's transaction: the series row is locked as it is read, on every database, and written with the act.</summary>
internal sealed class NumberingDesk(DispatchDbContext db, Witness witness, ActContext context, TimeProvider clock)
{
    private static readonly HeldQuestion<NumberSeries> Series = new(nameof(NumberSeries.OrganisationId), nameof(NumberSeries.Book), nameof(NumberSeries.Year)) { IsLocking = true };

    /// <summary>What taking a number of a book today will ask; asking it locks the series.</summary>
    public HeldAsking Foreseen(Id<Body> organisation, RegisterBook book) => Series.Of(db, organisation, book, OfficeTime.DateAt(clock.GetUtcNow()).Year);

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
        if ((await Series.AskAsync(db, cancellationToken, organisation, book, date.Year)).SingleOrDefault() is { } series)
        {
            if (series.LastDate > date)
            {
                return NumberingRefusals.EarlierDate(date, series.LastDate.Value);
            }

            (series.Last, series.LastDate) = (series.Last + 1, date);
            return series.Last;
        }

        db.AddRow(new NumberSeries { OrganisationId = organisation, Book = book, Year = date.Year, Last = 1, LastDate = date });
        // Written at once, not with the rest: every act takes the series before the audit log, the first of a year too, or two of them would wait for each other.
        await db.SaveChangesAsync(cancellationToken);
        return 1;
    }
}
