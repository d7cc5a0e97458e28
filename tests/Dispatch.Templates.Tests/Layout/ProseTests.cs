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

    [TestCase("**đậm**", "đậm|Bold")]
    [TestCase("*nghiêng*", "nghiêng|Italic")]
    [TestCase("***cả hai***", "cả hai|BoldItalic")]
    [TestCase("**đậm và *nghiêng* nữa**", "đậm và |Bold;nghiêng|BoldItalic; nữa|Bold")]
    [TestCase("*nghiêng và **đậm** nữa*", "nghiêng và |Italic;đậm|BoldItalic; nữa|Italic")]
    [TestCase("2 * 3 * 4 = 24", "2 * 3 * 4 = 24|Regular")]
    [TestCase("giá (*) chưa có thuế", "giá (*) chưa có thuế|Regular")]
    [TestCase("**không khép", "**không khép|Regular")]
    [TestCase("2 * 3 và *nghiêng*", "2 * 3 và |Regular;nghiêng|Italic")]
    [TestCase("*hở và **đậm**", "*hở và |Regular;đậm|Bold")]
    [TestCase("****", "****|Regular")]
    [TestCase("", "")]
    public void Marks_make_bold_and_italic_and_stay_when_they_mean_nothing(string text, string expected) =>
        Assert.That(string.Join(';', Prose.Styled(text, 13).Select(span => $"{span.Text}|{span.Style.Style}")), Is.EqualTo(expected));
}
