using System.Text;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Tests.Directory;

public sealed class NameFoldingTests
{
    [TestCase("Hoà Bình", "Hòa Bình")]
    [TestCase("UỶ BAN NHÂN DÂN TỈNH", "Ủy ban nhân dân tỉnh")]
    [TestCase("UBND tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên")]
    [TestCase("Sở Ngoại vụ các tỉnh/thành phố", "Sở Ngoại vụ các tỉnh, thành phố")]
    [TestCase("Sở Ngoại vụ các tỉnh / thành phố;", "Sở Ngoại vụ các tỉnh,  thành phố.")]
    [TestCase("\u00D0iện Biên", "Điện Biên")]
    [TestCase("UBND TP. Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh")]
    [TestCase("các tỉnh, thành phố trực thuộc TW", "các tỉnh, thành phố trực thuộc Trung ương")]
    [TestCase("Đông Nam Á – Nam Á", "Đông Nam Á-Nam Á")]
    [TestCase("Văn\u00A0phòng\u200B Chính phủ", "văn phòng chính phủ")]
    public void Two_printings_of_one_name_fold_alike(string one, string other) =>
        Assert.That(NameFolding.Fold(one), Is.EqualTo(NameFolding.Fold(other)));

    [TestCase("CSDN", "CSĐN")]
    [TestCase("đổi ngoại", "đối ngoại")]
    [TestCase("CẤu", "CÂu")]
    [TestCase("tạ", "ta.")]
    [TestCase("Hà Nam", "Hà Nội")]
    [TestCase("Sở Nội vụ", "Sở Ngoại vụ")]
    [TestCase("Tây Ninh", "Tây Nính")]
    public void Two_names_stay_two(string one, string other) =>
        Assert.That(NameFolding.Fold(one), Is.Not.EqualTo(NameFolding.Fold(other)));

    [TestCase("Ủy ban nhân dân các tỉnh, thành phố")]
    [TestCase("HÒA BÌNH, Thừa Thiên Huế, Đắk Lắk")]
    public void A_decomposed_name_folds_like_a_composed_one(string name) =>
        Assert.That(NameFolding.Fold(name.Normalize(NormalizationForm.FormD)), Is.EqualTo(NameFolding.Fold(name)));

    [Test]
    public void A_folded_name_folds_to_itself() =>
        Assert.That(NameFolding.Fold(NameFolding.Fold("UBND các huyện, thị xã/thành phố;")), Is.EqualTo(NameFolding.Fold("UBND các huyện, thị xã/thành phố;")));

    [TestCase("\uD800 UBND", "\uFFFD UBND")]
    [TestCase("tỉnh \uDC00", "tỉnh \uFFFD")]
    public void Half_a_letter_is_no_obstacle(string broken, string mended) => Assert.That(NameFolding.Fold(broken), Is.EqualTo(NameFolding.Fold(mended)));

    [Test]
    public void A_unit_called_TP_is_not_written_out() => Assert.That(NameFolding.Fold("TP"), Is.EqualTo("tp"));

    [TestCase("Vụ Chính sách đối ngoại", "vu chinh sach doi ngoai")]
    [TestCase("CSĐN", "csdn")]
    [TestCase("Uỷ ban", "uy ban")]
    public void A_plain_name_has_no_mark(string name, string plain) => Assert.That(NameFolding.Plain(name), Is.EqualTo(plain));
}
