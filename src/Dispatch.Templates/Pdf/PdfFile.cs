using System.IO.Compression;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>The numbered objects of a PDF file in the making. The same objects give the same bytes.</summary>
internal sealed class PdfFile
{
    private readonly List<PdfObject?> objects = [];

    public int Count => objects.Count;

    /// <summary>The objects in the order of their numbers, from 1.</summary>
    /// <exception cref="InvalidOperationException">One was named but never written.</exception>
    public IEnumerable<PdfObject> Objects =>
        objects.Select((written, i) => written ?? throw new InvalidOperationException($"Object {i + 1} was named but never written."));

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

    public void Set(int number, string body) => objects[number - 1] = new PdfObject(PdfBuffer.Ascii.GetBytes(body), IsStream: false);

    /// <summary>A compressed stream; <paramref name="entries"/> are its own dictionary entries.</summary>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        objects.Add(Compressed(entries, data));
        return objects.Count;
    }

    /// <summary>A stream as it is: metadata that must be readable without unpacking.</summary>
    public int AddRaw(string entries, ReadOnlySpan<byte> data)
    {
        objects.Add(Raw(entries, data));
        return objects.Count;
    }

    public static PdfObject Compressed(string entries, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return Raw(entries + " /Filter /FlateDecode", packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>A text string for people, in UTF-16.</summary>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    private static PdfObject Raw(string entries, ReadOnlySpan<byte> data)
    {
        var buffer = new PdfBuffer().Add("<< ").Add(entries).Add(" /Length ").Add(data.Length).Add(" >>\nstream\n").Add(data).Add("\nendstream");
        return new PdfObject(buffer.Written.ToArray(), IsStream: true);
    }
}

/// <summary>What stands between "obj" and "endobj".</summary>
internal sealed record PdfObject(byte[] Body, bool IsStream);
