namespace Dispatch.Templates.Fonts;

/// <summary>Tinos, which has the widths of Times New Roman and every Vietnamese letter. It comes with the program: the machine's fonts are never asked.</summary>
internal static class FontFamily
{
    // Double spacing between lines is never asked for, so "single" is the only measure: ascent + descent + line gap of Times New Roman.
    public const double SingleLine = 0.891 + 0.216 + 0.042;

    public const double Ascent = 0.891;

    private static readonly Lazy<TrueTypeFont>[] Faces =
    [
        Load("Tinos-Regular"), Load("Tinos-Bold"), Load("Tinos-Italic"), Load("Tinos-BoldItalic"),
    ];

    public static TrueTypeFont Face(FontStyle style) => Faces[(int)style].Value;

    private static Lazy<TrueTypeFont> Load(string name) => new(() =>
    {
        var resource = $"Fonts/{name}.ttf";
        using var stream = typeof(FontFamily).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The font {resource} was not built into the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(name, bytes);
    });
}
