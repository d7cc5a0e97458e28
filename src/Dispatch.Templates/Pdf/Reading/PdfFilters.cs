using System.IO.Compression;

namespace Dispatch.Templates.Pdf.Reading;

/// <summary>Unpacks streams (ISO 32000-1, 7.4), and stops when more comes out than is allowed.</summary>
internal static class PdfFilters
{
    /// <summary>The names of the filters of a stream, in the order they are undone; each with its parameters.</summary>
    public static IReadOnlyList<(string Name, PdfDictionary Parameters)> Of(PdfDictionary stream, Func<PdfValue?, PdfValue> resolve)
    {
        var names = Listed(resolve(stream["Filter"] ?? stream["F"]), resolve);
        var parameters = Listed(resolve(stream["DecodeParms"] ?? stream["DP"]), resolve);
        return
        [
            .. names.Select((name, i) =>
            (
                name is PdfName { Value: var text } ? text : throw new PdfFormatException(PdfFormatCodes.Filter, "A filter has no name"),
                i < parameters.Count && parameters[i] is PdfDictionary own ? own : PdfDictionary.Empty)),
        ];
    }

    /// <summary>Undoes one filter.</summary>
    /// <exception cref="PdfFormatException">The data are damaged, the filter is unknown, or more than <paramref name="most"/> bytes come out.</exception>
    public static byte[] Undo(string name, PdfDictionary parameters, byte[] data, int most) => name switch
    {
        "FlateDecode" or "Fl" => Predictor.Undo(parameters, Inflate(data, most)),
        "LZWDecode" or "LZW" => Predictor.Undo(parameters, LzwDecoder.Undo(data, (parameters["EarlyChange"] as PdfInteger)?.Value != 0, most)),
        "ASCIIHexDecode" or "AHx" => TextFilters.UndoHex(data),
        "ASCII85Decode" or "A85" => TextFilters.UndoBase85(data),
        "RunLengthDecode" or "RL" => TextFilters.UndoRuns(data, most),
        "Crypt" when parameters["Name"] is null or PdfName { Value: "Identity" } => data,
        _ => throw new PdfFormatException(PdfFormatCodes.Filter, $"The filter {name} is not one that can be unpacked here"),
    };

    private static byte[] Inflate(byte[] data, int most)
    {
        try
        {
            using var packed = new MemoryStream(data, writable: false);
            using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var part = new byte[8192];
            int count;
            while ((count = inflate.Read(part)) > 0)
            {
                if (plain.Length + count > most)
                {
                    throw new PdfFormatException(PdfFormatCodes.Limit, $"A stream unpacks to more than {most} bytes");
                }

                plain.Write(part, 0, count);
            }

            return plain.ToArray();
        }
        catch (InvalidDataException damaged)
        {
            throw new PdfFormatException(PdfFormatCodes.Filter, "A compressed stream is damaged", damaged);
        }
    }

    private static IReadOnlyList<PdfValue> Listed(PdfValue value, Func<PdfValue?, PdfValue> resolve) => value switch
    {
        PdfNull => [],
        PdfArray array => [.. array.Items.Select(resolve)],
        _ => [value],
    };
}
