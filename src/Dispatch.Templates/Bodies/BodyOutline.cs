using System.Text.RegularExpressions;

namespace Dispatch.Templates.Bodies;

/// <summary>Knows the parts of a text by their words, as a reader does: "Chương II", "Điều 5.", "b)". One reading for every source of text.</summary>
internal static partial class BodyOutline
{
    private const int LongestTitle = 250;

    /// <summary>Paragraphs with the parts they are; what looks like a title only because of its place is one after "Chương I".</summary>
    public static BodyText Of(IEnumerable<BodyBlock> blocks)
    {
        var result = new List<BodyBlock>();
        foreach (var block in blocks)
        {
            result.Add(block is BodyParagraph { Part: BodyPart.Plain } paragraph ? paragraph with { Part = PartOf(paragraph, result) } : block);
        }

        return new BodyText(result);
    }

    /// <summary>A title, where the source marks it as one: unless its words make it a chương, an điều or a khoản.</summary>
    public static BodyParagraph AsTitle(BodyParagraph paragraph)
    {
        var part = PartOf(paragraph, []);
        return paragraph with { Part = part is BodyPart.Plain ? BodyPart.Title : part };
    }

    private static BodyPart PartOf(BodyParagraph paragraph, List<BodyBlock> before)
    {
        var text = paragraph.Text;
        if (Division().Match(text) is { Success: true } division)
        {
            return division.Groups["word"].Value.ToUpperInvariant() switch
            {
                "PHẦN" => BodyPart.Part,
                "CHƯƠNG" => BodyPart.Chapter,
                "MỤC" => BodyPart.Section,
                _ => BodyPart.Subsection,
            };
        }

        var isUpper = text.Any(char.IsLetter) && !text.Any(char.IsLower);
        return text switch
        {
            _ when Article().IsMatch(text) => BodyPart.Article,
            _ when isUpper && Numbered().IsMatch(text) => BodyPart.NumberedTitle,
            _ when Clause().IsMatch(text) => BodyPart.Clause,
            _ when Point().IsMatch(text) => BodyPart.Point,
            _ when text.Length > LongestTitle => BodyPart.Plain,
            _ when isUpper && text.Length > 3 && IsBold(paragraph) => BodyPart.Title,
            _ when Formula().IsMatch(text) => BodyPart.Title,
            _ when (isUpper || IsBold(paragraph)) && FollowsDivision(before) => BodyPart.Title,
            _ => BodyPart.Plain,
        };
    }

    private static bool FollowsDivision(List<BodyBlock> before) =>
        before is [.., BodyParagraph { Part: BodyPart.Part or BodyPart.Chapter or BodyPart.Section or BodyPart.Subsection }];

    private static bool IsBold(BodyParagraph paragraph) => paragraph.Runs.All(run => run.IsBold || string.IsNullOrWhiteSpace(run.Text));

    [GeneratedRegex(@"^(?<word>Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+)\.?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Division();

    [GeneratedRegex(@"^Điều\s+\d+[a-zđ]?\s*[.:]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Article();

    [GeneratedRegex(@"^([IVXLC]+|\d+|[A-ZĐ])[.)]\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\d+(\.\d+)*\.\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^([a-zđ]\)|\([ivx]+\))\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Point();

    [GeneratedRegex(@"^(QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|YÊU CẦU)\s*:$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formula();
}
