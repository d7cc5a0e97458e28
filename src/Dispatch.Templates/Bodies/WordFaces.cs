using System.Globalization;

namespace Dispatch.Templates.Bodies;

/// <summary>What the letters of one Word file look like beyond bold and italic. A dispatch is black, of one size and not underlined (Phụ lục I), so none of it is taken over, and each is told once, where it stands first.</summary>
internal sealed class WordFaces
{
    // A point more or less is nobody's emphasis.
    private const int NoticedHalfPoints = 4;

    private const int FewestOfData = 3;

    private readonly Dictionary<string, BodyLoss> first = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int Letters, string Place, string Text)> sizes = [];

    /// <param name="place">Where they stand.</param>
    /// <param name="faces">The letters of one paragraph.</param>
    /// <param name="columns">How many columns the table around them has; null where none is. One of two columns holds a letterhead or a signature, which are not the text's.</param>
    public void Add(string place, IReadOnlyList<(string Text, WordFace Face)> faces, int? columns)
    {
        foreach (var (text, face) in columns is < FewestOfData ? [] : faces)
        {
            Note(face.IsUnderlined, "word.underlined", place, text, "Chữ gạch chân", "không gạch chân: văn bản hành chính không dùng gạch chân");
            Note(face.IsColoured, "word.coloured", place, text, "Chữ có màu hoặc tô nền", "màu đen, không tô nền");
            Note(face.IsSmallCaps, "word.small-caps", place, text, "Chữ hoa nhỏ", "như đã gõ. Cần chữ hoa thì gõ chữ hoa");
            if (face.Size is { } size && columns is null)
            {
                var (letters, where, begins) = sizes.GetValueOrDefault(size, (0, place, text));
                sizes[size] = (letters + text.Length, where, begins);
            }
        }
    }

    /// <summary>One of a kind. The size of most letters is the file's own; what differs from it was meant to.</summary>
    public IEnumerable<BodyLoss> Losses()
    {
        if (sizes.Count > 1)
        {
            var usual = sizes.MaxBy(size => size.Value.Letters).Key;
            foreach (var (size, (_, place, text)) in sizes.Where(size => Math.Abs(size.Key - usual) >= NoticedHalfPoints).Take(1))
            {
                Note(true, "word.sized", place, text, string.Create(CultureInfo.InvariantCulture, $"Chữ cỡ {size / 2.0:0.#} (phần lớn là cỡ {usual / 2.0:0.#})"), "theo cỡ chữ chung của thể thức");
            }
        }

        return first.Values;
    }

    private void Note(bool isSo, string code, string place, string text, string what, string how)
    {
        if (isSo && !first.ContainsKey(code))
        {
            first.Add(code, new BodyLoss(code, place, $"{what}, chỗ đầu tiên là “{BodyLoss.Quote(text)}”, được in {how}."));
        }
    }
}
