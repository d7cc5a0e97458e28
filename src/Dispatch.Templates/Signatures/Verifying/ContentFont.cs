using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>The widths of a font, and which of its codes are blank: spaces, and the dots and lines that forms are written on.</summary>
internal sealed class ContentFont
{
    private const int MostMap = 4 << 20;
    private const double UsualWidth = 0.5;

    private static readonly HashSet<int> BlankLetters = [' ', '\u00A0', '.', '_', '\u2026', '\u2024', '\u2007', '\u200B'];

    private readonly Dictionary<int, double> widths = [];
    private readonly HashSet<int> blanks = [];
    private readonly bool isWide;
    private readonly double usual;

    private ContentFont(bool isWide, double usual)
    {
        (this.isWide, this.usual) = (isWide, usual);
        if (!isWide)
        {
            blanks.UnionWith(BlankLetters.Where(letter => letter < 128).Append(0x85));
        }
    }

    public static ContentFont Unknown { get; } = new(isWide: false, UsualWidth);

    public static ContentFont Of(PdfFileReader reader, PdfDictionary font)
    {
        var descendant = reader.NameOf(font, "Subtype") == "Type0" && reader.ItemsOf(font, "DescendantFonts") is [var only, ..] ? reader.Resolve(only) as PdfDictionary : null;
        var made = new ContentFont(descendant is not null, descendant is null ? UsualWidth : (Box.NumberOf(reader.Entry(descendant, "DW")) ?? 1000) / 1000);
        if (descendant is not null)
        {
            made.ReadWideWidths(reader, reader.ItemsOf(descendant, "W"));
        }
        else
        {
            made.ReadWidths(reader, font);
        }

        if (reader.Entry(font, "ToUnicode") is PdfStream map)
        {
            made.ReadMap(reader.Decode(map, MostMap));
        }

        return made;
    }

    /// <summary>The letters of a string: width in em, whether it is seen, and whether word space is added after it.</summary>
    public IEnumerable<(double Width, bool IsSeen, bool IsSpace)> Letters(byte[] bytes)
    {
        var step = isWide ? 2 : 1;
        for (var i = 0; i + step <= bytes.Length; i += step)
        {
            var code = isWide ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            yield return (widths.GetValueOrDefault(code, usual), !blanks.Contains(code), !isWide && code == ' ');
        }
    }

    private void ReadWidths(PdfFileReader reader, PdfDictionary font)
    {
        // Type 3 fonts measure in a space of their own.
        var scale = reader.NameOf(font, "Subtype") == "Type3" && reader.ItemsOf(font, "FontMatrix") is [var first, ..] ? Box.NumberOf(reader.Resolve(first)) ?? 0.001 : 0.001;
        var code = (int)((reader.Entry(font, "FirstChar") as PdfInteger)?.Value ?? 0);
        foreach (var width in reader.ItemsOf(font, "Widths"))
        {
            widths[code++] = (Box.NumberOf(reader.Resolve(width)) ?? 0) * scale;
        }
    }

    private void ReadWideWidths(PdfFileReader reader, IReadOnlyList<PdfValue> items)
    {
        for (var i = 0; i + 1 < items.Count;)
        {
            var first = (int)(Box.NumberOf(reader.Resolve(items[i])) ?? 0);
            if (reader.Resolve(items[i + 1]) is PdfArray list)
            {
                foreach (var (width, at) in list.Items.Select((width, at) => (width, at)))
                {
                    widths[first + at] = (Box.NumberOf(reader.Resolve(width)) ?? 0) / 1000;
                }

                i += 2;
                continue;
            }

            var last = Math.Min((int)(Box.NumberOf(reader.Resolve(items[i + 1])) ?? 0), 0xFFFF);
            for (var code = first; i + 2 < items.Count && code <= last; code++)
            {
                widths[code] = (Box.NumberOf(reader.Resolve(items[i + 2])) ?? 0) / 1000;
            }

            i += 3;
        }
    }

    // Only pairs "<code> <letter>" matter: spaces and leaders are mapped one by one or at the start of a range.
    private void ReadMap(byte[] map)
    {
        var source = new PdfSource(map);
        var parser = new PdfParser(source, 0, inFile: false);
        var inRange = false;
        var strings = new List<byte[]>();
        while (source[parser.Position] >= 0)
        {
            parser.SkipWhite();
            if (source[parser.Position] == '<' && source[parser.Position + 1] != '<')
            {
                strings.Add(((PdfString)parser.ReadValue()).Bytes);
                if (strings.Count == (inRange ? 3 : 2))
                {
                    AddBlank(strings[0], strings[^1]);
                    strings.Clear();
                }

                continue;
            }

            if (inRange && source[parser.Position] == '[')
            {
                parser.ReadValue();
                strings.Clear();
            }
            else if (parser.Take("beginbfrange") || parser.Take("beginbfchar"))
            {
                inRange = source[parser.Position - 1] == 'e';
                strings.Clear();
            }
            else
            {
                parser.Position++;
            }
        }
    }

    private void AddBlank(byte[] code, byte[] letter)
    {
        if (letter is [var high, var low] && BlankLetters.Contains((high << 8) | low) && code.Length is 1 or 2)
        {
            blanks.Add(code.Length == 2 ? (code[0] << 8) | code[1] : code[0]);
        }
    }
}
