using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class ReadingPlacesTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static (string Shown, IReadOnlyList<ReadingPlace> Places) Of(string text)
    {
        var shown = ReadingPlaces.Shown(text);
        return (shown, ReadingPlaces.Of(shown, IntakeReader.Read(shown, Today)));
    }

    private static string At(string shown, ReadingPlace place) => shown.Substring(place.Start, place.Length);

    [TestCase("number", "215/SNgV-LSNV")]
    [TestCase("date", "ngày 05 tháng 6 năm 2025")]
    [TestCase("issuer", "SỞ NGOẠI VỤ")]
    [TestCase("parent", "UBND TỈNH LAM SƠN")]
    [TestCase("addressees", "Văn phòng Ủy ban nhân dân tỉnh Lam Sơn")]
    [TestCase("signer_name", "Trần Thị Minh Hà")]
    public void Every_value_is_found_where_it_was_read(string field, string words)
    {
        foreach (var text in new[] { new ADispatchText().Text(), new ADispatchText().TwoColumns(), new ADispatchText().RunTogether() })
        {
            var (shown, places) = Of(text);

            Assert.That(places.Where(p => p.Field == field).Select(p => At(shown, p)), Is.EqualTo([words]), text);
        }
    }

    [Test]
    public void A_subject_broken_over_columns_has_a_place_for_each_part()
    {
        var (shown, places) = Of(new ADispatchText { Subject = "V/v chuẩn bị hội nghị\ngiao ban công tác\nđối ngoại quý II" }.Text().Replace("giao ban công tác\n", "giao ban công tác          Lam Sơn, nơi này\n", StringComparison.Ordinal));

        Assert.That(places.Where(p => p.Field == "subject").Select(p => At(shown, p)), Is.Not.Empty.And.All.Not.Contains("Lam Sơn, ngày"));
    }

    [Test]
    public void A_recipient_named_in_the_text_is_shown_in_the_list_and_not_in_the_text()
    {
        var (shown, places) = Of(new ADispatchText { Body = "Đề nghị Ban Giám đốc chỉ đạo và các phòng chuẩn bị chu đáo tài liệu của hội nghị./." }.Text());

        var place = places.Single(p => p.Field == "recipients" && At(shown, p) == "Ban Giám đốc");
        Assert.That(place.Start, Is.GreaterThan(shown.IndexOf("Nơi nhận", StringComparison.Ordinal)));
    }

    [Test]
    public void Places_never_overlap_and_stand_in_the_order_of_the_text([Values(SeedDispatches.CopiedByDienBien, SeedDispatches.Original)] string text)
    {
        var (shown, places) = Of(text);

        Assert.That(places.Zip(places.Skip(1)), Has.All.Matches<(ReadingPlace First, ReadingPlace Second)>(p => p.First.Start + p.First.Length <= p.Second.Start));
        Assert.That(places, Has.Count.GreaterThan(8).And.All.Matches<ReadingPlace>(p => p.Start >= 0 && p.Start + p.Length <= shown.Length));
    }

    [Test]
    public void Nothing_is_found_where_nothing_was_read() => Assert.That(Of("Hôm nay trời nắng.").Places, Is.Empty);
}
