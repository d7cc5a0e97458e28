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

    [TestCase("V/v báo cáo năm 2024.", SheetForm.Letter, "báo cáo năm 2024")]
    [TestCase("Về việc: mời họp", SheetForm.Letter, "mời họp")]
    [TestCase("bổ nhiệm, điều động, v.v.", SheetForm.Letter, "bổ nhiệm, điều động, v.v.")]
    [TestCase("V/v ban hành Quy chế", SheetForm.Decision, "Về việc ban hành Quy chế")]
    [TestCase("về công tác phòng, chống lụt bão", SheetForm.Named, "Về công tác phòng, chống lụt bão")]
    public void What_the_paper_prints_before_a_subject_is_not_printed_twice(string subject, SheetForm form, string expected) =>
        Assert.That(Wording.Subject(subject, form), Is.EqualTo(expected));

    [TestCase("5", "05")]
    [TestCase("7/SY", "07/SY")]
    [TestCase("10", "10")]
    [TestCase("05a", "05a")]
    public void A_number_below_ten_gets_a_zero(string number, string expected) => Assert.That(Wording.Ordinal(number), Is.EqualTo(expected));

    [TestCase("Kính gửi: Bộ Nội vụ", "Bộ Nội vụ")]
    [TestCase("kính gửi:", "")]
    [TestCase("Bộ Nội vụ", "Bộ Nội vụ")]
    public void The_word_before_an_addressee_is_not_printed_twice(string line, string expected) => Assert.That(Wording.Names([Wording.After(Wording.AddressedTo, line)]), expected.Length == 0 ? Is.Empty : Is.EqualTo(new[] { expected }));

    [Test]
    public void A_list_ends_each_line_with_a_semicolon_and_the_last_with_a_full_stop() =>
        Assert.That(Wording.Listed(["Như trên", "- Sở Ngoại vụ;", "Lưu: VT, CNV."]), Is.EqualTo(new[] { "- Như trên;", "- Sở Ngoại vụ;", "- Lưu: VT, CNV." }));
}
