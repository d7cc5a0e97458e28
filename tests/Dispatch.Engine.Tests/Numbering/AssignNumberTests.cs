using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Numbering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AssignNumberTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [TestCase(OutgoingState.Drafting)]
    [TestCase(OutgoingState.AwaitingSignature)]
    public async Task An_unsigned_dispatch_cannot_take_a_number(OutgoingState state)
    {
        var dispatch = await new ADispatch(Office).AtAsync(state);
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("clerk.bng").RefusalOf(new AssignNumber(dispatch.Id)), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_signed_dispatch_takes_the_next_number_with_the_day_in_Vietnam_and_a_line_in_the_book()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        // 23:30 UTC is half past six the next morning in Hà Nội.
        Office.Clock.Set(new DateTimeOffset(2024, 12, 17, 23, 30, 0, TimeSpan.Zero));

        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That((numbered.Number, numbered.NumberAndSymbol, numbered.IssuedOn), Is.EqualTo((2, "02/BNG-CNV", new DateOnly(2024, 12, 18))));
        var line = (await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Outgoing, 2024))).Items[^1];
        Assert.That((line.Number, line.PaperId, line.EnteredOn, line.CopyCount), Is.EqualTo((2, numbered.Id.Value, new DateOnly(2024, 12, 18), (int?)null)));
    }

    [Test]
    public async Task A_numbered_dispatch_cannot_take_another_number()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new AssignNumber(numbered.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task Each_body_counts_for_itself()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var other = await new ADispatch(Office) { House = "db", Text = ADispatch.Words() with { Addressees = [], Recipients = ["Lưu: VT"] } }.AtAsync(OutgoingState.Numbered);

        Assert.That(other.NumberAndSymbol, Is.EqualTo("01/UBND-NCNVB"));
    }

    [Test]
    public async Task A_clock_that_went_back_gives_no_number()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var signed = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Clock.Advance(TimeSpan.FromDays(-1));

        Assert.That(await Office.As("clerk.bng").RefusalOf(new AssignNumber(signed.Id)), Is.EqualTo("numbering.earlier-date"));
    }

    [Test]
    public async Task The_year_begins_at_01_at_17_hours_UTC_on_31_December()
    {
        var december = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        var newYear = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Clock.Set(new DateTimeOffset(2024, 12, 31, 16, 59, 59, TimeSpan.Zero));
        var last = await Office.As("clerk.bng").Do(new AssignNumber(december.Id));
        Office.Clock.Advance(TimeSpan.FromSeconds(1));

        var first = await Office.As("clerk.bng").Do(new AssignNumber(newYear.Id));

        Assert.That((last.Number, last.IssuedOn), Is.EqualTo((1, new DateOnly(2024, 12, 31))));
        // Signed in December, numbered in January: the number and the date are January's.
        Assert.That((first.Number, first.IssuedOn), Is.EqualTo((1, new DateOnly(2025, 1, 1))));
        Assert.That((await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Outgoing, 2025))).Items.Single().PaperId, Is.EqualTo(newYear.Id.Value));
    }

    [Test]
    public async Task The_first_numbers_of_a_year_taken_at_once_are_01_and_up()
    {
        var signed = new List<Id<OfficialDispatch>>();
        for (var i = 0; i < 6; i++)
        {
            signed.Add((await new ADispatch(Office).AtAsync(OutgoingState.Signed)).Id);
        }

        Office.Clock.Set(new DateTimeOffset(2024, 12, 31, 17, 0, 0, TimeSpan.Zero));
        var numbered = await Task.WhenAll(signed.Select(id => Task.Run(() => Office.As("clerk.bng").Do(new AssignNumber(id)))));

        Assert.That(numbered.Select(d => d.Number), Is.EquivalentTo(new int?[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(numbered.Select(d => d.IssuedOn), Is.All.EqualTo(new DateOnly(2025, 1, 1)));
    }
}
