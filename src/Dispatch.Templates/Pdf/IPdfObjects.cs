using System.IO.Compression;

namespace Dispatch.Templates.Pdf;

/// <summary>Where the numbered objects of a document go: a new file, or an update appended to one.</summary>
internal interface IPdfObjects
{
    /// <summary>
    /// How hard streams are packed. A paper is packed fast: half of its time would go into being a sixth smaller.
    /// </summary>
    CompressionLevel Effort => CompressionLevel.Fastest;

    /// <summary>A number for an object that others must name before it can be written. Each is set once.</summary>
    int Reserve();

    /// <summary>Writes an object; <paramref name="body"/> is what stands between "obj" and "endobj".</summary>
    void Set(int number, ReadOnlySpan<byte> body);

    /// <summary>Writes a stream as it is; <paramref name="entries"/> are its own dictionary entries, without its length.</summary>
    void SetStream(int number, string entries, ReadOnlySpan<byte> data);
}

/// <summary>The usual ways to add an object.</summary>
internal static class PdfObjectsExtensions
{
    public static void Set(this IPdfObjects objects, int number, string body) => objects.Set(number, PdfBuffer.Ascii.GetBytes(body));

    public static int Add(this IPdfObjects objects, string body)
    {
        var number = objects.Reserve();
        objects.Set(number, body);
        return number;
    }

    /// <summary>A stream as it is: what is packed already, or must be readable without unpacking.</summary>
    public static int AddRaw(this IPdfObjects objects, string entries, ReadOnlySpan<byte> data)
    {
        var number = objects.Reserve();
        objects.SetStream(number, entries, data);
        return number;
    }

    /// <summary>A stream made smaller.</summary>
    public static int AddStream(this IPdfObjects objects, string entries, ReadOnlySpan<byte> data, CompressionLevel? effort = null)
    {
        using var packed = Flate.Pack(data, effort ?? objects.Effort);
        return objects.AddRaw(entries + Flate.Entry, packed.Written);
    }
}
