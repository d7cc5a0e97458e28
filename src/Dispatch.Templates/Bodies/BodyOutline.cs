namespace Dispatch.Templates.Bodies;

/// <summary>Knows the parts of a text by their words, as a reader does: "Chương II", "Điều 5.", "b)". One reading for every source of text.</summary>
internal static class BodyOutline
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
        if (PartLabel.Division(text) is { } division)
        {
            return division;
        }

        var isUpper = IsUpper(text);
        return text switch
        {
            _ when PartLabel.Article(text) > 0 => BodyPart.Article,
            _ when isUpper && PartLabel.IsNumbered(text) => BodyPart.NumberedTitle,
            _ when PartLabel.IsClause(text) => BodyPart.Clause,
            _ when PartLabel.IsPoint(text) => BodyPart.Point,
            _ when text.Length > LongestTitle => BodyPart.Plain,
            _ when isUpper && text.Length > 3 && IsBold(paragraph) => BodyPart.Title,
            _ when PartLabel.IsFormula(text) => BodyPart.Title,
            _ when FollowsDivision(before) && (isUpper || IsBold(paragraph) || IsPhrase(text)) => BodyPart.Title,
            _ => BodyPart.Plain,
        };
    }

    private static bool FollowsDivision(List<BodyBlock> before) =>
        before is [.., BodyParagraph { Part: BodyPart.Part or BodyPart.Chapter or BodyPart.Section or BodyPart.Subsection }];

    // A division has a title (Phụ lục I mục II.6.d), and a title is a phrase; what ends as a sentence does is text.
    private static bool IsPhrase(string text) => text[^1] is not ('.' or ';' or ':' or ',' or '/' or '!' or '?');

    private static bool IsBold(BodyParagraph paragraph) => paragraph.Runs.All(run => run.IsBold || string.IsNullOrWhiteSpace(run.Text));

    /// <summary>Letters, and none of them small.</summary>
    public static bool IsUpper(string text)
    {
        var hasLetter = false;
        foreach (var letter in text)
        {
            if (char.IsLower(letter))
            {
                return false;
            }

            hasLetter |= char.IsLetter(letter);
        }

        return hasLetter;
    }
}
