using System.Text;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Tests.Layout;

public sealed class ProseTests
{
    [Test]
    public void Decomposed_letters_are_composed() =>
        Assert.That(Prose.Clean("Cộng hòa xã hội".Normalize(NormalizationForm.FormD)), Is.EqualTo("Cộng hòa xã hội"));

    [Test]
    public void White_space_of_any_kind_is_one_space_and_invisible_marks_are_gone() =>
        Assert.That(Prose.Clean("\uFEFF  Kính\t\tgửi:\r\n Bộ\u200B Nội\u00AD vụ \u3000"), Is.EqualTo("Kính gửi: Bộ Nội vụ"));

    [Test]
    public void A_half_of_a_surrogate_pair_is_refused_by_its_number() =>
        Assert.That(() => Prose.Clean("hỏng \uD83D đây"), Throws.InstanceOf<MissingGlyphException>().With.Property("CodePoint").EqualTo(0xD83D));

    [Test]
    public void Letters_taken_for_composed_are_so_beside_any_other_of_them()
    {
        var plain = string.Concat(Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(Prose.IsPlain));

        Assert.Multiple(() =>
        {
            Assert.That(plain, Does.Contain("ế").And.Contain("Đ").And.Contain("–"));
            Assert.That(plain.IsNormalized(), Is.True);
            Assert.That(string.Concat(plain.Reverse()).IsNormalized(), Is.True);
            Assert.That(plain.Where(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)), Is.Empty);
        });
    }

    [TestCase("UBND tỉnh Bà Rịa - Vũng Tàu", "UBND tỉnh Bà+ Rịa - Vũng+ Tàu")]
    [TestCase("Sở Văn hóa và Thể thao", "Sở+ Văn+ hóa và Thể+ thao")]
    [TestCase("", "")]
    public void Words_of_one_name_are_glued(string text, string expected) => Assert.That(Prose.Glued(text).Replace(Prose.Glue, '+'), Is.EqualTo(expected));
}
