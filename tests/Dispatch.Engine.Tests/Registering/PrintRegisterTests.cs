using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class PrintRegisterTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_book_leaves_with_every_line_in_order_and_a_voided_number_says_so()
    {
        var first = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await Office.As("clerk.bng").Do(new VoidNumber(first.Id, "soạn nhầm"));

        var csv = await Office.As("clerk.bng").Do(new PrintRegister(RegisterBook.Outgoing, 2024, Form: RegisterForm.Csv));
        var lines = Encoding.UTF8.GetString(csv.Bytes).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Multiple(() =>
        {
            Assert.That((csv.Name, csv.MediaType), Is.EqualTo(("so-van-ban-di-2024.csv", "text/csv")));
            Assert.That(lines[0], Does.StartWith("\"Số, ký hiệu văn bản\",Ngày tháng văn bản,"));
            Assert.That(lines[1], Does.StartWith("01/BNG-CNV,").And.EndsWith("Đã hủy số. soạn nhầm"));
            Assert.That(lines[2], Does.StartWith("02/BNG-CNV,"));
            Assert.That(lines, Has.Length.EqualTo(3));
        });
    }

    [Test]
    public async Task A_book_is_printed_with_its_cover_and_an_empty_one_too([Values] RegisterBook book)
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var printed = await Office.As("clerk.bng").Do(new PrintRegister(book, 2024));

        Assert.That(Encoding.ASCII.GetString(printed.Bytes, 0, 5), Is.EqualTo("%PDF-"));
        Assert.That(printed.MediaType, Is.EqualTo("application/pdf"));
    }

    [Test]
    public async Task Only_the_lines_between_two_days_are_printed()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        Office.Clock.Advance(TimeSpan.FromDays(3));
        var later = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var csv = await Office.As("clerk.bng").Do(new PrintRegister(RegisterBook.Outgoing, 2024, From: later.IssuedOn, Form: RegisterForm.Csv));

        Assert.That(Encoding.UTF8.GetString(csv.Bytes), Does.Contain("02/BNG-CNV").And.Not.Contain("01/BNG-CNV"));
    }

    [TestCase("clerk.snv", "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN SỞ NỘI VỤ TỈNH ĐIỆN BIÊN", TestName = "The book of a sở bears the committee it stands under above its own name")]
    [TestCase("clerk.mc", "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG CHÀ", TestName = "The book of a committee bears its own name alone")]
    public async Task A_book_bears_its_keeper(string clerk, string head)
    {
        var printed = await Office.As(clerk).Do(new PrintRegister(RegisterBook.Incoming, 2024));

        Assert.That(PrintedText.Of(printed.Bytes), Does.StartWith(head));
    }

    [Test]
    public void Above_a_school_stands_its_superior_too() =>
        Assert.That(Enum.GetValues<BodyKind>().Where(body => body.NamesItsSuperior()), Is.EquivalentTo([BodyKind.ProvincialDepartment, BodyKind.PublicServiceUnit]));
}
