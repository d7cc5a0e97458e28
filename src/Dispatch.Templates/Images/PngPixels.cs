namespace Dispatch.Templates.Images;

/// <summary>Unfolds the pixels of a PNG image to eight bits a colour, and their transparency beside them.</summary>
internal sealed class PngPixels
{
    public const string OutsideThePalette = "dùng màu không có trong bảng màu";

    private readonly PngHeader header;
    private readonly ReadOnlyMemory<byte> palette;
    private readonly ReadOnlyMemory<byte>? transparency;
    private readonly int most;

    public PngPixels(PngHeader header, ReadOnlyMemory<byte> palette, ReadOnlyMemory<byte>? transparency)
    {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
        most = (1 << header.Depth) - 1;
        Kind = header.Kind == PixelKind.Grey ? PixelKind.Grey : PixelKind.Colour;
        var count = header.Width * header.Height;
        Colours = new byte[count * Components];
        Alpha = header.HasAlpha || transparency is not null ? new byte[count] : null;
        CheckTransparency();
    }

    public PixelKind Kind { get; }

    public byte[] Colours { get; }

    public byte[]? Alpha { get; }

    private int Components => Kind == PixelKind.Grey ? 1 : 3;

    /// <summary>Takes the pixels of one row of one pass.</summary>
    public void Take(ReadOnlyMemory<byte> row, int y, int firstX, int stepX)
    {
        var line = row.Span;
        for (var (x, i) = (firstX, 0); x < header.Width; x += stepX, i++)
        {
            Put(line, i * header.Channels, (y * header.Width) + x);
        }
    }

    private void Put(ReadOnlySpan<byte> line, int first, int pixel)
    {
        var into = Colours.AsSpan(pixel * Components, Components);
        if (header.Kind == PixelKind.Palette)
        {
            PutFromPalette(header.NumberIn(line, first), into, pixel);
            return;
        }

        for (var i = 0; i < into.Length; i++)
        {
            into[i] = Eight(header.NumberIn(line, first + i));
        }

        if (Alpha is not null)
        {
            Alpha[pixel] = header.HasAlpha ? Eight(header.NumberIn(line, first + into.Length)) : IsTransparentColour(line, first) ? (byte)0 : (byte)255;
        }
    }

    private void PutFromPalette(int index, Span<byte> into, int pixel)
    {
        if ((index + 1) * 3 > palette.Length)
        {
            throw PngReader.Broken(OutsideThePalette);
        }

        palette.Span.Slice(index * 3, 3).CopyTo(into);
        if (Alpha is not null)
        {
            Alpha[pixel] = index < transparency!.Value.Length ? transparency.Value.Span[index] : (byte)255;
        }
    }

    // One colour of the image may be declared to be no colour at all.
    private bool IsTransparentColour(ReadOnlySpan<byte> line, int first)
    {
        var colour = transparency!.Value.Span;
        for (var i = 0; i < Components; i++)
        {
            if (header.NumberIn(line, first + i) != ((colour[2 * i] << 8) | colour[(2 * i) + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private byte Eight(int number) => header.Depth == 8 ? (byte)number : (byte)(((number * 255) + (most / 2)) / most);

    private void CheckTransparency()
    {
        var isRight = transparency is not { } given
            || (header.Kind == PixelKind.Palette ? given.Length <= palette.Length / 3 : !header.HasAlpha && given.Length == 2 * Components);
        if (!isRight)
        {
            throw PngReader.Broken("có phần trong suốt sai");
        }
    }
}
