namespace Dispatch.Templates.Pdf.Reading;

/// <summary>
/// Follows the cross-reference sections from the newest to the oldest (ISO 32000-1, 7.5.4, 7.5.8): tables, streams and tables with a stream beside them. A
/// circle, two places for one object in one section, or bytes behind the newest section that are not its end are refused.
/// </summary>
internal sealed class XrefReader(PdfSource source, PdfObjectReader objects)
{
    private const int MostSections = 2000;
    private const int LargestNumber = 8_388_607;
    // Readers look for the end in so many last bytes, and take a file whose end they do not find there to pieces.
    private const int TailSearched = 1024;
    private const int LineLength = 20;

    public IReadOnlyList<XrefSection> ReadAll()
    {
        var (start, keyword) = FindStart();
        var sections = new List<XrefSection>();
        var seen = new HashSet<long>();
        for (long? next = start; next is { } place;)
        {
            if (!seen.Add(place) || sections.Count == MostSections)
            {
                throw new PdfFormatException(PdfFormatCodes.CrossReference, "Cross-reference sections run in a circle or are too many", place);
            }

            var section = ReadSection(place, seen);
            sections.Add(section);
            next = Place(section.Trailer, "Prev");
        }

        CheckNothingFollows(sections.Max(section => section.End), keyword);
        return sections;
    }

    private static long? Place(PdfDictionary trailer, string name) => trailer[name] switch
    {
        null => null,
        PdfInteger { Value: >= 0 } place => place.Value,
        PdfReal { Value: >= 0 and < 1e15 } place when place.Value == Math.Floor(place.Value) => (long)place.Value,
        _ => throw new PdfFormatException(PdfFormatCodes.CrossReference, $"/{name} of a trailer is no offset"),
    };

    /// <summary>The number behind the last startxref, and where that keyword stands.</summary>
    private (long Start, long Keyword) FindStart()
    {
        var end = source.Length;
        while (end > 0 && PdfParser.IsWhite(source[end - 1]))
        {
            end--;
        }

        var lowest = Math.Max(0, source.Length - TailSearched);
        var keyword = end - "startxref".Length;
        while (keyword >= lowest && !source.Has(keyword, "startxref"u8))
        {
            keyword--;
        }

        if (keyword < lowest)
        {
            throw new PdfFormatException(PdfFormatCodes.NotPdf, "There is no startxref at the end of the file", end);
        }

        var parser = new PdfParser(source, keyword);
        parser.Expect("startxref");
        var start = parser.ReadCount();
        RefuseComments(parser);
        while (PdfParser.IsWhite(source[parser.Position]))
        {
            parser.Position++;
        }

        if (!source.Has(parser.Position, "%%EOF"u8))
        {
            throw new PdfFormatException(PdfFormatCodes.NotPdf, "startxref is not followed by %%EOF", parser.Position);
        }

        return parser.Position + 5 == end
            ? (start, keyword)
            : throw new PdfFormatException(PdfFormatCodes.BytesAfterEnd, "Bytes follow the end of the file", parser.Position + 5);
    }

    private static void RefuseComments(PdfParser parser)
    {
        if (parser.Comments > 0)
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, "A comment stands inside the cross-reference", parser.Position);
        }
    }

    private void CheckNothingFollows(long end, long keyword)
    {
        var parser = new PdfParser(source, end);
        parser.SkipWhite();
        if (parser.Position != keyword)
        {
            throw new PdfFormatException(PdfFormatCodes.BytesAfterEnd, "Something stands between the last cross-reference section and the end of the file", parser.Position);
        }
    }

    private XrefSection ReadSection(long start, HashSet<long> seen)
    {
        var parser = new PdfParser(source, start);
        return parser.Take("xref") ? ReadTable(start, parser, seen) : ReadStream(start);
    }

    private XrefSection ReadTable(long start, PdfParser parser, HashSet<long> seen)
    {
        var entries = new Dictionary<int, XrefEntry>();
        var isRegular = true;
        while (!parser.Take("trailer"))
        {
            isRegular &= ReadSubsection(parser, entries);
        }

        var trailer = parser.ReadValue() as PdfDictionary ?? throw parser.Wrong("A trailer is no dictionary");
        RefuseComments(parser);
        var end = parser.Position;
        (long, long)? found = null;
        if (Place(trailer, "XRefStm") is { } beside)
        {
            if (!seen.Add(beside))
            {
                throw new PdfFormatException(PdfFormatCodes.CrossReference, "Cross-reference sections run in a circle", beside);
            }

            var stream = ReadStream(beside);
            found = (beside, stream.End);
            AddHidden(entries, stream.Entries);
        }

        return new XrefSection(start, end, IsStream: false, trailer, entries) { IsRegular = isRegular, Beside = found };
    }

    // Objects that old readers shall not see are free in the table and found in the stream (7.5.8.4); found in both places they would be two objects.
    private static void AddHidden(Dictionary<int, XrefEntry> entries, IReadOnlyDictionary<int, XrefEntry> hidden)
    {
        foreach (var (number, entry) in hidden)
        {
            if (entries.TryGetValue(number, out var visible) && visible.Kind != XrefEntryKind.Free && entry.Kind != XrefEntryKind.Free && visible != entry)
            {
                throw new PdfFormatException(PdfFormatCodes.CrossReference, $"Object {number} has two places in one section");
            }

            if (visible.Kind == XrefEntryKind.Free)
            {
                entries[number] = entry;
            }
        }
    }

    /// <summary>Reads it, and says whether its lines are as long as they must be.</summary>
    private bool ReadSubsection(PdfParser parser, Dictionary<int, XrefEntry> entries)
    {
        var (first, count) = (parser.ReadCount(), parser.ReadCount());
        parser.SkipWhite();
        var (start, isRegular) = (parser.Position, true);
        if (first + count > LargestNumber + 1L)
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "A cross-reference section names too large a number", parser.Position);
        }

        for (var number = first; number < first + count; number++)
        {
            var (place, generation) = (parser.ReadCount(), parser.ReadCount());
            var used = parser.Take("n");
            if (!used)
            {
                parser.Expect("f");
            }

            // What a free entry says of its next generation concerns nobody; some writers count beyond the limit there.
            if (used && generation > ushort.MaxValue)
            {
                throw parser.Wrong("A generation is too large");
            }

            // Offset 0 is the header; writers use it for objects they dropped.
            Add(entries, (int)number, used && place > 0 ? new XrefEntry(XrefEntryKind.InFile, place, (int)generation) : XrefEntry.Free);
            isRegular &= parser.Position == start + ((number - first + 1) * LineLength) - 2 && (source[parser.Position], source[parser.Position + 1]) is (' ' or '\r', '\r' or '\n')
                && !(number == first && first == 1 && !used && generation == ushort.MaxValue);
        }

        return isRegular;
    }

    private XrefSection ReadStream(long start)
    {
        var found = objects.ReadAt(start, parseStreamLength: length => (length as PdfInteger)?.Value);
        if (found.Value is not PdfStream { Dictionary: var dictionary } stream || dictionary["Type"] is not PdfName { Value: "XRef" })
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, "There is no cross-reference section where one should be", start);
        }

        var entries = new Dictionary<int, XrefEntry>();
        var widths = Numbers(dictionary["W"]);
        if (widths.Length < 3 || widths.Any(width => width is < 0 or > 8) || widths.Sum() == 0)
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, "/W of a cross-reference stream is malformed", start);
        }

        var data = objects.DecodeDirect(stream);
        var index = dictionary["Index"] is null ? [0, (dictionary["Size"] as PdfInteger)?.Value ?? -1] : Numbers(dictionary["Index"]);
        if (index.Length % 2 != 0)
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, "/Index of a cross-reference stream is no list of pairs", start);
        }

        var at = 0;
        for (var i = 0; i + 1 < index.Length; i += 2)
        {
            at = ReadRange(data, at, widths, index[i], index[i + 1], entries);
        }

        return new XrefSection(start, found.End, IsStream: true, dictionary, entries);
    }

    private static int ReadRange(byte[] data, int at, long[] widths, long first, long count, Dictionary<int, XrefEntry> entries)
    {
        if (first < 0 || count < 0 || first + count > LargestNumber + 1L || at + (count * widths.Sum()) > data.Length)
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, "A cross-reference stream is shorter than it says");
        }

        for (var number = first; number < first + count; number++)
        {
            var kind = widths[0] == 0 ? 1 : Field(data, ref at, widths[0]);
            var (second, third) = (Field(data, ref at, widths[1]), Field(data, ref at, widths[2]));
            at += (int)widths.Skip(3).Sum();
            Add(entries, (int)number, kind switch
            {
                1 when second > 0 && third is >= 0 and <= ushort.MaxValue => new XrefEntry(XrefEntryKind.InFile, second, (int)third),
                2 when second is > 0 and <= LargestNumber && third is >= 0 and <= int.MaxValue => new XrefEntry(XrefEntryKind.Packed, second, (int)third),
                0 or 1 => XrefEntry.Free,
                _ => throw new PdfFormatException(PdfFormatCodes.CrossReference, "A cross-reference stream has an entry of an unknown kind"),
            });
        }

        return at;
    }

    private static long Field(byte[] data, ref int at, long width)
    {
        var value = 0L;
        for (var i = 0; i < width; i++)
        {
            value = (value << 8) | data[at++];
        }

        return value;
    }

    private static void Add(Dictionary<int, XrefEntry> entries, int number, XrefEntry entry)
    {
        if (!entries.TryAdd(number, entry) && entries[number] != entry)
        {
            throw new PdfFormatException(PdfFormatCodes.CrossReference, $"Object {number} has two places in one section");
        }
    }

    private static long[] Numbers(PdfValue? value) =>
        value is PdfArray { Items: var items } && items.All(item => item is PdfInteger) ? [.. items.Select(item => ((PdfInteger)item).Value)] : [];
}
