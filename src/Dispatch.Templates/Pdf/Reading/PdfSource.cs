namespace Dispatch.Templates.Pdf.Reading;

/// <summary>
/// The bytes of a file, from memory or through a window over a stream that can seek: a scan of hundreds of megabytes is read where it lies. Not safe for two threads.
/// </summary>
internal sealed class PdfSource
{
    private readonly Window window;

    public PdfSource(byte[] file)
        : this(new Window(file), file.Length)
    {
    }

    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public PdfSource(Stream file)
        : this(new Window(file), file.Length)
    {
    }

    private PdfSource(Window window, long length)
    {
        this.window = window;
        Length = length;
    }

    public long Length { get; }

    /// <summary>The byte at an offset, or -1 outside the file.</summary>
    public int this[long offset] => (ulong)offset < (ulong)Length ? window.ByteAt(offset) : -1;

    /// <summary>The same bytes, ending earlier.</summary>
    public PdfSource Prefix(long length) => new(window, Math.Min(length, Length));

    /// <exception cref="PdfFormatException">The range leaves the file or is longer than an array may be.</exception>
    public byte[] Read(long start, long length)
    {
        if (start < 0 || length < 0 || start + length > Length || length > Array.MaxLength)
        {
            throw new PdfFormatException(PdfFormatCodes.Syntax, "A range leaves the file", start);
        }

        var bytes = new byte[length];
        var filled = 0;
        Visit(start, length, part =>
        {
            part.CopyTo(bytes.AsSpan(filled));
            filled += part.Length;
        });
        return bytes;
    }

    /// <summary>Shows a range part by part, in order, without holding it whole.</summary>
    public void Visit(long start, long length, ReadOnlySpanAction visit)
    {
        while (length > 0)
        {
            var part = window.From(start, length);
            visit(part);
            start += part.Length;
            length -= part.Length;
        }
    }

    /// <summary>Whether these bytes stand at an offset.</summary>
    public bool Has(long offset, ReadOnlySpan<byte> expected)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (this[offset + i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a part of a range.</summary>
    internal delegate void ReadOnlySpanAction(ReadOnlySpan<byte> part);

    private sealed class Window
    {
        private const int Size = 1 << 16;

        private readonly Stream? stream;
        private readonly byte[] bytes;
        private long start;
        private int count;

        public Window(byte[] file)
        {
            bytes = file;
            count = file.Length;
        }

        public Window(Stream file)
        {
            if (!file.CanSeek)
            {
                throw new ArgumentException("A PDF is read from a stream that can seek.", nameof(file));
            }

            stream = file;
            bytes = new byte[Size];
        }

        public int ByteAt(long offset)
        {
            if ((ulong)(offset - start) >= (ulong)count)
            {
                Load(offset);
            }

            return bytes[offset - start];
        }

        public ReadOnlySpan<byte> From(long offset, long most)
        {
            ByteAt(offset);
            var index = (int)(offset - start);
            return bytes.AsSpan(index, (int)Math.Min(most, count - index));
        }

        private void Load(long offset)
        {
            if (stream is null)
            {
                throw new PdfFormatException(PdfFormatCodes.Syntax, "A range leaves the file", offset);
            }

            start = offset & ~(Size - 1L);
            stream.Position = start;
            count = stream.ReadAtLeast(bytes, Size, throwOnEndOfStream: false);
            if (offset - start >= count)
            {
                throw new PdfFormatException(PdfFormatCodes.Syntax, "The file became shorter while it was read", offset);
            }
        }
    }
}
