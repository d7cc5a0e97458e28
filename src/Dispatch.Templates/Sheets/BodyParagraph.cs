using System.Text.RegularExpressions;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>A paragraph of the text: justified with its first line indented, or a heading when every letter is bold.</summary>
internal sealed partial class BodyParagraph
{
    private const int LongestHeading = 160;

    private readonly IReadOnlyList<Span> spans;
    private readonly bool isCentred;

    public BodyParagraph(string text, TextStyle style)
    {
        spans = Prose.Styled(text, style.Size);
        var plain = string.Concat(spans.Select(span => span.Text));
        IsHeading = plain.Length <= LongestHeading && spans.All(span => span.Style.Style.HasFlag(FontStyle.Bold));
        isCentred = IsHeading && (Division().IsMatch(plain) || IsUpperTitle(plain));
    }

    public bool IsHeading { get; }

    public IBlock Block => isCentred
        ? new Paragraph(new ParagraphStyle { Alignment = Alignment.Centre, IsBalanced = true }, spans)
        : new Paragraph(new ParagraphStyle { Alignment = Alignment.Justified, FirstLineIndent = Mm(12.7) }, spans);

    // Phần, chương, mục and their titles are centred (II.6.đ); "I. KẾT QUẢ" with its own number is not.
    private static bool IsUpperTitle(string text) => text.Any(char.IsLetter) && !text.Any(char.IsLower) && !Numbered().IsMatch(text);

    [GeneratedRegex(@"^(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+)\.?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Division();

    [GeneratedRegex(@"^([IVXLC]+|\d+|[A-ZĐ])[.)]\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
