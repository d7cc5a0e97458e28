using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// A PDF file written object by object into a stream: plainly with a table of places, as everything that will be signed is; or with small objects packed
/// together, for books whose many cells would otherwise weigh ten times as much. The same objects give the same bytes.
/// </summary>
internal sealed class PdfFile : IPdfObjects, IDisposable
{
    // Some readers count the objects of a pack in two bytes, and all must unpack a whole pack to read one.
    private const int ObjectsPerPack = 200;

    private const int FlushAt = 64 * 1024;

    private readonly Stream? output;
    private readonly bool isPacked;
    private readonly PdfBuffer buffer = new(32 * 1024);
    private readonly PdfBuffer packIndex = new();
    private readonly PdfBuffer packBodies = new();
    private readonly IncrementalHash? hash;
    private Place[] places = new Place[64];
    private int count = 1;
    private long flushed;
    private int packNumber;
    private int packCount;

    /// <param name="output">Where the bytes go, in one pass from first to last; null keeps them to be asked for.</param>
    /// <param name="version">"1.4" or "1.7".</param>
    /// <param name="isPacked">Whether small objects are packed together, which version 1.4 does not know.</param>
    public PdfFile(Stream? output, string version, bool isPacked)
    {
        this.output = output;
        this.isPacked = isPacked;
        hash = output is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        places[0] = new Place(0, 0, ushort.MaxValue);

        // The second line tells transfer programs that the file is binary.
        buffer.Add("%PDF-").Add(version).Add("\n%"u8).Add([0xE2, 0xE3, 0xCF, 0xD3]).Add("\n"u8);
    }

    public CompressionLevel Effort => isPacked ? CompressionLevel.Optimal : CompressionLevel.Fastest;

    private long Position => flushed + buffer.Length;

    public int Reserve()
    {
        if (count == places.Length)
        {
            Array.Resize(ref places, 2 * count);
        }

        return count++;
    }

    public void Set(int number, ReadOnlySpan<byte> body)
    {
        if (isPacked)
        {
            AddToPack(number, body);
            return;
        }

        Begin(number);
        buffer.Add(body).Add("\nendobj\n"u8);
    }

    public void SetStream(int number, string entries, ReadOnlySpan<byte> data)
    {
        Begin(number);
        buffer.Add("<< "u8).Add(entries).Add(" /Length "u8).Add(data.Length).Add(" >>\nstream\n"u8);
        if (output is not null && data.Length > FlushAt)
        {
            Flush(output);
            Write(output, data);
        }
        else
        {
            buffer.Add(data);
        }

        buffer.Add("\nendstream\nendobj\n"u8);
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="InvalidOperationException">An object was named but never written.</exception>
    public void Finish(int catalog, int information)
    {
        FlushPack();
        for (var number = 1; number < count; number++)
        {
            if (places[number].Kind == 0)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Object {number} was named but never written."));
            }
        }

        var entries = string.Create(CultureInfo.InvariantCulture, $"/Root {catalog} 0 R /Info {information} 0 R{Identity()}");
        var table = isPacked ? AddPackedTable(entries) : AddPlainTable(entries);
        buffer.Add("startxref\n"u8).Add(table).Add("\n%%EOF\n"u8);
        if (output is not null)
        {
            Flush(output);
        }
    }

    /// <summary>The whole file, once it is ended, when it was not written to a stream.</summary>
    public byte[] ToArray() => buffer.Written.ToArray();

    /// <summary>A text string for people, in UTF-16.</summary>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    public void Dispose()
    {
        hash?.Dispose();
        buffer.Release();
        packIndex.Release();
        packBodies.Release();
    }

    private void Begin(int number)
    {
        if (output is not null && buffer.Length > FlushAt)
        {
            Flush(output);
        }

        Take(number, new Place(1, Position, 0));
        buffer.Add(number).Add(" 0 obj\n"u8);
    }

    private void Take(int number, Place place)
    {
        if (places[number].Kind != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Object {number} was written twice."));
        }

        places[number] = place;
    }

    private void AddToPack(int number, ReadOnlySpan<byte> body)
    {
        packNumber = packCount == 0 ? Reserve() : packNumber;
        Take(number, new Place(2, packNumber, packCount));
        packIndex.Add(number).Add(" "u8).Add(packBodies.Length).Add(" "u8);
        packBodies.Add(body).Add("\n"u8);
        if (++packCount == ObjectsPerPack)
        {
            FlushPack();
        }
    }

    private void FlushPack()
    {
        if (packCount == 0)
        {
            return;
        }

        var first = packIndex.Length;
        using var packed = Flate.Pack(packIndex.Add(packBodies.Written).Written, Effort);
        SetStream(packNumber, string.Create(CultureInfo.InvariantCulture, $"/Type /ObjStm /N {packCount} /First {first}{Flate.Entry}"), packed.Written);
        packCount = 0;
        packIndex.Clear();
        packBodies.Clear();
    }

    private long AddPlainTable(string entries)
    {
        var table = Position;
        buffer.Add("xref\n0 "u8).Add(count).Add("\n0000000000 65535 f \n"u8);
        for (var number = 1; number < count; number++)
        {
            places[number].First.TryFormat(buffer.Take(10), out _, "D10", CultureInfo.InvariantCulture);
            buffer.Add(" 00000 n \n"u8);
        }

        buffer.Add("trailer\n<< /Size "u8).Add(count).Add(" "u8).Add(entries).Add(" >>\n"u8);
        return table;
    }

    private long AddPackedTable(string entries)
    {
        // The table is an object of the file too, and lists itself.
        var (number, table) = (Reserve(), Position);
        places[number] = new Place(1, table, 0);
        var rows = new PdfBuffer();
        Span<byte> row = stackalloc byte[7];
        Span<byte> above = stackalloc byte[7];
        foreach (var (kind, first, second) in places.AsSpan(0, count))
        {
            row[0] = (byte)kind;
            BinaryPrimitives.WriteUInt32BigEndian(row[1..], checked((uint)first));
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)second);

            // As differences from the row above (filter 2), which are nearly all the same.
            rows.Add([2]);
            for (var i = 0; i < row.Length; i++)
            {
                rows.Add([(byte)(row[i] - above[i])]);
            }

            row.CopyTo(above);
        }

        using var packed = Flate.Pack(rows.Written, Effort);
        places[number] = default;
        rows.Release();
        SetStream(number, string.Create(CultureInfo.InvariantCulture, $"/Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 /Columns 7 >> /Size {count} {entries}{Flate.Entry}"), packed.Written);
        return table;
    }

    // Made from what the file says, not from when it was made.
    private string Identity()
    {
        hash?.AppendData(buffer.Written);
        var id = Convert.ToHexString((hash?.GetHashAndReset() ?? SHA256.HashData(buffer.Written)).AsSpan(0, 16));
        return $" /ID [<{id}> <{id}>]";
    }

    private void Flush(Stream target)
    {
        Write(target, buffer.Written);
        buffer.Clear();
    }

    private void Write(Stream target, ReadOnlySpan<byte> data)
    {
        hash!.AppendData(data);
        target.Write(data);
        flushed += data.Length;
    }

    /// <summary>Where an object is. Kind 1: so many bytes into the file. Kind 2: in a pack, at an index of it. Kind 0: nowhere yet.</summary>
    private readonly record struct Place(int Kind, long First, int Second);
}
