using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Numbering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class OpenSeriesTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_series_opened_in_mid_year_goes_on_at_the_number_that_was_asked()
    {
        var opened = await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 6983, "Chuyển từ hệ thống cũ"));

        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That(opened, Is.EqualTo(new SeriesOpened(1, 6982)));
        Assert.That(numbered.NumberAndSymbol, Is.EqualTo("6983/BNG-CNV"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Declared_numbers_never_overlap_given_ones(int next)
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var before = await Office.ContentsAsync();

        var code = await Office.As("clerk.bng").RefusalOf(new OpenSeries(RegisterBook.Outgoing, 2024, next, "Chuyển từ sổ giấy"));

        Assert.That(code, Is.EqualTo(next < 2 ? "shape.nextNumber" : "numbering.number-exists"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_second_declaration_follows_the_first()
    {
        await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 100, "Sổ giấy"));
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var again = await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 200, "Mất điện, cấp số trên giấy"));

        Assert.That(again, Is.EqualTo(new SeriesOpened(101, 199)));
        Assert.That((await new ADispatch(Office).AtAsync(OutgoingState.Numbered)).Number, Is.EqualTo(200));
    }

    [Test]
    public async Task Each_book_and_each_body_has_its_own_series()
    {
        await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 100, "Sổ giấy"));
        await Office.As("clerk.db").Do(new OpenSeries(RegisterBook.Incoming, 2024, 500, "Sổ giấy"));

        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        Assert.That(incoming.ArrivalNumber, Is.EqualTo(500));
    }

    [TestCase(2019, "lý do", "shape.year")]
    [TestCase(2024, " ", "shape.reason")]
    public async Task A_declaration_has_a_year_and_a_reason(int year, string reason, string code) =>
        Assert.That(await Office.As("clerk.bng").RefusalOf(new OpenSeries(RegisterBook.Outgoing, year, 5, reason)), Is.EqualTo(code));
}
