using System.Collections.Concurrent;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>The working calendar of an organisation, as its administrator last left it.</summary>
internal sealed class CalendarDesk(DispatchDbContext db, CalendarShelf shelf, TimeProvider clock)
{
    /// <summary>The calendar, at most a minute old where another node changed it.</summary>
    public async Task<WorkingCalendar> OfAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (shelf.Find(organisation, now) is { } known)
        {
            return known;
        }

        await FetchAsync([organisation], cancellationToken);
        return shelf.Find(organisation, now)!;
    }

    /// <summary>Reads the calendars of many at once, so that asking for each of them next costs nothing.</summary>
    public async Task FetchAsync(IReadOnlyCollection<Id<Body>> organisations, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var missing = organisations.Where(organisation => shelf.Find(organisation, now) is null).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var days = (await db.Set<HouseDay>().AsNoTracking().Where(day => missing.Contains(day.OrganisationId)).ToListAsync(cancellationToken)).ToLookup(day => day.OrganisationId);
        var hours = await db.Set<OfficeHours>().AsNoTracking().Where(own => missing.Contains(own.OrganisationId)).ToDictionaryAsync(own => own.OrganisationId, cancellationToken);
        foreach (var organisation in missing)
        {
            var own = hours.GetValueOrDefault(organisation)?.AsHours() ?? WorkingHours.Usual;
            shelf.Keep(organisation, new WorkingCalendar(own, days[organisation].Select(day => new CalendarDay(day.Day, day.Rule, day.Name, DayCertainty.House))), now);
        }
    }
}

/// <summary>Calendars that were read a moment ago: every step that opens with a deadline asks for one.</summary>
internal sealed class CalendarShelf
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Id<Body>, (WorkingCalendar Calendar, DateTimeOffset ReadAt)> kept = new();

    public WorkingCalendar? Find(Id<Body> organisation, DateTimeOffset now) =>
        kept.TryGetValue(organisation, out var entry) && (now - entry.ReadAt).Duration() < Fresh ? entry.Calendar : null;

    public void Keep(Id<Body> organisation, WorkingCalendar calendar, DateTimeOffset now) => kept[organisation] = (calendar, now);

    public void Forget(Id<Body> organisation) => kept.TryRemove(organisation, out _);
}
