using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Workflows;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SummariseDayTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task An_empty_house_has_nothing_to_do() =>
        Assert.That(await Office.As("clerk.bng").Do(new SummariseDay()), Is.EqualTo(new DaySummary(0, 0, 0, 0, 0, 0, 0, 0, 0)));

    [Test]
    public async Task What_came_back_is_counted_for_its_drafter_alone()
    {
        var draft = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        await Office.As("head.bng").Do(new ReturnDispatch(draft.Id, "Sửa trích yếu"));

        Assert.That((await Office.As("drafter.bng").Do(new SummariseDay())).Returned, Is.EqualTo(1));
        Assert.That((await Office.As("clerk.bng").Do(new SummariseDay())).Returned, Is.Zero);
    }

    [Test]
    public async Task The_clerk_sees_what_arrived_what_is_not_in_the_book_and_what_wants_a_number()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        var (_, first) = await new AnIncoming(Office).AtAsync(IncomingState.Received);
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();

        var ministry = await Office.As("clerk.bng").Do(new SummariseDay());
        var province = await Office.As("clerk.db").Do(new SummariseDay());

        Assert.That(first.State, Is.EqualTo(IncomingState.Received));
        Assert.That((ministry.Unnumbered, ministry.Arrived), Is.EqualTo((1, 0)));
        Assert.That((province.Arrived, province.Unregistered, province.Unnumbered), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task What_waits_in_heaps_is_counted_no_further_than_anybody_needs()
    {
        var (_, one) = await new AnIncoming(Office).AtAsync(IncomingState.Received);
        await Office.Look(async db =>
        {
            var like = await db.Set<IncomingDispatch>().AsNoTracking().SingleAsync(i => i.Id == one.Id);
            db.AddRange(Enumerable.Range(0, DaySummary.Most + 1).Select(i => new IncomingDispatch
            {
                Id = Id<IncomingDispatch>.New(Office.Clock.GetUtcNow().AddMilliseconds(i)),
                OrganisationId = like.OrganisationId,
                FamilyId = like.FamilyId,
                Facts = like.Facts,
                DuplicateKey = like.DuplicateKey,
                ArrivedAt = like.ArrivedAt,
            }));
            return await db.SaveChangesAsync();
        });

        var day = await Office.As("clerk.db").Do(new SummariseDay());

        Assert.That((day.Arrived, day.Unregistered), Is.EqualTo((DaySummary.Most, 1)));
    }

    [Test]
    public async Task A_refusal_far_away_is_told_to_the_sender()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Refused);
        await Office.DeliverAsync();

        Assert.That((await Office.As("clerk.bng").Do(new SummariseDay())).Undelivered, Is.EqualTo(1));
        Assert.That((await Office.As("clerk.db").Do(new SummariseDay())).Undelivered, Is.Zero);
    }

    [Test]
    public async Task What_waits_is_what_the_list_of_tasks_shows_and_overdue_is_a_part_of_it()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        Office.Clock.Advance(TimeSpan.FromDays(30));
        var tasks = (await Office.As("head.bng").Do(new ListTasks())).Items;

        var day = await Office.As("head.bng").Do(new SummariseDay());

        Assert.That((day.Waiting, day.Overdue), Is.EqualTo((tasks.Count, tasks.Count(task => task.IsOverdue))));
        Assert.That(day.Waiting, Is.Positive);
    }

    [Test]
    public async Task An_administrator_is_told_nothing_of_papers()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Received);

        Assert.That(await Office.As("admin.bng").Do(new SummariseDay()), Is.EqualTo(new DaySummary(0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }
}
