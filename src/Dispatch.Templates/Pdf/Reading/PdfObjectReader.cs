namespace Dispatch.Templates.Pdf.Reading;

/// <summary>An object as it stands in the file, from its number to behind its endobj.</summary>
internal sealed record FoundObject(int Number, int Generation, PdfValue Value, long Start, long End)
{
    /// <summary>The length of its data is another object, which an update may change.</summary>
    public bool HasForeignLength { get; init; }
}

/// <summary>
/// Reads numbered objects and unpacks streams, and keeps count: objects of a sound file do not overlap, so the bytes read stay below a small multiple of the file.
/// The count and the objects found are shared by all revisions of one file.
/// </summary>
internal sealed class PdfObjectReader(PdfSource source, PdfObjectReader? sharing = null)
{
    private const int MostUnpacked = 64 << 20;
    private const long MostUnpackedInAll = 160 << 20;
    private const int WhiteBeforeObject = 4;

    private readonly Work work = sharing?.work ?? new Work();

    public FoundObject ReadAt(long offset, Func<PdfValue?, long?> parseStreamLength)
    {
        if (work.Found.TryGetValue(offset, out var known) && !known.HasForeignLength && known.End <= source.Length)
        {
            return known;
        }

        var parser = new PdfParser(source, offset);
        var (number, generation) = ReadHeader(parser, offset);
        var value = parser.ReadValue();
        var foreign = value is PdfDictionary { } given && given["Length"] is PdfReference;
        if (value is PdfDictionary dictionary && parser.Take("stream"))
        {
            value = ReadStream(parser, dictionary, parseStreamLength(dictionary["Length"]));
        }

        parser.Expect("endobj");
        Count(offset, parser.Position, value);
        var found = new FoundObject(number, generation, value, offset, parser.Position) { HasForeignLength = foreign && value is PdfStream };
        work.Found[offset] = found;
        return found;
    }

    /// <summary>Whether an object with this number and generation begins at an offset.</summary>
    public bool StandsAt(long offset, int number, int generation)
    {
        if (!work.Checked.Contains((offset, number, generation)))
        {
            var parser = new PdfParser(source, offset);
            if (offset >= source.Length || ReadHeader(parser, offset) != (number, generation))
            {
                return false;
            }

            work.Checked.Add((offset, number, generation));
        }

        return true;
    }

    /// <summary>The data of a stream whose filters and parameters are no references, as those of cross-reference streams are.</summary>
    public byte[] DecodeDirect(PdfStream stream) => Decode(stream, value => value ?? PdfNull.Instance, MostUnpacked);

    /// <summary>The unpacked data of a stream.</summary>
    /// <exception cref="PdfFormatException">Damaged, an unknown filter, or more than <paramref name="most"/> bytes.</exception>
    public byte[] Decode(PdfStream stream, Func<PdfValue?, PdfValue> resolve, int most, Func<byte[], byte[]>? decrypt = null)
    {
        var data = stream.Data ?? source.Read(stream.Start, stream.Length);
        data = decrypt?.Invoke(data) ?? data;
        foreach (var (name, parameters) in PdfFilters.Of(stream.Dictionary, resolve))
        {
            data = PdfFilters.Undo(name, parameters, data, Math.Min(most, MostUnpacked));
            work.Unpacked += data.Length;
            if (work.Unpacked > MostUnpackedInAll)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, "The streams of the file unpack to too much");
            }
        }

        return data;
    }

    private static (int Number, int Generation) ReadHeader(PdfParser parser, long offset)
    {
        var (number, generation) = (parser.ReadCount(), parser.ReadCount());
        if (number > int.MaxValue || generation > ushort.MaxValue || parser.Position - offset > 20 + WhiteBeforeObject)
        {
            throw new PdfFormatException(PdfFormatCodes.ObjectMismatch, "No object begins where one should be", offset);
        }

        parser.Expect("obj");
        return parser.Comments == 0 ? ((int)number, (int)generation) : throw parser.Wrong("A comment stands inside the beginning of an object");
    }

    private PdfStream ReadStream(PdfParser parser, PdfDictionary dictionary, long? length)
    {
        var start = parser.Position + (source[parser.Position], source[parser.Position + 1]) switch
        {
            ('\r', '\n') => 2,
            ('\n', _) => 1,
            _ => throw parser.Wrong("'stream' is not followed by the end of a line"),
        };
        if (length is not { } count || count < 0 || start + count > source.Length)
        {
            throw parser.Wrong("A stream has no sound length");
        }

        parser.Position = start + count;
        for (var i = 0; i < WhiteBeforeObject && PdfParser.IsWhite(source[parser.Position]); i++)
        {
            parser.Position++;
        }

        if (!source.Has(parser.Position, "endstream"u8))
        {
            throw parser.Wrong("A stream does not end where its length says");
        }

        parser.Expect("endstream");
        return new PdfStream(dictionary, start, count);
    }

    private void Count(long start, long end, PdfValue value)
    {
        work.Parsed += end - start - (value is PdfStream stream ? stream.Length : 0);
        if (work.Parsed > (4 * source.Length) + (1 << 20))
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "The objects of the file overlap", start);
        }
    }

    private sealed class Work
    {
        public Dictionary<long, FoundObject> Found { get; } = [];

        public HashSet<(long, int, int)> Checked { get; } = [];

        public long Parsed { get; set; }

        public long Unpacked { get; set; }
    }
}
