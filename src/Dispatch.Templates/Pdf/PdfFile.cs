using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>The numbered objects of a PDF file, written out with a cross-reference table. The same objects give the same bytes.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> objects = [];

    /// <summary>A number for an object that others must name before it can be written.</summary>
    public int Reserve()
    {
        objects.Add(null);
        return objects.Count;
    }

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    public void Set(int number, string body) => objects[number - 1] = PdfBuffer.Ascii.GetBytes(body);

    /// <summary>A compressed stream; <paramref name="entries"/> are its own dictionary entries.</summary>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return AddRaw(entries + " /Filter /FlateDecode", packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>A stream as it is: metadata that must be readable without unpacking.</summary>
    public int AddRaw(string entries, ReadOnlySpan<byte> data)
    {
        var buffer = new PdfBuffer().Add("<< ").Add(entries).Add(" /Length ").Add(data.Length).Add(" >>\nstream\n").Add(data).Add("\nendstream");
        var number = Reserve();
        objects[number - 1] = buffer.Written.ToArray();
        return number;
    }

    public byte[] Write(int catalog, int information)
    {
        // The second line tells transfer programs that the file is binary.
        var buffer = new PdfBuffer().Add("%PDF-1.7\n%"u8).Add([0xE2, 0xE3, 0xCF, 0xD3]).Add("\n"u8);
        var offsets = new int[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            offsets[i] = buffer.Length;
            buffer.Add(i + 1).Add(" 0 obj\n"u8)
                .Add(objects[i] ?? throw new InvalidOperationException($"Object {i + 1} was named but never written.")).Add("\nendobj\n"u8);
        }

        // The identifier is made from what the file says, not from when it was made.
        var id = Convert.ToHexString(SHA256.HashData(buffer.Written).AsSpan(0, 16));
        var table = buffer.Length;
        buffer.Add("xref\n0 ").Add(objects.Count + 1).Add("\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            buffer.Add(offset.ToString("D10", CultureInfo.InvariantCulture)).Add(" 00000 n \n"u8);
        }

        buffer.Add("trailer\n<< /Size ").Add(objects.Count + 1).Add(" /Root ").Add(catalog).Add(" 0 R /Info ").Add(information)
            .Add(" 0 R /ID [<").Add(id).Add("> <").Add(id).Add(">] >>\nstartxref\n").Add(table).Add("\n%%EOF\n");
        return buffer.Written.ToArray();
    }

    /// <summary>A text string for people, in UTF-16.</summary>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";
}
