using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A rectangle in the coordinates of a page, in points.</summary>
internal readonly record struct Box(double Left, double Bottom, double Right, double Top)
{
    public bool IsEmpty => Right - Left <= 0 || Top - Bottom <= 0;

    /// <summary>A rectangle of four numbers in any order of corners; null when it is none.</summary>
    public static Box? Of(PdfFileReader reader, PdfValue? value)
    {
        if (reader.Resolve(value) is not PdfArray { Items.Count: 4 } array)
        {
            return null;
        }

        var numbers = array.Items.Select(item => NumberOf(reader.Resolve(item))).ToList();
        return numbers.TrueForAll(number => number is not null)
            ? new Box(Math.Min(numbers[0]!.Value, numbers[2]!.Value), Math.Min(numbers[1]!.Value, numbers[3]!.Value), Math.Max(numbers[0]!.Value, numbers[2]!.Value), Math.Max(numbers[1]!.Value, numbers[3]!.Value))
            : null;
    }

    public static double? NumberOf(PdfValue? value) => (value as PdfInteger)?.Value ?? (value as PdfReal)?.Value;

    public bool Holds(double x, double y) => x > Left && x < Right && y > Bottom && y < Top;

    public bool Meets(Box other) => Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;
}

/// <summary>Where a page shows text and pictures. A page that cannot be followed counts as full: what lies over it may lie over anything.</summary>
internal sealed class PageMarks(PdfFileReader reader, PageTree pages)
{
    // A hair's breadth: frames touch the words they stand around.
    private const double Tolerance = 1;

    private const long Hidden = 2;

    private readonly Dictionary<int, ContentMarks?> byPage = [];

    /// <summary>Whether a rectangle lies over text, or over text or pictures, of a page.</summary>
    public bool Covered(int page, Box box, bool onlyText)
    {
        if (!byPage.TryGetValue(page, out var marks))
        {
            marks = pages.Pages.Find(node => node.Number == page) is { } known ? Read(known) : new ContentMarks();
            byPage[page] = marks;
        }

        var inner = new Box(box.Left + Tolerance, box.Bottom + Tolerance, box.Right - Tolerance, box.Top - Tolerance);
        return !inner.IsEmpty
            && (marks is null
                || marks.Letters.Exists(letter => inner.Holds(letter.X, letter.Y))
                || (!onlyText && marks.Pictures.Exists(inner.Meets)));
    }

    /// <summary>Whether a rectangle lies over the middle of something that stands on the page as a field or comment. A seal over the edge of a signature does not.</summary>
    public bool CoversAnnotation(int page, Box box) =>
        pages.Pages.Find(node => node.Number == page) is { } known
        && reader.ItemsOf(known.Dictionary, "Annots").Select(reader.Resolve).OfType<PdfDictionary>()
            .Where(annotation => reader.DictionaryOf(annotation, "AP") is not null && !(reader.Entry(annotation, "F") is PdfInteger flags && (flags.Value & Hidden) != 0))
            .Select(annotation => Box.Of(reader, annotation["Rect"])).OfType<Box>()
            .Any(place => !place.IsEmpty && box.Holds((place.Left + place.Right) / 2, (place.Bottom + place.Top) / 2));

    private ContentMarks? Read(PageNode page)
    {
        try
        {
            return ContentReader.Read(reader, page);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }
}

/// <summary>What a content stream draws, as far as it matters whether something lies over it.</summary>
internal sealed class ContentMarks
{
    /// <summary>The middle of each letter that is seen; spaces, dots and lines to write on left out.</summary>
    public List<(double X, double Y)> Letters { get; } = [];

    public List<Box> Pictures { get; } = [];

    /// <summary>What lines and filled shapes reach over.</summary>
    public List<Box> Lines { get; } = [];

    /// <summary>How many states of the page were saved and never restored.</summary>
    public int OpenStates { get; set; }
}
