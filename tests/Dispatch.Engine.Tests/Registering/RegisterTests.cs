using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RegisterTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task The_book_shows_the_columns_of_the_decree()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var line = (await Office.As("auditor.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024))).Items.Single();

        var today = new DateOnly(2024, 12, 16);
        Assert.That(line, Is.EqualTo(new RegisterLineView(
            1, today, "01/BNG-CNV", today, "Bộ Ngoại giao", "Công văn về việc phối hợp công tác đối ngoại địa phương", "Nguyễn Minh Vũ",
            "Ủy ban nhân dân tỉnh Điện Biên; Như trên; Lưu: VT", "VT", 1, today, null, null, false, dispatch.Id.Value)));
    }

    [Test]
    public async Task A_book_pages_by_number_without_loss_or_repeat()
    {
        for (var i = 0; i < 5; i++)
        {
            await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        }

        var seen = new List<int>();
        string? next = null;
        do
        {
            var page = await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024, After: next is null ? 0 : int.Parse(next), Take: 2));
            seen.AddRange(page.Items.Select(line => line.Number));
            next = page.Next;
        }
        while (next is not null);

        Assert.That(seen, Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task A_book_is_searched_by_day_and_by_words()
    {
        await new ADispatch(Office) { Text = ADispatch.Words("về hội nghị ngoại vụ") }.AtAsync(OutgoingState.Numbered);
        Office.Clock.Advance(TimeSpan.FromDays(2));
        await new ADispatch(Office) { Text = ADispatch.Words("về đoàn ra") }.AtAsync(OutgoingState.Numbered);
        var clerk = Office.As("clerk.bng");

        Assert.That((await clerk.Do(new ListRegister(RegisterBook.Outgoing, 2024, Contains: "hội nghị"))).Items.Select(line => line.Number), Is.EqualTo(new[] { 1 }));
        Assert.That((await clerk.Do(new ListRegister(RegisterBook.Outgoing, 2024, From: new DateOnly(2024, 12, 17)))).Items.Select(line => line.Number), Is.EqualTo(new[] { 2 }));
        Assert.That((await clerk.Do(new ListRegister(RegisterBook.Outgoing, 2024, To: new DateOnly(2024, 12, 17)))).Items.Select(line => line.Number), Is.EqualTo(new[] { 1 }));
        Assert.That((await clerk.Do(new ListRegister(RegisterBook.Outgoing, 2023))).Items, Is.Empty);
    }

    [Test]
    public async Task Dispatches_page_in_the_order_they_were_drafted()
    {
        var drafted = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            drafted.Add((await new ADispatch(Office).DraftAsync()).Id.Value);
            Office.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        var first = await Office.As("clerk.bng").Do(new ListDispatches(OutgoingState.Drafting, Take: 3));
        var second = await Office.As("clerk.bng").Do(new ListDispatches(OutgoingState.Drafting, first.Items[^1].Id, Take: 3));

        Assert.That(first.Items.Concat(second.Items).Select(d => d.Id.Value), Is.EqualTo(drafted));
        Assert.That(first.Next, Is.EqualTo(first.Items[^1].Id.ToString()));
        Assert.That(second.Next, Is.Null);
    }
}
