using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Templates.Bodies;

/// <summary>The numbers Word makes itself, counted as Word counts them and written out: on a dispatch they are part of the text.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;

    private readonly Dictionary<int, Word.NumberingInstance> instances;
    private readonly Dictionary<int, Word.AbstractNum> lists;
    private readonly Dictionary<int, int?[]> counters = [];
    private readonly HashSet<int> begun = [];

    public WordNumbering(MainDocumentPart document)
    {
        var part = document.NumberingDefinitionsPart?.Numbering;
        instances = ByNumber(part?.Elements<Word.NumberingInstance>(), instance => instance.NumberID?.Value);
        lists = ByNumber(part?.Elements<Word.AbstractNum>(), list => list.AbstractNumberId?.Value);
    }

    /// <summary>"1.", "a)", "-", or nothing.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="fromStyle">The numbering its style gives it.</param>
    public string LabelOf(Word.Paragraph paragraph, Word.NumberingProperties? fromStyle)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties;
        var number = own?.NumberingId?.Val?.Value ?? fromStyle?.NumberingId?.Val?.Value;
        if (number is null or 0 || !instances.TryGetValue(number.Value, out var instance) || !lists.TryGetValue(instance.AbstractNumId?.Val?.Value ?? -1, out var list))
        {
            return string.Empty;
        }

        var level = Math.Clamp(own?.NumberingLevelReference?.Val?.Value ?? fromStyle?.NumberingLevelReference?.Val?.Value ?? 0, 0, Levels - 1);
        var counts = Count(instance, list, level);
        return Label(LevelOf(instance, list, level), counts, instance, list);
    }

    // Of two with one number the first counts.
    private static Dictionary<int, T> ByNumber<T>(IEnumerable<T>? all, Func<T, int?> number) =>
        (all ?? []).Where(one => number(one) is not null).GroupBy(one => number(one)!.Value).ToDictionary(same => same.Key, same => same.First());

    private static Word.Level? LevelOf(Word.NumberingInstance instance, Word.AbstractNum list, int level) =>
        instance.Elements<Word.LevelOverride>().FirstOrDefault(other => other.LevelIndex?.Value == level)?.GetFirstChild<Word.Level>()
        ?? list.Elements<Word.Level>().FirstOrDefault(known => known.LevelIndex?.Value == level);

    // Instances of one list share its counters; an override of the start begins again at the instance's first use.
    private int?[] Count(Word.NumberingInstance instance, Word.AbstractNum list, int level)
    {
        var key = list.AbstractNumberId?.Value ?? 0;
        if (!counters.TryGetValue(key, out var counts))
        {
            counts = new int?[Levels];
            counters[key] = counts;
        }

        if (begun.Add(instance.NumberID?.Value ?? 0))
        {
            foreach (var start in instance.Elements<Word.LevelOverride>().Where(other => other.StartOverrideNumberingValue?.Val is not null))
            {
                counts[Math.Clamp(start.LevelIndex?.Value ?? 0, 0, Levels - 1)] = null;
            }
        }

        for (var above = 0; above < level; above++)
        {
            counts[above] ??= StartOf(instance, list, above);
        }

        counts[level] = counts[level] is { } before ? before + 1 : StartOf(instance, list, level);
        Array.Clear(counts, level + 1, Levels - level - 1);
        return counts;
    }

    private static int StartOf(Word.NumberingInstance instance, Word.AbstractNum list, int level) =>
        instance.Elements<Word.LevelOverride>().FirstOrDefault(other => other.LevelIndex?.Value == level)?.StartOverrideNumberingValue?.Val?.Value
        ?? LevelOf(instance, list, level)?.StartNumberingValue?.Val?.Value ?? 1;

    private static string Label(Word.Level? level, int?[] counts, Word.NumberingInstance instance, Word.AbstractNum list)
    {
        var format = level?.NumberingFormat?.Val?.Value ?? Word.NumberFormatValues.Decimal;
        var pattern = level?.LevelText?.Val?.Value ?? string.Empty;
        if (format == Word.NumberFormatValues.None)
        {
            return string.Empty;
        }

        // A bullet is a picture of its own font; on a dispatch it is a dash.
        if (format == Word.NumberFormatValues.Bullet)
        {
            return pattern == "+" ? "+" : "-";
        }

        var label = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var at = pattern[++i] - '1';
                label.Append(Written(counts[at] ?? 1, LevelOf(instance, list, at)?.NumberingFormat?.Val?.Value ?? Word.NumberFormatValues.Decimal));
            }
            else
            {
                label.Append(pattern[i]);
            }
        }

        return label.ToString();
    }

    private static string Written(int number, Word.NumberFormatValues format) => format switch
    {
        Word.NumberFormatValues.LowerLetter => Letters(number).ToLowerInvariant(),
        Word.NumberFormatValues.UpperLetter => Letters(number),
        Word.NumberFormatValues.LowerRoman => Roman.Of(number).ToLowerInvariant(),
        Word.NumberFormatValues.UpperRoman => Roman.Of(number),
        Word.NumberFormatValues.DecimalZero => number.ToString("00", CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // After Z Word repeats the letter: AA, BB.
    private static string Letters(int number) => number < 1 ? string.Empty : new string((char)('A' + ((number - 1) % 26)), 1 + Math.Min(20, (number - 1) / 26));
}
