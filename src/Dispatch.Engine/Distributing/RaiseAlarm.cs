using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>What was not let in is written into the organisation's log and put before its administrator; the same again changes nothing.</summary>
/// <param name="DeliveryId">The consignment key it came under.</param>
/// <param name="FromId">From whom, as it said; null when that is not known.</param>
/// <param name="Code">Why it was not let in.</param>
/// <param name="Message">The same in Vietnamese.</param>
/// <param name="What">What came, by name.</param>
public sealed record RaiseAlarm(Guid DeliveryId, Id<Body>? FromId, string Code, string Message, string What) : IAct<bool>;

/// <summary>An administrator has looked into an alarm.</summary>
/// <param name="AlarmId">Which.</param>
/// <param name="Finding">What was found and done, 1 to 1,000 letters.</param>
public sealed record CloseAlarm(Id<DeliveryAlarm> AlarmId, string Finding) : IAct<AlarmView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Finding.Trim().Length is 0 or > 1000 ? KernelRefusals.Shape("finding", "Hãy ghi kết quả kiểm tra (1 đến 1.000 ký tự).") : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Finding];
}

/// <summary>Alarms of the organisation, newest first; pages by key. They name keys and codes, never content.</summary>
/// <param name="IsClosed">False: what still stands.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListAlarms(bool IsClosed = false, Id<DeliveryAlarm>? After = null, int Take = 50) : IQuestion<Page<AlarmView>>;

/// <summary>An alarm as an administrator reads it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="DeliveryId">The consignment key it came under.</param>
/// <param name="From">From whom, as it said.</param>
/// <param name="Code">Why it was not let in.</param>
/// <param name="Message">The same in Vietnamese.</param>
/// <param name="At">When it first came.</param>
/// <param name="ClosedAt">When somebody had looked.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Version">Its version.</param>
public sealed record AlarmView(Id<DeliveryAlarm> Id, Guid DeliveryId, string? From, string Code, string Message, DateTimeOffset At, DateTimeOffset? ClosedAt, string? Finding, int Version) : IHasVersion
{
    internal static AlarmView Of(DeliveryAlarm alarm, string? from) => new(alarm.Id, alarm.DeliveryId, from, alarm.Code, alarm.Message, alarm.At, alarm.ClosedAt, alarm.Finding, alarm.Version);
}

internal sealed class RaiseAlarmHandler(DispatchDbContext db, ActContext context, TimeProvider clock) :
    IRequestHandler<RaiseAlarm, Outcome<bool>>, IRequestHandler<CloseAlarm, Outcome<AlarmView>>, IRequestHandler<ListAlarms, Outcome<Page<AlarmView>>>
{
    public async Task<Outcome<bool>> Handle(RaiseAlarm request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        if (await db.Set<DeliveryAlarm>().AnyAsync(a => a.OrganisationId == organisation && a.DeliveryId == request.DeliveryId && a.Code == request.Code && a.What == request.What, cancellationToken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        db.Add(new DeliveryAlarm
        {
            Id = Id<DeliveryAlarm>.New(now),
            OrganisationId = organisation,
            DeliveryId = request.DeliveryId,
            FromId = request.FromId,
            Code = request.Code,
            Message = request.Message,
            What = request.What,
            At = now,
        });
        context.Note(organisation, "distributing.alarm", request.DeliveryId, new { request.FromId, request.Code, request.What });
        return true;
    }

    public async Task<Outcome<AlarmView>> Handle(CloseAlarm request, CancellationToken cancellationToken)
    {
        var alarm = await Own().SingleOrDefaultAsync(a => a.Id == request.AlarmId && a.ClosedAt == null, cancellationToken);
        if (alarm is null)
        {
            return KernelRefusals.Unknown("cảnh báo");
        }

        if (context.IsStale(alarm))
        {
            return KernelRefusals.Stale;
        }

        (alarm.ClosedAt, alarm.Finding) = (clock.GetUtcNow(), TextGuard.Clean(request.Finding));
        context.Note(alarm.OrganisationId, "distributing.alarm-closed", alarm.DeliveryId, new { alarm.Code, alarm.What, alarm.Finding });
        return AlarmView.Of(alarm, from: null) with { Version = alarm.Version + 1 };
    }

    public async Task<Outcome<Page<AlarmView>>> Handle(ListAlarms request, CancellationToken cancellationToken)
    {
        var page = await Own().AsNoTracking().Where(a => (a.ClosedAt != null) == request.IsClosed)
            .PageAsync(a => a.Id, request.After, request.Take, alarm => alarm, alarm => alarm.Id.ToString(), cancellationToken, newestFirst: true);
        var senders = page.Items.Select(alarm => alarm.FromId).OfType<Id<Body>>().Distinct().ToList();
        var names = await db.Set<Body>().Where(b => senders.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        return new Page<AlarmView>([.. page.Items.Select(alarm => AlarmView.Of(alarm, alarm.FromId is { } from ? names.GetValueOrDefault(from) : null))], page.Next);
    }

    private IQueryable<DeliveryAlarm> Own()
    {
        var organisation = context.Someone.OrganisationId;
        return db.Set<DeliveryAlarm>().Where(a => a.OrganisationId == organisation);
    }
}
