using System.Text;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows.Deadlines;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>The test clock begins on Monday 16/12/2024 at eight in the morning.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class LateTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateOnly Monday = new(2024, 12, 16);

    [Test]
    public async Task A_paper_signed_and_not_sent_by_the_next_working_morning_is_late_by_our_own_fault()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Clock.Set(OfficeTime.At(Monday.AddDays(1), new TimeOnly(11, 59)).ToUniversalTime());
        Assert.That((await LateAsync("clerk.bng")).Items, Is.Empty);

        Office.Clock.Set(OfficeTime.At(Monday.AddDays(1), new TimeOnly(15, 0)).ToUniversalTime());

        var late = (await LateAsync("clerk.bng")).Items.Single();
        Assert.That((late.Side, late.Who, late.Duty, late.Paper), Is.EqualTo((LateSide.Ourselves, "Bộ Ngoại giao", Duty.Send, "dispatch")));
        Assert.That(late.WorkingHoursLate, Is.InRange(1, 2.5), "the pause at noon is nobody's delay");
    }

    [Test]
    public async Task A_recipient_is_late_with_what_it_has_not_done_and_the_receiver_sees_the_same()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);
        Office.Clock.SetDay(Monday.AddDays(1));

        var (theirs, ours) = ((await LateAsync("clerk.bng")).Items.Single(), (await LateAsync("clerk.db")).Items.Single());
        Assert.That((theirs.Side, theirs.Who, theirs.Duty), Is.EqualTo((LateSide.Recipients, "Ủy ban nhân dân tỉnh Điện Biên", Duty.Acknowledge)));
        Assert.That((ours.Side, ours.Duty, ours.DueAt), Is.EqualTo((LateSide.Ourselves, Duty.Acknowledge, theirs.DueAt)));
        await new AnIncoming(Office).WalkAsync(incoming, IncomingState.Received);
        await Office.DeliverAsync();
        Assert.That((await LateAsync("clerk.bng")).Items, Is.Empty, "accepted; to be entered by tonight");
        Office.Clock.SetDay(Monday.AddDays(2));
        Assert.That((await LateAsync("clerk.bng")).Items.Single().Duty, Is.EqualTo(Duty.Register));
        Assert.That((await LateAsync("clerk.bng", LateSide.Ourselves)).Items, Is.Empty);
        Assert.That(sent.Id, Is.Not.Default);
    }

    [Test]
    public async Task The_list_begins_with_the_longest_overdue_and_ends_where_it_is_told()
    {
        for (var i = 0; i < 3; i++)
        {
            await new ADispatch(Office) { Text = ADispatch.Words(FormattableString.Invariant($"việc {i}")) }.AtAsync(OutgoingState.Issued);
            await Office.DeliverAsync();
            Office.Clock.Advance(TimeSpan.FromDays(1));
        }

        Office.Clock.SetDay(Monday.AddDays(20));

        var late = await Office.As("auditor.bng").Do(new ListLate(Take: 2));
        Assert.That(late.Items.Select(item => item.Subject), Is.EqualTo(new[] { "việc 0", "việc 1" }));
        Assert.That(late.IsWhole, Is.False);
    }

    [Test]
    public async Task What_is_signed_on_the_evening_before_Tet_and_what_arrives_during_it_is_late_only_after_it()
    {
        // Friday 24/01/2025 at 17:30; offices open again on Monday 03/02.
        Office.Clock.Set(OfficeTime.At(new DateOnly(2025, 1, 24), new TimeOnly(17, 30)).ToUniversalTime());
        await new ADispatch(Office) { Text = ADispatch.Words("chưa gửi") }.AtAsync(OutgoingState.Signed);
        await new ADispatch(Office) { Text = ADispatch.Words("đã gửi") }.AtAsync(OutgoingState.Issued);
        Office.Clock.Set(OfficeTime.At(new DateOnly(2025, 1, 28), new TimeOnly(9, 0)).ToUniversalTime());
        await Office.DeliverAsync();

        Office.Clock.Set(OfficeTime.At(new DateOnly(2025, 2, 3), new TimeOnly(11, 59)).ToUniversalTime());
        var opening = await LateAsync("clerk.bng");
        Office.Clock.Set(OfficeTime.At(new DateOnly(2025, 2, 3), new TimeOnly(15, 0)).ToUniversalTime());
        var afternoon = await LateAsync("clerk.bng");
        Office.Clock.Set(OfficeTime.At(new DateOnly(2025, 2, 4), new TimeOnly(9, 0)).ToUniversalTime());
        var nextDay = await LateAsync("clerk.bng");

        Assert.That(opening.Items, Is.Empty);
        Assert.That(afternoon.Items.Select(item => (item.Subject, item.Side)), Is.EqualTo(new[] { ("chưa gửi", LateSide.Ourselves) }));
        Assert.That(nextDay.Items.Select(item => (item.Subject, item.Side, item.Duty)), Is.EqualTo(new[] { ("chưa gửi", LateSide.Ourselves, Duty.Send), ("đã gửi", LateSide.Recipients, Duty.Acknowledge) }));
        Assert.That(nextDay.Items[1].WorkingHoursLate, Is.LessThan(2), "nine days of rest are nobody's delay");
    }

    [Test]
    public void Urgent_is_at_once_whatever_the_hour_and_a_weekend_is_no_delay()
    {
        var friday = OfficeTime.At(new DateOnly(2024, 12, 20), new TimeOnly(16, 0));
        var calendar = WorkingCalendar.Usual;

        Assert.That(DutyTerm.ToSend(calendar, friday, Urgency.Normal).DueAt, Is.EqualTo(OfficeTime.At(new DateOnly(2024, 12, 23), calendar.Hours.MorningTo)));
        Assert.That(DutyTerm.ToEnter(Duty.Register, calendar, friday, Urgency.Normal).DueAt, Is.EqualTo(calendar.EndOf(new DateOnly(2024, 12, 23))));
        Assert.That(DutyTerm.ToAcknowledge(calendar, friday.AddHours(5), Urgency.Normal).DueAt, Is.EqualTo(calendar.EndOf(new DateOnly(2024, 12, 23))), "after hours is the next working day");
        Assert.That(DutyTerm.ToSend(calendar, friday, Urgency.Express).DueAt, Is.EqualTo(friday + DueTerms.AtOnce));
        Assert.That(DutyTerm.ToAcknowledge(calendar, friday.AddMinutes(50), Urgency.Express).DueAt, Is.EqualTo(calendar.EndOf(new DateOnly(2024, 12, 20))), "never later than what is not urgent");
    }

    [Test]
    public async Task The_board_shows_what_is_open_by_state_and_age_and_nothing_that_is_done()
    {
        var paper = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu", "Vụ Chính sách đối ngoại").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Closed);
        await Office.DeliverAsync();
        var clerk = Office.As("clerk.bng");

        var open = await clerk.Do(new ListOpenDeliveries());

        Assert.That(open.Items.Select(row => (row.Delivery.RecipientName, row.Delivery.State, row.NumberAndSymbol)), Is.EqualTo(new[] { ("Ủy ban nhân dân tỉnh Lai Châu", DeliveryState.Arrived, "01/BNG-CNV") }));
        Assert.That(open.Counts.Select(count => (count.State, count.Count)), Is.EqualTo(new[] { (DeliveryState.Arrived, 1) }));
        Assert.That((await clerk.Do(new ListOpenDeliveries(OlderThanDays: 1))).Items, Is.Empty);
        Assert.That((await clerk.Do(new ListOpenDeliveries(Channel: DeliveryChannel.Paper))).Items, Is.Empty);
        Assert.That((await clerk.Do(new ListOpenDeliveries(PaperId: paper.Id.Value))).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_lists_and_slips_print_from_what_the_register_holds()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        await Office.DeliverAsync();

        var list = await Office.As("clerk.bng").Do(new PrintDeliveries(sent.Id.Value, RegisterForm.Csv));
        var pdf = await Office.As("clerk.bng").Do(new PrintDeliveries(sent.Id.Value));
        var slip = await Office.As("clerk.db").Do(new PrintSlip(incoming.Id, SlipKind.Handling));
        var receipt = await Office.As("clerk.db").Do(new PrintSlip(incoming.Id, SlipKind.Receipt));

        Assert.That(Encoding.UTF8.GetString(list.Bytes), Does.Contain("Ủy ban nhân dân tỉnh Điện Biên").And.Contain("Đã phân công").And.Contain("Qua hệ thống"));
        Assert.That(new[] { pdf, slip, receipt }.Select(file => Encoding.ASCII.GetString(file.Bytes, 0, 5)), Is.All.EqualTo("%PDF-"));
        Assert.That(await Office.As("clerk.lc").RefusalOf(new PrintDeliveries(sent.Id.Value)), Is.EqualTo("access.unknown"));
        Assert.That(await Office.As("clerk.lc").RefusalOf(new PrintSlip(incoming.Id, SlipKind.Handling)), Is.EqualTo("access.unknown"));
    }

    private Task<LateList> LateAsync(string who, LateSide? whose = null) => Office.As(who).Do(new ListLate(whose));
}
