using System.Buffers;
using System.IO.Compression;

namespace Dispatch.Templates.Pdf;

/// <summary>Makes streams smaller in the way every reader undoes (zlib, RFC 1950).</summary>
internal sealed class Flate : IDisposable
{
    /// <summary>What the dictionary of such a stream says.</summary>
    public const string Entry = " /Filter /FlateDecode";

    private readonly byte[] bytes;
    private readonly int length;

    private Flate(byte[] bytes, int length) => (this.bytes, this.length) = (bytes, length);

    /// <summary>The packed bytes, until this is disposed of.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public static Flate Pack(ReadOnlySpan<byte> data, CompressionLevel effort)
    {
        // Never more than the data, five bytes for each block of it, and what zlib puts around.
        var room = ArrayPool<byte>.Shared.Rent(data.Length + (data.Length / 1000) + 64);
        using var target = new MemoryStream(room);
        using (var packing = new ZLibStream(target, effort, leaveOpen: true))
        {
            packing.Write(data);
        }

        return new Flate(room, (int)target.Position);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
