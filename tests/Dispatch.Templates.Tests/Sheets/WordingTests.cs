using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Tests.Sheets;

public sealed class WordingTests
{
    [TestCase(2024, 3, 15, "Hà Nội, ngày 15 tháng 3 năm 2024")]
    [TestCase(2020, 1, 5, "Hà Nội, ngày 05 tháng 01 năm 2020")]
    [TestCase(2020, 2, 10, "Hà Nội, ngày 10 tháng 02 năm 2020")]
    [TestCase(2024, 12, 9, "Hà Nội, ngày 09 tháng 12 năm 2024")]
    public void Days_below_ten_and_months_one_and_two_get_a_zero(int year, int month, int day, string expected) =>
        Assert.That(Wording.PlaceAndDate("Hà Nội", new DateOnly(year, month, day), year: null), Is.EqualTo(expected));

    [Test]
    public void Before_numbering_there_is_room_for_number_day_and_month()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Wording.Number(number: null, "BNG-CNV"), Does.Match("^Số:\u00A0{6,}/BNG-CNV$"));
            Assert.That(Wording.PlaceAndDate("Hà Nội", date: null, 2024), Does.Match("^Hà Nội, ngày\u00A0{4,}tháng\u00A0{4,}năm 2024$"));
            Assert.That(Wording.PlaceAndDate("Hà Nội", date: null, year: null), Does.Match("năm \u00A0{4,}$"));
        });
    }

    [Test]
    public void A_list_ends_each_line_with_a_semicolon_and_the_last_with_a_full_stop() =>
        Assert.That(Wording.Listed(["Như trên", "- Sở Ngoại vụ;", "Lưu: VT, CNV."]), Is.EqualTo(new[] { "- Như trên;", "- Sở Ngoại vụ;", "- Lưu: VT, CNV." }));
}
