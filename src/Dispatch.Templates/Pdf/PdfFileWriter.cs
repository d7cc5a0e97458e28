using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// Writes the objects out as a file: plainly with a table of places, as everything that will be signed is; or packed together, for books whose many
/// small objects would otherwise weigh ten times as much.
/// </summary>
internal sealed class PdfFileWriter
{
    // Some readers count the objects of a pack in two bytes, and all must unpack a whole pack to read one.
    private const int ObjectsPerPack = 200;

    private readonly PdfBuffer buffer = new();
    private readonly List<(int Kind, int First, int Second)> places = [(0, 0, 65535)];
    private readonly PdfFile file;
    private readonly string entries;

    private PdfFileWriter(PdfFile file, int catalog, int information)
    {
        this.file = file;
        entries = FormattableString.Invariant($"/Root {catalog} 0 R /Info {information} 0 R");

        // The second line tells transfer programs that the file is binary.
        buffer.Add("%PDF-1.7\n%"u8).Add([0xE2, 0xE3, 0xCF, 0xD3]).Add("\n"u8);
    }

    public static byte[] Plain(PdfFile file, int catalog, int information) => new PdfFileWriter(file, catalog, information).WritePlain();

    public static byte[] Packed(PdfFile file, int catalog, int information) => new PdfFileWriter(file, catalog, information).WritePacked();

    private byte[] WritePlain()
    {
        foreach (var written in file.Objects)
        {
            places.Add((1, buffer.Length, 0));
            Add(places.Count - 1, written);
        }

        var table = buffer.Length;
        buffer.Add("xref\n0 ").Add(places.Count).Add("\n0000000000 65535 f \n");
        foreach (var (_, offset, _) in places.Skip(1))
        {
            buffer.Add(offset.ToString("D10", CultureInfo.InvariantCulture)).Add(" 00000 n \n"u8);
        }

        buffer.Add("trailer\n<< /Size ").Add(places.Count).Add(" ").Add(entries).Add(Identity(table)).Add(" >>\n");
        return End(table);
    }

    private byte[] WritePacked()
    {
        places.AddRange(Enumerable.Repeat((0, 0, 0), file.Count));
        var loose = file.Objects.Select((written, i) => (Number: i + 1, Object: written)).ToLookup(numbered => numbered.Object.IsStream);
        foreach (var (number, stream) in loose[true])
        {
            places[number] = (1, buffer.Length, 0);
            Add(number, stream);
        }

        foreach (var pack in loose[false].Chunk(ObjectsPerPack))
        {
            AddPack(pack);
        }

        var table = buffer.Length;
        places.Add((1, table, 0));
        Add(places.Count - 1, PdfFile.Compressed(
            FormattableString.Invariant($"/Type /XRef /W [1 4 2] /Size {places.Count} {entries}{Identity(table)}"), Places()));
        return End(table);
    }

    private void AddPack((int Number, PdfObject Object)[] pack)
    {
        var (index, bodies) = (new PdfBuffer(), new PdfBuffer());
        for (var i = 0; i < pack.Length; i++)
        {
            places[pack[i].Number] = (2, places.Count, i);
            index.Add(pack[i].Number).Add(" "u8).Add(bodies.Length).Add(" "u8);
            bodies.Add(pack[i].Object.Body).Add("\n"u8);
        }

        places.Add((1, buffer.Length, 0));
        Add(places.Count - 1, PdfFile.Compressed(
            FormattableString.Invariant($"/Type /ObjStm /N {pack.Length} /First {index.Length}"), index.Add(bodies.Written).Written));
    }

    private byte[] Places()
    {
        var bytes = new byte[7 * places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            var (kind, first, second) = places[i];
            bytes[7 * i] = (byte)kind;
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan((7 * i) + 1), first);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan((7 * i) + 5), (ushort)second);
        }

        return bytes;
    }

    private void Add(int number, PdfObject written) => buffer.Add(number).Add(" 0 obj\n"u8).Add(written.Body).Add("\nendobj\n"u8);

    // Made from what the file says, not from when it was made.
    private string Identity(int length)
    {
        var id = Convert.ToHexString(SHA256.HashData(buffer.Written[..length]).AsSpan(0, 16));
        return $" /ID [<{id}> <{id}>]";
    }

    private byte[] End(int table) => buffer.Add("startxref\n"u8).Add(table).Add("\n%%EOF\n"u8).Written.ToArray();
}
