using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

public sealed class MarkedTextTests
{
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
    [TestCase(@"năm \*sao\* và **\*đậm**", "năm *sao* và |Regular;*đậm|Bold")]
    [TestCase(@"thư mục \\may-chu\a", @"thư mục \\may-chu\a|Regular")]
    [TestCase("", "")]
    public void Marks_make_bold_and_italic_and_stay_when_they_mean_nothing(string text, string expected) =>
        Assert.That(string.Join(';', MarkedText.Read(text).Select(run => $"{run.Text}|{Look(run)}")), Is.EqualTo(expected));

    private static string Look(BodyRun run) => (run.IsBold, run.IsItalic) switch
    {
        (true, true) => "BoldItalic",
        (true, false) => "Bold",
        (false, true) => "Italic",
        (false, false) => "Regular",
    };
}
