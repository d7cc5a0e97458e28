using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>What an administrator looks at first: people, authorities, incidents and how the carrying of news stands; no content of any paper.</summary>
public sealed record SummariseHouse : IQuestion<HouseSummary>;

/// <summary>The state of an organisation's house.</summary>
/// <param name="People">Open accounts.</param>
/// <param name="Authorities">Signing authorities in force on paper or revoked, all that were ever granted.</param>
/// <param name="Incidents">Steps that stopped and wait for somebody.</param>
/// <param name="PendingNews">Messages to other organisations on their way.</param>
/// <param name="DeadNews">Messages whose tries are used up.</param>
/// <param name="OldestPending">Since when the oldest one on its way is due; null when none is.</param>
/// <param name="Leaves">How long the log is.</param>
/// <param name="Series">The number series of all years.</param>
/// <param name="Unindexed">Papers that are not yet found by their words; 0 but for a while after an upgrade.</param>
/// <param name="Room">How much the organisation keeps, and may.</param>
public sealed record HouseSummary(
    int People, int Authorities, int Incidents, int PendingNews, int DeadNews, DateTimeOffset? OldestPending, long Leaves, IReadOnlyList<SeriesView> Series, int Unindexed, RoomFigure Room);

/// <summary>A number series.</summary>
public sealed record SeriesView(RegisterBook Book, int Year, int Last, DateOnly? LastDate);

internal sealed class SummariseHouseHandler(DispatchDbContext db, ActContext context, IndexProgress progress, KeptRoom room) : IRequestHandler<SummariseHouse, Outcome<HouseSummary>>
{
    public async Task<Outcome<HouseSummary>> Handle(SummariseHouse request, CancellationToken cancellationToken)
    {
        var house = context.Someone.OrganisationId;
        var news = db.Set<OutboxMessage>().Where(message => message.FromId == house);
        var pending = news.Where(message => message.State == OutboxState.Pending);
        var series = await db.Set<NumberSeries>().AsNoTracking().Where(s => s.OrganisationId == house).OrderByDescending(s => s.Year).ThenBy(s => s.Book).Take(30)
            .Select(s => new SeriesView(s.Book, s.Year, s.Last, s.LastDate)).ToListAsync(cancellationToken);
        var counts = await db.Set<Body>().Where(body => body.Id == house).Select(_ => new
        {
            People = db.Set<Person>().Count(p => p.OrganisationId == house && p.DisabledAt == null),
            Authorities = db.Set<SigningAuthority>().Count(a => a.OrganisationId == house),
            Incidents = db.Set<WorkflowIncident>().Count(i => i.OrganisationId == house && i.ClosedAt == null),
            Pending = pending.Count(),
            Dead = news.Count(message => message.State == OutboxState.Dead),
            Oldest = pending.Min(message => (DateTimeOffset?)message.DueAt),
            Leaves = db.Set<AuditLog>().Where(log => log.OrganisationId == house).Sum(log => log.Size),
        }).SingleAsync(cancellationToken);
        var unindexed = progress.IsWhole ? 0 : await PaperIndex.WaitingAsync(db, house, cancellationToken);
        return new HouseSummary(counts.People, counts.Authorities, counts.Incidents, counts.Pending, counts.Dead, counts.Oldest, counts.Leaves, series, unindexed, await room.FindAsync(house, cancellationToken));
    }
}
