using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>Papers by the number under which an office wrote them into its register of arrivals: one in each year.</summary>
internal static class ArrivalEntries
{
    /// <summary>The entries of the papers an office registered under a number; of every year when none is said.</summary>
    public static IQueryable<PaperEntry> Of(DispatchDbContext db, Id<Body> organisation, (int Number, int? Year) arrival)
    {
        var (number, year) = arrival;
        var lines = db.Set<RegisterLine>().Where(line => line.OrganisationId == organisation && line.Book == RegisterBook.Incoming && line.Number == number && (year == null || line.Year == year)).Select(line => line.PaperId);
        return db.Set<PaperEntry>().AsNoTracking().Where(entry => entry.OrganisationId == organisation && lines.Contains(entry.PaperId));
    }
}
