using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>A word where another program found it, in millimetres from the upper left corner.</summary>
internal sealed partial record PlacedWord(int Page, string Text, double Left, double Top, double Right, double Bottom)
{
    private const double MillimetresPerPoint = 25.4 / 72;

    public double Centre => (Left + Right) / 2;

    public static List<PlacedWord> Of(byte[] pdf)
    {
        var found = new List<PlacedWord>();
        var page = 0;
        foreach (Match match in PageOrWord().Matches(PdfTool.Run("pdftotext", pdf, "-bbox", "{pdf}", "-")))
        {
            if (!match.Groups["text"].Success)
            {
                page++;
                continue;
            }

            found.Add(new PlacedWord(page, WebUtility.HtmlDecode(match.Groups["text"].Value), Mm("x1"), Mm("y1"), Mm("x2"), Mm("y2")));

            double Mm(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) * MillimetresPerPoint;
        }

        return found;
    }

    /// <summary>The box around words that follow each other on one line.</summary>
    public static PlacedWord Line(List<PlacedWord> words, params string[] texts)
    {
        for (var i = 0; i + texts.Length <= words.Count; i++)
        {
            var run = words.GetRange(i, texts.Length);
            if (run.Select(word => word.Text).SequenceEqual(texts, StringComparer.Ordinal) && run.TrueForAll(word => Math.Abs(word.Bottom - run[0].Bottom) < 0.5))
            {
                return new PlacedWord(run[0].Page, string.Join(' ', texts), run[0].Left, run[0].Top, run[^1].Right, run[0].Bottom);
            }
        }

        throw new AssertionException($"“{string.Join(' ', texts)}” does not stand on one line.");
    }

    [GeneratedRegex("""<page |<word xMin="(?<x1>[^"]+)" yMin="(?<y1>[^"]+)" xMax="(?<x2>[^"]+)" yMax="(?<y2>[^"]+)">(?<text>[^<]*)</word>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PageOrWord();
}
