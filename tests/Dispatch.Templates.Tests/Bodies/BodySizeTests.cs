using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

/// <summary>Texts that somebody makes to keep a server busy, or by mistake.</summary>
public sealed class BodySizeTests
{
    private static readonly string TenLettersTwoThousandTimes = string.Concat(Enumerable.Repeat("mười chữ. ", 2_000));

    [Test]
    public void A_text_of_a_million_letters_may_be_printed_and_no_more()
    {
        var most = Enumerable.Repeat(TenLettersTwoThousandTimes, BodySize.MostLetters / TenLettersTwoThousandTimes.Length).ToList();

        Assert.That(BodySize.Flaw(most), Is.Null);
        Assert.That(BodySize.Flaw([.. most, "x"]), Is.EqualTo("Lời văn dài 1.000.001 ký tự, nhiều nhất là 1.000.000. Hãy rút gọn, hoặc gửi phần dài thành tệp kèm theo."));
    }

    [TestCase("a\n", 1, TestName = "Lines in one string are counted")]
    [TestCase("|", 1, TestName = "Cells are counted")]
    [TestCase("<br><br>\n", 3, TestName = "Paragraphs in a cell are counted")]
    public void Parts_are_counted_however_they_are_written(string part, int counts)
    {
        Assert.That(BodySize.Flaw([string.Concat(Enumerable.Repeat(part, (BodySize.MostParts / counts) - 1))]), Is.Null);
        Assert.That(BodySize.Flaw([string.Concat(Enumerable.Repeat(part, BodySize.MostParts / counts))]), Does.StartWith("Lời văn có 30.001 đoạn và ô bảng"));
    }

    [Test]
    public void A_line_is_no_longer_than_anybody_writes()
    {
        Assert.That(BodySize.Flaw([new string('x', BodySize.LongestLine)]), Is.Null);
        Assert.That(BodySize.Flaw(["một", new string('x', BodySize.LongestLine + 1)]), Does.StartWith("Một dòng dài 100.001 ký tự"));
    }
}
