using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Templates.Bodies;

/// <summary>How letters of a Word file look, as far as a dispatch can say it or must say that it cannot.</summary>
internal readonly record struct WordFace(bool IsBold, bool IsItalic, bool IsUpper, bool IsHidden, bool IsStruck, WordLevel Level, string? Font)
{
    /// <summary>What a dispatch's text has no word for; each is told once.</summary>
    public bool IsUnderlined { get; init; }

    /// <summary>Letters that are not black, or stand on a ground.</summary>
    public bool IsColoured { get; init; }

    /// <summary>Small letters shown as small capitals.</summary>
    public bool IsSmallCaps { get; init; }

    /// <summary>Height in half points; null where the file does not say.</summary>
    public int? Size { get; init; }
}

/// <summary>Where letters stand on their line.</summary>
internal enum WordLevel
{
    On,
    Above,
    Below,
}

/// <summary>Resolves Word's styles: what a style is based on, what the paragraph's style says, what the letters themselves say.</summary>
internal sealed class WordLook
{
    private const int MostStylesInChain = 12;

    private readonly Dictionary<string, Word.Style> styles;
    private readonly WordFace usual;

    public WordLook(MainDocumentPart document)
    {
        var part = document.StyleDefinitionsPart?.Styles;
        styles = part?.Elements<Word.Style>().Where(style => style.StyleId?.Value is not null)
            .GroupBy(style => style.StyleId!.Value!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal) ?? [];
        usual = Over(default, part?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle);
    }

    public WordFace Of(Word.Paragraph paragraph) => OfStyle(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value, usual);

    public WordFace Of(Word.Run run, WordFace paragraph) =>
        Over(OfStyle(run.RunProperties?.RunStyle?.Val?.Value, paragraph), run.RunProperties);

    /// <summary>A style of a heading or title makes a title of the paragraph.</summary>
    public bool IsTitle(Word.Paragraph paragraph)
    {
        for (var (style, left) = (StyleOf(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value), MostStylesInChain); style is not null && left > 0; left--)
        {
            if (style.StyleId!.Value is { } id && (id.StartsWith("Heading", StringComparison.OrdinalIgnoreCase) || id.Equals("Title", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }

            style = StyleOf(style.BasedOn?.Val?.Value);
        }

        return false;
    }

    /// <summary>The numbering a paragraph has from its style; null when it has none.</summary>
    public Word.NumberingProperties? NumberingOf(Word.Paragraph paragraph) =>
        StyleOf(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value)?.StyleParagraphProperties?.NumberingProperties;

    private WordFace OfStyle(string? id, WordFace below)
    {
        var chain = new List<Word.Style>();
        for (var style = StyleOf(id); style is not null && chain.Count < MostStylesInChain; style = StyleOf(style.BasedOn?.Val?.Value))
        {
            chain.Insert(0, style);
        }

        return chain.Aggregate(below, (face, style) => Over(face, style.StyleRunProperties));
    }

    private Word.Style? StyleOf(string? id) => id is not null && styles.TryGetValue(id, out var style) ? style : null;

    private static WordFace Over(WordFace below, OpenXmlElement? properties) => properties is null ? below : new WordFace(
        Says<Word.Bold>(properties) ?? below.IsBold,
        Says<Word.Italic>(properties) ?? below.IsItalic,
        Says<Word.Caps>(properties) ?? below.IsUpper,
        Says<Word.Vanish>(properties) ?? below.IsHidden,
        Says<Word.Strike>(properties) ?? Says<Word.DoubleStrike>(properties) ?? below.IsStruck,
        properties.GetFirstChild<Word.VerticalTextAlignment>()?.Val?.InnerText is { } level ? LevelOf(level) : below.Level,
        properties.GetFirstChild<Word.RunFonts>() is { } fonts ? fonts.HighAnsi?.Value ?? fonts.Ascii?.Value ?? below.Font : below.Font)
    {
        IsUnderlined = properties.GetFirstChild<Word.Underline>() is { } line ? line.Val is { } kind && kind != Word.UnderlineValues.None : below.IsUnderlined,
        IsColoured = Colours(properties) ?? below.IsColoured,
        IsSmallCaps = Says<Word.SmallCaps>(properties) ?? below.IsSmallCaps,
        Size = int.TryParse(properties.GetFirstChild<Word.FontSize>()?.Val?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : below.Size,
    };

    private static bool? Colours(OpenXmlElement properties)
    {
        var (colour, ground) = (properties.GetFirstChild<Word.Color>()?.Val?.Value, properties.GetFirstChild<Word.Highlight>()?.Val);
        return (ground is not null && ground != Word.HighlightColorValues.None) || colour is not (null or "auto" or "000000") ? true : colour is null && ground is null ? null : false;
    }

    private static WordLevel LevelOf(string level) => level switch
    {
        "superscript" => WordLevel.Above,
        "subscript" => WordLevel.Below,
        _ => WordLevel.On,
    };

    private static bool? Says<T>(OpenXmlElement properties)
        where T : Word.OnOffType => properties.GetFirstChild<T>() is { } said ? said.Val is null || said.Val.Value : null;
}
