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
}
