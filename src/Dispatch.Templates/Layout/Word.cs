using System.Text;

namespace Dispatch.Templates.Layout;

/// <summary>Letters without a space between them, perhaps of several looks, and the width of the space that follows.</summary>
internal sealed class Word
{
    public Word(IReadOnlyList<Span> spans, TextStyle spaceStyle, double spaceAfter)
    {
        Spans = spans;
        SpaceStyle = spaceStyle;
        SpaceAfter = spaceAfter;
        IsDash = spans is [{ Text: "-" or "–" or "—" }];
        for (var i = 0; i < spans.Count; i++)
        {
            Width += spans[i].Style.WidthOf(spans[i].Text);
        }
    }

    public IReadOnlyList<Span> Spans { get; }

    public double Width { get; }

    public TextStyle SpaceStyle { get; }

    public double SpaceAfter { get; }

    public string Text => Spans is [var only] ? only.Text : string.Concat(Spans.Select(span => span.Text));

    /// <summary>A dash between words never begins a line: the word before it goes along ("kinh / tế - xã hội").</summary>
    public bool IsDash { get; }

    /// <summary>The word in parts no wider than a line, cut after a stroke or hyphen if it has one; itself when it fits.</summary>
    public IReadOnlyList<Word> CutTo(double limit)
    {
        if (Width <= limit)
        {
            return [this];
        }

        var letters = Spans.SelectMany(span => span.Text.EnumerateRunes().Select(rune => span with { Text = rune.ToString() })).ToList();
        var parts = new List<Word>();
        var start = 0;
        while (start < letters.Count)
        {
            var end = EndOfPart(letters, start, limit);
            parts.Add(new Word(letters[start..end], SpaceStyle, end == letters.Count ? SpaceAfter : 0));
            start = end;
        }

        return parts;
    }

    private static int EndOfPart(List<Span> letters, int start, double limit)
    {
        var (end, used, afterHyphen) = (start, 0.0, start);
        while (end < letters.Count && (used += letters[end].Style.WidthOf(letters[end].Text)) <= limit)
        {
            end++;
            afterHyphen = letters[end - 1].Text is "/" or "-" or "–" or " " ? end : afterHyphen;
        }

        return end == letters.Count ? end : afterHyphen > start ? afterHyphen : Math.Max(end, start + 1);
    }
}

internal static class WordSplitter
{
    public static List<Word> Split(IReadOnlyList<Span> spans)
    {
        var words = new List<Word>();
        var letters = new List<Span>();
        foreach (var span in spans)
        {
            var start = 0;
            for (var i = 0; i <= span.Text.Length; i++)
            {
                var isEnd = i == span.Text.Length;
                if (!isEnd && span.Text[i] == Prose.Glue)
                {
                    // The mark goes, the space behind it becomes part of the word.
                    letters.Add(span with { Text = span.Text[start..i] });
                    start = i + 1;
                    i++;
                    continue;
                }

                if (!isEnd && span.Text[i] != ' ')
                {
                    continue;
                }

                if (i > start)
                {
                    letters.Add(span with { Text = span.Text[start..i] });
                }

                if (!isEnd)
                {
                    Close(words, letters, span.Style);
                }

                start = i + 1;
            }
        }

        Close(words, letters, letters.Count > 0 ? letters[^1].Style : default);
        return words;
    }

    // Several spaces in a row are one: letters is empty at the second.
    private static void Close(List<Word> words, List<Span> letters, TextStyle space)
    {
        if (letters.Count > 0)
        {
            words.Add(new Word(letters.ToArray(), space, space.WidthOf(" ")));
            letters.Clear();
        }
    }
}

internal static class PieceMaker
{
    private const int LikelyLetters = 96;

    /// <summary>
    /// Words of one look become one piece with its spaces in it, so that a reader's selection and search see plain text. A line that goes on ends with
    /// its space, though nobody sees it: read aloud, the last word would otherwise run into the first of the next line.
    /// </summary>
    public static List<Piece> Join(List<Word> words, double start, double stretch, bool goesOn)
    {
        var pieces = new List<Piece>(1);
        var text = new StringBuilder(LikelyLetters);
        var (x, begun, style) = (start, start, words[0].Spans[0].Style);
        for (var i = 0; i < words.Count; i++)
        {
            var spans = words[i].Spans;
            for (var j = 0; j < spans.Count; j++)
            {
                Append(spans[j].Text, spans[j].Style, spans.Count == 1 ? words[i].Width : spans[j].Style.WidthOf(spans[j].Text));
            }

            if ((goesOn || i < words.Count - 1) && words[i].SpaceAfter > 0)
            {
                Append(" ", words[i].SpaceStyle, words[i].SpaceAfter + stretch);
            }
        }

        pieces.Add(new Piece(begun, text.ToString(), style));
        return pieces;

        void Append(string part, TextStyle look, double width)
        {
            if (look != style)
            {
                if (text.Length > 0)
                {
                    pieces.Add(new Piece(begun, text.ToString(), style));
                }

                text.Clear();
                (begun, style) = (x, look);
            }

            text.Append(part);
            x += width;
        }
    }
}
