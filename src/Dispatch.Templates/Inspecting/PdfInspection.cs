namespace Dispatch.Templates.Inspecting;

/// <summary>How heavy an obstacle is.</summary>
public enum ObstacleWeight
{
    /// <summary>To be known; the file can be signed.</summary>
    Note,

    /// <summary>The file is refused for signing.</summary>
    Refused,
}

/// <summary>Why a file should not, or may not, be signed.</summary>
/// <param name="Code">A stable code of <see cref="ObstacleCodes"/>.</param>
/// <param name="Weight">Whether it is refused for this.</param>
/// <param name="Message">A Vietnamese sentence that names the thing, why it matters and the remedy.</param>
public sealed record PdfObstacle(string Code, ObstacleWeight Weight, string Message);

/// <summary>Pages of one size.</summary>
/// <param name="WidthMm">As the page is seen, in millimetres.</param>
/// <param name="HeightMm">As the page is seen, in millimetres.</param>
/// <param name="Count">How many pages.</param>
public sealed record PageSize(int WidthMm, int HeightMm, int Count)
{
    private const int Tolerance = 3;

    /// <summary>A4, upright or across, to 3 mm.</summary>
    public bool IsA4 => (Near(WidthMm, 210) && Near(HeightMm, 297)) || (Near(WidthMm, 297) && Near(HeightMm, 210));

    private static bool Near(int value, int wanted) => Math.Abs(value - wanted) <= Tolerance;
}

/// <summary>A font of a file.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="IsEmbedded">Whether its letters are in the file; those of others differ from machine to machine.</param>
public sealed record FontFound(string Name, bool IsEmbedded);

/// <summary>What a PDF of others holds, as far as it matters to those who sign, copy or keep it.</summary>
public sealed record PdfInspection
{
    /// <summary>How many pages; 0 when the file cannot be read.</summary>
    public int PageCount { get; init; }

    /// <summary>The sizes of the pages, in the order in which they appear.</summary>
    public IReadOnlyList<PageSize> Sizes { get; init; } = [];

    /// <summary>Pages on which letters stand; the others are pictures or empty.</summary>
    public int PagesWithText { get; init; }

    /// <summary>The fonts, by name.</summary>
    public IReadOnlyList<FontFound> Fonts { get; init; } = [];

    /// <summary>It has a password or restrictions.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>JavaScript that a viewer would run.</summary>
    public bool HasScripts { get; init; }

    /// <summary>Actions that start programs, send data or fetch it.</summary>
    public bool HasOutsideActions { get; init; }

    /// <summary>The names of the files attached inside it.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Form fields that can be filled in, signatures not counted.</summary>
    public int FillableFields { get; init; }

    /// <summary>Signatures it bears, whatever they are worth.</summary>
    public int Signatures { get; init; }

    /// <summary>What stands in the way, the refusals first.</summary>
    public IReadOnlyList<PdfObstacle> Obstacles { get; init; } = [];

    /// <summary>Whether it may be signed.</summary>
    public bool IsSignable => Obstacles.All(obstacle => obstacle.Weight != ObstacleWeight.Refused);
}

/// <summary>The codes of obstacles; they never change.</summary>
public static class ObstacleCodes
{
    /// <summary>The file does not have one meaning under ISO 32000.</summary>
    public const string Unsound = "file.unsound";

    /// <summary>A password or restrictions.</summary>
    public const string Encrypted = "file.encrypted";

    /// <summary>Scripts.</summary>
    public const string Scripts = "file.scripts";

    /// <summary>Programs are started, or data are sent or fetched.</summary>
    public const string OutsideActions = "file.outside-actions";

    /// <summary>Files inside the file.</summary>
    public const string Attachments = "file.attachments";

    /// <summary>A form that can still be filled in.</summary>
    public const string Form = "file.form";

    /// <summary>A form that only one program shows (XFA).</summary>
    public const string Xfa = "file.xfa";

    /// <summary>Sound, film or models.</summary>
    public const string Media = "file.media";

    /// <summary>Content that lies outside the file.</summary>
    public const string External = "file.external";

    /// <summary>Its author's signature permits no further one.</summary>
    public const string Locked = "file.locked";

    /// <summary>No pages, or more than are looked at.</summary>
    public const string Pages = "file.pages";

    /// <summary>Fonts that are not in the file.</summary>
    public const string Fonts = "file.fonts";

    /// <summary>Layers that can be switched off.</summary>
    public const string Layers = "file.layers";

    /// <summary>Pages that are not A4.</summary>
    public const string Size = "file.size";

    /// <summary>Pages without text.</summary>
    public const string NoText = "file.no-text";
}
