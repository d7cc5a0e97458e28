using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Tracing;

/// <summary>Marks in a text the words that were looked for: as they were typed where the text has them so, without their marks otherwise.</summary>
internal sealed partial class HitMarker(PaperWords words)
{
    private const int Around = 12;

    private readonly HashSet<string> bare = [.. words.Bare];

    private readonly string last = words.Bare is [.., { Length: > 1 } end] ? end : "\0";

    /// <summary>The whole text in pieces.</summary>
    public IReadOnlyList<MarkedText> Mark(string text) => Pieces(text, 0, text.Length);

    /// <summary>Some words about the first place in the paragraphs where most is found; empty when the subject has all of it or no paragraph has any.</summary>
    public IReadOnlyList<MarkedText> Excerpt(string subject, IReadOnlyList<string> paragraphs)
    {
        if (Found(subject).Count == bare.Count)
        {
            return [];
        }

        var best = paragraphs.Select(paragraph => (Text: paragraph, Found(paragraph).Count)).DefaultIfEmpty((Text: string.Empty, Count: 0)).MaxBy(paragraph => paragraph.Count);
        return best.Count == 0 ? [] : Cut(best.Text);
    }

    private static string BareOf(Match word) => NameFolding.Plain(word.Value);

    private HashSet<string> Found(string text) => [.. Word().Matches(text).Select(BareOf).Where(IsHit).SelectMany(plain => plain.Split(' '))];

    private bool IsHit(string plain) => bare.Contains(plain) || plain.StartsWith(last, StringComparison.Ordinal) || (plain.Contains(' ', StringComparison.Ordinal) && plain.Split(' ').Any(bare.Contains));

    private List<MarkedText> Cut(string text)
    {
        var all = Word().Matches(text);
        var first = Enumerable.Range(0, all.Count).First(at => IsHit(BareOf(all[at])));
        var (from, to) = (Math.Max(0, first - Around), Math.Min(all.Count - 1, first + (2 * Around)));
        var start = from == 0 ? 0 : all[from].Index;
        var end = to == all.Count - 1 ? text.Length : all[to].Index + all[to].Length;
        List<MarkedText> pieces = [.. from == 0 ? [] : new[] { new MarkedText("… ", false) }, .. Pieces(text, start, end)];
        return to == all.Count - 1 ? pieces : [.. pieces, new MarkedText(" …", false)];
    }

    private List<MarkedText> Pieces(string text, int start, int end)
    {
        var pieces = new List<MarkedText>();
        var told = start;
        foreach (var word in Word().Matches(text).Where(word => word.Index >= start && word.Index + word.Length <= end && IsHit(BareOf(word))))
        {
            // Words that follow each other are one mark.
            var between = text[told..word.Index];
            if (pieces is [.., { IsHit: true } before] && string.IsNullOrWhiteSpace(between))
            {
                pieces[^1] = before with { Text = before.Text + between + word.Value };
            }
            else
            {
                AddPlain(between);
                pieces.Add(new MarkedText(word.Value, true));
            }

            told = word.Index + word.Length;
        }

        AddPlain(text[told..end]);
        return pieces;

        void AddPlain(string piece)
        {
            if (piece.Length > 0)
            {
                pieces.Add(new MarkedText(piece, false));
            }
        }
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
