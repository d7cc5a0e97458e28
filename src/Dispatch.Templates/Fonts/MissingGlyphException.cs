using System.Globalization;

namespace Dispatch.Templates.Fonts;

/// <summary>A character cannot be printed because the font has no drawing for it. Nothing is ever left out or replaced silently.</summary>
public sealed class MissingGlyphException : Exception
{
    /// <summary>Names the character that is missing.</summary>
    /// <param name="codePoint">The Unicode code point; a lone half of a surrogate pair is named as it stands.</param>
    public MissingGlyphException(int codePoint)
        : base($"Phông chữ không có ký tự {Shown(codePoint)} ({Name(codePoint)}).") => CodePoint = codePoint;

    /// <summary>The Unicode code point that cannot be printed.</summary>
    public int CodePoint { get; }

    /// <summary>The character as text; the replacement character for a lone half of a surrogate pair.</summary>
    public string Character => Text(CodePoint);

    /// <summary>The character as a sentence can name it: in quotes, or what it is where it cannot be seen.</summary>
    public string Quoted => Shown(CodePoint);

    private static string Name(int codePoint) => "U+" + codePoint.ToString("X4", CultureInfo.InvariantCulture);

    private static string Text(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF ? "\uFFFD" : char.ConvertFromUtf32(codePoint);

    // A control character would spoil the line it is reported in.
    private static string Shown(int codePoint) => codePoint < 0x20 || codePoint is >= 0x7F and < 0xA0 ? "điều khiển" : $"“{Text(codePoint)}”";
}
