using System.Globalization;
using System.Security;
using System.Text;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>How far a step has come in a matter.</summary>
internal enum BoxLook
{
    /// <summary>Not reached, or no matter is shown.</summary>
    Plain,

    /// <summary>Done.</summary>
    Done,

    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>It waits beyond its deadline.</summary>
    Overdue,

    /// <summary>It stopped.</summary>
    Stopped,
}

/// <param name="Look">How far it has come.</param>
/// <param name="Notes">Lines below the title: who, since when, how long.</param>
internal sealed record BoxState(BoxLook Look, IReadOnlyList<string> Notes)
{
    public static readonly BoxState Plain = new(BoxLook.Plain, []);

    /// <summary>How it ended, in Vietnamese; empty where that is not known.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Whether a way out of the box may have been gone: of a step that people ended, the ways they chose.</summary>
    public bool MayHaveTaken(PictureArrow way) =>
        Look is BoxLook.Done && (way.Port is null || Outcomes.Count == 0 || Outcomes.Contains(WorkflowWording.OfOutcome(way.Port), StringComparer.Ordinal));
}

/// <summary>Writes a picture as SVG: plain shapes and text with attributes only, so that it stands in a page with a strict policy, on its own, and on paper.</summary>
internal sealed class PictureSvg
{
    /// <summary>A picture wider than this says so to whoever shows it: shrunk to a page it could not be read.</summary>
    private const double Wide = 1000;

    private const string Font = "Segoe UI, Noto Sans, Liberation Sans, Arial, sans-serif";
    private const int TitleLetters = 30;
    private const int NoteLetters = 36;
    private const double TitleLine = 17;
    private const double NoteLine = 15;

    private readonly StringBuilder svg = new();

    /// <summary>The picture of a graph.</summary>
    /// <param name="graph">What to draw.</param>
    /// <param name="states">How each box looks.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    public static string Draw(PictureGraph graph, IReadOnlyList<BoxState> states, string title)
    {
        var texts = graph.Boxes.Select((box, i) => Text(box, states[i])).ToList();
        var layout = PictureLayout.Of(graph, texts.ConvertAll(text => text.Size));
        var picture = new PictureSvg();
        picture.Begin(layout, title);
        for (var i = 0; i < graph.Arrows.Count; i++)
        {
            var arrow = graph.Arrows[i];
            picture.Line(layout.Lines[i], arrow, isTaken: states[arrow.From].MayHaveTaken(arrow) && states[arrow.To].Look is not BoxLook.Plain && !arrow.IsBack);
        }

        for (var i = 0; i < graph.Arrows.Count; i++)
        {
            picture.Label(layout.Lines[i], graph.Arrows[i]);
        }

        for (var i = 0; i < graph.Boxes.Count; i++)
        {
            picture.Box(layout.Places[i], graph.Boxes[i], texts[i], states[i].Look);
        }

        return picture.svg.Append("</svg>").ToString();
    }

    private static BoxText Text(PictureBox box, BoxState state)
    {
        if (box.Kind is BoxKind.Terminal)
        {
            return new BoxText([box.Title], [], (Math.Max(110, (box.Title.Length * 8) + 36), 34));
        }

        var title = Wrap(box.Title, TitleLetters, 3);
        List<string> notes = [.. (box.Who.Length == 0 || state.Notes.Count > 0 ? state.Notes : [box.Who]).SelectMany(note => Wrap(note, NoteLetters, 2))];
        return new BoxText(title, notes, (PictureLayout.BoxWidth, 22 + (title.Count * TitleLine) + (notes.Count * NoteLine)));
    }

    private static List<string> Wrap(string text, int letters, int most)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < letters)
            {
                lines[^1] += " " + word;
            }
            else if (lines.Count == most)
            {
                lines[^1] = lines[^1].TrimEnd('…') + "…";
                break;
            }
            else
            {
                lines.Add(word.Length > letters ? word[..letters] : word);
            }
        }

        return lines;
    }

    private void Begin(PictureLayout layout, string title) => svg.Append(CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" {(layout.Width > Wide ? "class=\"wide\" " : string.Empty)}role="img" aria-label="{Safe(title)}" width="{layout.Width:0}" height="{layout.Height:0}" viewBox="0 0 {layout.Width:0} {layout.Height:0}" font-family="{Font}"><title>{Safe(title)}</title><defs>
        <marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#6b7886"/></marker>
        <marker id="to-done" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#2a7d3f"/></marker>
        <marker id="to-back" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#a06a5f"/></marker></defs>
        <rect width="100%" height="100%" fill="#ffffff"/>
        """);

    private void Line(IReadOnlyList<(double X, double Y)> corners, PictureArrow arrow, bool isTaken)
    {
        var (colour, marker) = arrow.IsBack ? ("#a06a5f", "to-back") : isTaken ? ("#2a7d3f", "to-done") : ("#6b7886", "to");
        svg.Append(CultureInfo.InvariantCulture,
            $"<path d=\"{Rounded(corners)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{(isTaken ? 2.2 : 1.5):0.0}\"{(arrow.IsBack ? " stroke-dasharray=\"5 4\"" : string.Empty)} marker-end=\"url(#{marker})\"/>");
    }

    private static string Rounded(IReadOnlyList<(double X, double Y)> corners)
    {
        var points = corners.Where((point, i) => i == 0 || point != corners[i - 1]).ToList();
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Count - 1; i++)
        {
            var (before, at, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(8, Math.Min(Distance(before, at), Distance(at, after)) / 2);
            var (begin, end) = (Towards(at, before, radius), Towards(at, after, radius));
            path.Append(CultureInfo.InvariantCulture, $"L{begin.X:0.#} {begin.Y:0.#}Q{at.X:0.#} {at.Y:0.#} {end.X:0.#} {end.Y:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{points[^1].X:0.#} {points[^1].Y:0.#}").ToString();
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to, double by)
    {
        var length = Distance(from, to);
        return length == 0 ? from : (from.X + ((to.X - from.X) / length * by), from.Y + ((to.Y - from.Y) / length * by));
    }

    private void Label(IReadOnlyList<(double X, double Y)> corners, PictureArrow arrow)
    {
        if (arrow.Label.Length == 0)
        {
            return;
        }

        var width = (arrow.Label.Length * 6.2) + 10;
        // Beside where the arrow leaves: an arrow down carries its word below the box, one that leads back beside it.
        var isSideways = corners[0].Y == corners[1].Y;
        var isLeft = corners[1].X < corners[0].X;
        var (x, y) = isSideways ? (corners[0].X + ((isLeft ? -1 : 1) * ((width / 2) + 5)), corners[0].Y - 9) : (corners[0].X, corners[0].Y + 13);
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{x - (width / 2):0.#}\" y=\"{y - 9:0.#}\" width=\"{width:0.#}\" height=\"17\" rx=\"4\" fill=\"#ffffff\" fill-opacity=\"0.92\"/><text x=\"{x:0.#}\" y=\"{y + 4:0.#}\" font-size=\"11.5\" text-anchor=\"middle\" fill=\"{(arrow.IsBack ? "#8c4a3d" : "#3c4856")}\">{Safe(arrow.Label)}</text>");
    }

    private void Box(Place place, PictureBox box, BoxText text, BoxLook look)
    {
        var (fill, border, strength) = Colours(look);
        svg.Append(CultureInfo.InvariantCulture, $"<g data-step=\"{Safe(box.Id)}\" data-look=\"{look}\"><title>{Safe(box.Title)}</title>");
        var radius = box.Kind is BoxKind.Terminal or BoxKind.Choice ? place.Height / 2 : 8;
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{place.Left:0.#}\" y=\"{place.Y:0.#}\" width=\"{place.Width:0.#}\" height=\"{place.Height:0.#}\" rx=\"{Math.Min(radius, 26):0.#}\" fill=\"{fill}\" stroke=\"{border}\" stroke-width=\"{strength:0.0}\"{(box.Kind is BoxKind.Choice ? " stroke-dasharray=\"6 3\"" : string.Empty)}/>");
        if (box.Kind is BoxKind.Person or BoxKind.Office or BoxKind.Waiting)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{place.Left + 7:0.#}\" y=\"{place.Y + 9:0.#}\" width=\"4\" height=\"{place.Height - 18:0.#}\" rx=\"2\" fill=\"{Stripe(box.Kind)}\"/>");
        }

        Words(place, text, box.Kind, look);
        svg.Append("</g>");
    }

    private void Words(Place place, BoxText text, BoxKind kind, BoxLook look)
    {
        var x = kind is BoxKind.Terminal or BoxKind.Choice ? place.X : place.X + 6;
        var y = place.Middle - (((text.Title.Count * TitleLine) + (text.Notes.Count * NoteLine)) / 2) + 13;
        foreach (var line in text.Title)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"13.5\" font-weight=\"600\" text-anchor=\"middle\" fill=\"#1b2430\">{Safe(line)}</text>");
            y += TitleLine;
        }

        foreach (var line in text.Notes)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y - 1:0.#}\" font-size=\"12\" text-anchor=\"middle\" fill=\"{(look is BoxLook.Overdue or BoxLook.Stopped ? "#8c1d17" : "#4a5563")}\">{Safe(line)}</text>");
            y += NoteLine;
        }
    }

    private static (string Fill, string Border, double Strength) Colours(BoxLook look) => look switch
    {
        BoxLook.Plain => ("#ffffff", "#9aa6b5", 1.2),
        BoxLook.Done => ("#e9f5ec", "#5c9b6c", 1.5),
        BoxLook.Waiting => ("#fdf3da", "#c08a1e", 2.6),
        BoxLook.Overdue => ("#fdeae8", "#b3261e", 2.6),
        BoxLook.Stopped => ("#fdeae8", "#b3261e", 2.6),
    };

    private static string Stripe(BoxKind kind) => kind switch
    {
        BoxKind.Person => "#0b4a8f",
        BoxKind.Waiting => "#c08a1e",
        _ => "#6a3fa0",
    };

    private static string Safe(string text) => SecurityElement.Escape(text);

    private sealed record BoxText(IReadOnlyList<string> Title, IReadOnlyList<string> Notes, (double Width, double Height) Size);
}
