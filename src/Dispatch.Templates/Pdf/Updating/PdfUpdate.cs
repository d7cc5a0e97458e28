using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>
/// An incremental update (ISO 32000-1, 7.5.6): objects that are new or replaced, and a cross-reference section of the same kind as the last one. Not a byte of the
/// file before it changes, so every earlier signature keeps its digest. The same objects in the same order give the same bytes.
/// </summary>
internal sealed class PdfUpdate(PdfFileReader reader)
{
    private readonly SortedDictionary<int, (int Generation, PdfValue? Value)> objects = [];
    private int next = reader.NextNumber;

    /// <summary>A number for an object that others must name before it can be made; it must be given to <see cref="Replace(int, PdfValue)"/> later.</summary>
    public PdfReference Reserve()
    {
        objects[next] = (0, null);
        return new PdfReference(next++);
    }

    /// <summary>A new object.</summary>
    public PdfReference Add(PdfValue value)
    {
        var reference = Reserve();
        objects[reference.Number] = (0, value);
        return reference;
    }

    /// <summary>Another value for an object that exists or was reserved; its generation stays.</summary>
    public void Replace(int number, PdfValue value)
    {
        var generation = objects.TryGetValue(number, out var before) ? before.Generation : reader.EntryOf(number).Generation;
        objects[number] = (generation, value);
    }

    /// <summary>An object as this update leaves it: replaced here, or as it is in the file.</summary>
    public PdfValue Get(PdfReference reference) => objects.TryGetValue(reference.Number, out var changed) && changed.Value is { } value ? value : reader.Get(reference);

    /// <summary>
    /// The bytes to append to the file. Placeholders know afterwards where they stand; what is put in their place must be as long as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">An object was reserved and never given, or there is nothing to write.</exception>
    public byte[] Append()
    {
        if (objects.Count == 0 || objects.Values.Any(changed => changed.Value is null))
        {
            throw new InvalidOperationException("An update needs objects, and a value for each object it reserved.");
        }

        var buffer = new PdfBuffer();
        var writer = new PdfValueWriter(buffer, reader.Length);
        if (reader.Source[reader.Length - 1] is not ('\n' or '\r'))
        {
            buffer.Add("\n"u8);
        }

        var places = new SortedDictionary<int, (int Generation, long Offset)>();
        foreach (var (number, (generation, value)) in objects)
        {
            places[number] = (generation, reader.Length + buffer.Length);
            buffer.Add(number).Add(" "u8).Add(generation).Add(" obj\n"u8);
            writer.Write(value!, reader.Source);
            buffer.Add("\nendobj\n"u8);
        }

        var start = reader.Length + buffer.Length;
        if (reader.Sections[0].IsStream)
        {
            WriteStream(buffer, writer, places, start);
        }
        else
        {
            WriteTable(buffer, writer, places);
        }

        buffer.Add("startxref\n"u8).Add(start.ToString(CultureInfo.InvariantCulture)).Add("\n%%EOF\n"u8);
        var bytes = buffer.Written.ToArray();
        buffer.Release();
        return bytes;
    }

    /// <summary>Writes the file and the update behind it, part by part.</summary>
    public void WriteTo(Stream output)
    {
        var update = Append();
        reader.Source.Visit(0, reader.Length, output.Write);
        output.Write(update);
    }

    private void WriteTable(PdfBuffer buffer, PdfValueWriter writer, SortedDictionary<int, (int Generation, long Offset)> places)
    {
        buffer.Add("xref\n"u8);
        foreach (var run in Runs([.. places.Keys]))
        {
            buffer.Add(run.First).Add(" "u8).Add(run.Count).Add("\n"u8);
            foreach (var number in Enumerable.Range(run.First, run.Count))
            {
                buffer.Add(places[number].Offset.ToString("D10", CultureInfo.InvariantCulture)).Add(" "u8)
                    .Add(places[number].Generation.ToString("D5", CultureInfo.InvariantCulture)).Add(" n \n"u8);
            }
        }

        buffer.Add("trailer\n"u8);
        writer.Write(TrailerOf(buffer, next), reader.Source);
        buffer.Add("\n"u8);
    }

    private void WriteStream(PdfBuffer buffer, PdfValueWriter writer, SortedDictionary<int, (int Generation, long Offset)> places, long start)
    {
        var own = next;
        places[own] = (0, start);
        var data = new byte[places.Count * 11];
        var at = 0;
        foreach (var (generation, offset) in places.Values)
        {
            data[at] = 1;
            BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(at + 1), offset);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at + 9), (ushort)generation);
            at += 11;
        }

        var index = Runs([.. places.Keys]).SelectMany(run => new PdfValue[] { new PdfInteger(run.First), new PdfInteger(run.Count) });
        var dictionary = TrailerOf(buffer, own + 1)
            .With("Type", new PdfName("XRef"))
            .With("W", new PdfArray([new PdfInteger(1), new PdfInteger(8), new PdfInteger(2)]))
            .With("Index", new PdfArray([.. index]));
        buffer.Add(own).Add(" 0 obj\n"u8);
        writer.Write(new PdfStream(dictionary, data), reader.Source);
        buffer.Add("\nendobj\n"u8);
    }

    private PdfDictionary TrailerOf(PdfBuffer buffer, int size)
    {
        var trailer = new PdfDictionary(
        [
            new("Size", new PdfInteger(size)),
            new("Root", reader.Trailer["Root"]!),
            new("Prev", new PdfInteger(reader.Sections[0].Start)),
        ]);
        foreach (var kept in new[] { "Info", "Encrypt" })
        {
            trailer = reader.Trailer[kept] is { } value ? trailer.With(kept, value) : trailer;
        }

        // The first half of the identity names the document, the second its newest state (14.4); both come from bytes, not from a clock.
        return reader.Resolve(reader.Trailer["ID"]) is PdfArray { Items: [var first, ..] }
            ? trailer.With("ID", new PdfArray([reader.Resolve(first), new PdfString(SHA256.HashData(buffer.Written)[..16], isHex: true)]))
            : trailer;
    }

    private static IEnumerable<(int First, int Count)> Runs(IReadOnlyList<int> numbers)
    {
        for (var i = 0; i < numbers.Count;)
        {
            var first = i++;
            while (i < numbers.Count && numbers[i] == numbers[i - 1] + 1)
            {
                i++;
            }

            yield return (numbers[first], i - first);
        }
    }
}
