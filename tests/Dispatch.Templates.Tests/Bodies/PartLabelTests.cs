using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

/// <summary>The labels by which a reader knows the parts of a text.</summary>
public sealed class PartLabelTests
{
    [TestCase("Phần I", BodyPart.Part)]
    [TestCase("CHƯƠNG XII.", BodyPart.Chapter)]
    [TestCase("Mục 3", BodyPart.Section)]
    [TestCase("tiểu mục 12.", BodyPart.Subsection)]
    [TestCase("Mục tiêu", null)]
    [TestCase("Chương", null)]
    [TestCase("Chương I và II", null)]
    [TestCase("Phần 1a", null)]
    [TestCase("Mục 3..", null)]
    public void A_division_stands_on_a_line_of_its_own(string line, BodyPart? part) => Assert.That(PartLabel.Division(line), Is.EqualTo(part));

    [TestCase("Điều 5. Hiệu lực", "Điều 5.")]
    [TestCase("Điều 12a : Hiệu lực", "Điều 12a :")]
    [TestCase("Điều  3đ.", "Điều  3đ.")]
    [TestCase("Điều 5 của Luật", "")]
    [TestCase("Điều kiện", "")]
    [TestCase("Điều 5", "")]
    [TestCase("điều 5.", "")]
    public void An_article_ends_its_label_with_a_mark(string line, string label) => Assert.That(line[..PartLabel.Article(line)], Is.EqualTo(label));

    [TestCase("1. Nội dung", true)]
    [TestCase("2.10. Nội dung", true)]
    [TestCase("1.Nội dung", false)]
    [TestCase("2024 là năm", false)]
    [TestCase("1.5 tỷ đồng", false)]
    [TestCase("1.", false)]
    [TestCase("", false)]
    public void A_clause_has_figures_stops_and_a_space(string line, bool expected) => Assert.That(PartLabel.IsClause(line), Is.EqualTo(expected));

    [TestCase("a) Nội dung", true)]
    [TestCase("đ) Nội dung", true)]
    [TestCase("(iv) Nội dung", true)]
    [TestCase("ab) Nội dung", false)]
    [TestCase("(a) Nội dung", false)]
    [TestCase("() Nội dung", false)]
    [TestCase("(iv)", false)]
    [TestCase("A) Nội dung", false)]
    public void A_point_has_a_letter_or_a_small_Roman_number_in_parentheses(string line, bool expected) => Assert.That(PartLabel.IsPoint(line), Is.EqualTo(expected));

    [TestCase("IV. KẾT QUẢ", true)]
    [TestCase("Đ) KẾT QUẢ", true)]
    [TestCase("12. KẾT QUẢ", true)]
    [TestCase("IV.KẾT QUẢ", false)]
    [TestCase("AB. KẾT QUẢ", false)]
    public void A_title_may_have_its_number_before_it(string line, bool expected) => Assert.That(PartLabel.IsNumbered(line), Is.EqualTo(expected));

    [TestCase("QUYẾT ĐỊNH:", true)]
    [TestCase("QUYẾT NGHỊ :", true)]
    [TestCase("QUYẾT ĐỊNH", false)]
    [TestCase("Quyết định:", false)]
    public void The_word_of_decision_stands_alone_before_a_colon(string line, bool expected) => Assert.That(PartLabel.IsFormula(line), Is.EqualTo(expected));
}
