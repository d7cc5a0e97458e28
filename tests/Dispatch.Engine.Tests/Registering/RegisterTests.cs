using Dispatch.Engine.Auditing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RegisterTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [TestCase("2024-12-17", "2024-12-16", "shape.to")]
    [TestCase("0001-01-01", "2024-12-16", "shape.from")]
    [TestCase("2024-12-16", "9999-12-31", "shape.to")]
    public async Task Days_between_which_there_can_be_nothing_are_refused_and_not_answered_with_nothing(string first, string last, string code)
    {
        var (clerk, from, to) = (Office.As("clerk.bng"), DateOnly.ParseExact(first, "yyyy-MM-dd"), DateOnly.ParseExact(last, "yyyy-MM-dd"));

        Assert.That((await clerk.Try(new ListRegister(RegisterBook.Outgoing, 2024, from, to))).Refusal?.Code, Is.EqualTo(code));
        Assert.That((await clerk.Try(new PrintRegister(RegisterBook.Outgoing, 2024, from, to))).Refusal?.Code, Is.EqualTo(code));
        Assert.That((await clerk.Try(new SearchPapers("công văn", From: from, To: to))).Refusal?.Code, Is.EqualTo(code));
        Assert.That((await clerk.Try(new ExportRegister(from, to))).Refusal?.Code, Is.EqualTo(code));
        Assert.That((await clerk.Try(new ReconcileRegister("x", from, to))).Refusal?.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task The_book_shows_the_columns_of_the_decree()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var line = (await Office.As("auditor.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024))).Items.Single();

        var today = new DateOnly(2024, 12, 16);
        Assert.That(line, Is.EqualTo(new RegisterLineView(
            1, today, "01/BNG-CNV", today, "Bộ Ngoại giao", "Công văn về việc phối hợp công tác đối ngoại địa phương", "Nguyễn Minh Vũ",
            "Ủy ban nhân dân tỉnh Điện Biên", "VT", 1, today, null, null, false, dispatch.Id.Value)));
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

    [TestCase(0, TestName = "A_book_is_searched_while_nothing_of_it_is_indexed")]
    [TestCase(2, TestName = "A_book_is_searched_while_some_of_it_is_indexed")]
    [TestCase(4, TestName = "A_book_is_searched_when_all_of_it_is_indexed")]
    public async Task A_books_answer_does_not_depend_on_how_far_its_index_has_come(int indexed)
    {
        string[] subjects = ["về hội nghị đối ngoại", "về đổi ngoại tệ", "về đoàn ra", "về đối ngoại địa phương"];
        for (var i = 0; i < subjects.Length; i++)
        {
            if (i == indexed)
            {
                await Office.Root.GetRequiredService<IndexRound>().RunAsync(CancellationToken.None);
            }

            await new ADispatch(Office) { Text = ADispatch.Words(subjects[i]) }.AtAsync(OutgoingState.Numbered);
        }

        if (indexed == subjects.Length)
        {
            await Office.Root.GetRequiredService<IndexRound>().RunAsync(CancellationToken.None);
        }

        Assert.That(await NumbersAsync("doi ngoai"), Is.EqualTo(new[] { 1, 2, 4 }), "any marks");
        Assert.That(await NumbersAsync("đối ngoại"), Is.EqualTo(new[] { 1, 4 }), "these marks");
        Assert.That(await NumbersAsync("ĐỐI ngo"), Is.EqualTo(new[] { 1, 4 }), "the last word begun, in capitals");
        Assert.That(await NumbersAsync("hội đối"), Is.Empty, "not one after another");
        Assert.That(await NumbersAsync("4/BNG-CNV"), Is.EqualTo(new[] { 4 }), "by its number");
        Assert.That(await NumbersAsync("đoàn r"), Is.EqualTo(new[] { 3 }), "one letter of the last word");
        Assert.That(await NumbersAsync("\" * -"), Is.Empty, "no word at all");
        Assert.That(await NumbersAsync("đối ngoại", after: 1), Is.EqualTo(new[] { 4 }), "from a number on");
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

    private async Task<IEnumerable<int>> NumbersAsync(string contains, int after = 0) =>
        (await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024, Contains: contains, After: after))).Items.Select(line => line.Number);
}
