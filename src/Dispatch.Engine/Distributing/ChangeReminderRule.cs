using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Đặt quy tắc nhắc: when the system reminds recipients who are late, in the name of the organisation.</summary>
/// <param name="AfterHours">After how many working hours of delay, 0 to 80; null: only by hand.</param>
/// <param name="AtMost">How often one recipient is reminded of one paper, 1 to 20; one a working day.</param>
public sealed record ChangeReminderRule(int? AfterHours, int AtMost) : IAct<ReminderRule>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => AfterHours is < 0 or > 80 ? KernelRefusals.Shape("afterHours", "Số giờ làm việc trễ hạn trước khi nhắc phải từ 0 đến 80; để trống là không tự nhắc.")
        : AtMost is < 1 or > 20 ? KernelRefusals.Shape("atMost", "Số lần nhắc nhiều nhất phải từ 1 đến 20.") : null;
}

/// <summary>The rule as it stands.</summary>
public sealed record FindReminderRule : IQuestion<ReminderRule>;

/// <summary>When recipients are reminded by the system.</summary>
/// <param name="AfterHours">After how many working hours of delay; null: only by hand.</param>
/// <param name="AtMost">How often at most.</param>
/// <param name="Version">For a change.</param>
public sealed record ReminderRule(int? AfterHours, int AtMost, int Version) : IHasVersion;

internal sealed class ChangeReminderRuleHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<ChangeReminderRule, Outcome<ReminderRule>>, IRequestHandler<FindReminderRule, Outcome<ReminderRule>>
{
    public async Task<Outcome<ReminderRule>> Handle(ChangeReminderRule request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var settings = await db.Set<HouseSettings>().SingleOrDefaultAsync(s => s.OrganisationId == organisation, cancellationToken);
        if (context.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return KernelRefusals.Stale;
        }

        settings ??= db.Add(new HouseSettings { OrganisationId = organisation }).Entity;
        (settings.RemindAfterHours, settings.RemindAtMost) = (request.AfterHours, request.AtMost);
        context.Note(organisation, "distributing.reminder-rule", organisation.Value, request);
        return new ReminderRule(settings.RemindAfterHours, settings.RemindAtMost, settings.Version + (db.Entry(settings).State is EntityState.Added ? 0 : 1));
    }

    public async Task<Outcome<ReminderRule>> Handle(FindReminderRule request, CancellationToken cancellationToken)
    {
        var settings = await db.Set<HouseSettings>().OfAsync(context.Someone.OrganisationId, cancellationToken) ?? new HouseSettings { OrganisationId = context.Someone.OrganisationId };
        return new ReminderRule(settings.RemindAfterHours, settings.RemindAtMost, settings.Version);
    }
}
