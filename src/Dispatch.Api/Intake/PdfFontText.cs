using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Dispatch.Engine.Intake;
using Dispatch.Templates.Bodies;

namespace Dispatch.Api.Intake;

/// <summary>
/// The text of a PDF whose fonts are of before Unicode, run by run as each font showed it: only the font tells a capital of .VnTimeH from a small letter.
/// By poppler's pdftohtml, which names the font of every run; lines and columns are told by where the runs stand.
/// </summary>
internal static class PdfFontText
{
    private const int MostText = 16 * 1024 * 1024;

    /// <summary>Runs whose tops differ by less stand on one line.</summary>
    private const int LineSlack = 6;

    /// <summary>A wider gap on a line parts two columns; a narrower one, words.</summary>
    private const int ColumnGap = 24;

    private const int WordGap = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The words; without an alphabet of before Unicode where no font is of one, and null where the program is missing or gave up.</summary>
    public static async Task<DocumentWords?> ReadAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        // It wants a name for a file that it does not write.
        var answer = await OutsideProgram.RunAsync("pdftohtml", ["-q", "-xml", "-i", "-stdout", "-enc", "UTF-8", "-", "unused"], pdf, MostText, Patience, cancellationToken);
        return answer.IsGood ? Of(answer.Output) : null;
    }

    private static DocumentWords? Of(byte[] xml)
    {
        try
        {
            // The document type names a file that is not there; it is not asked for.
            using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false });
            return Of(XDocument.Load(reader));
        }
        catch (XmlException)
        {
            // A file of others may hold signs that no XML can: it is then read without its fonts.
            return null;
        }
    }

    private static DocumentWords Of(XDocument document)
    {
        var fonts = document.Descendants("fontspec").GroupBy(font => (string?)font.Attribute("id") ?? "", StringComparer.Ordinal).ToDictionary(same => same.Key, same => LegacyFonts.Of((string?)same.First().Attribute("family")), StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var page in document.Descendants("page"))
        {
            Append(text, [.. page.Elements("text").Select(run => Run.Of(run, fonts.GetValueOrDefault((string?)run.Attribute("font") ?? "")))]);
            text.Append('\f');
        }

        return new DocumentWords(text.ToString(), fonts.Values.FirstOrDefault(font => font is not null)?.Encoding);
    }

    private static void Append(StringBuilder text, List<Run> runs)
    {
        var line = new List<Run>();
        foreach (var run in runs.OrderBy(run => run.Top).ThenBy(run => run.Left))
        {
            if (line.Count > 0 && run.Top - line[0].Top >= LineSlack)
            {
                AppendLine(text, line, run.Top);
                line.Clear();
            }

            line.Add(run);
        }

        AppendLine(text, line, 0);
    }

    private static void AppendLine(StringBuilder text, List<Run> line, int next)
    {
        var end = 0;
        foreach (var run in line.OrderBy(run => run.Left))
        {
            text.Append(end == 0 ? "" : run.Left - end > ColumnGap ? "\t" : run.Left - end > WordGap && text[^1] != ' ' ? " " : "").Append(run.Text);
            end = run.Left + run.Width;
        }

        text.Append('\n');
        if (line.Count > 0 && next - line[0].Top > 2 * line.Max(run => run.Height))
        {
            text.Append('\n');
        }
    }

    private sealed record Run(int Top, int Left, int Width, int Height, string Text)
    {
        public static Run Of(XElement run, LegacyFont? font) => new(
            Number(run, "top"), Number(run, "left"), Number(run, "width"), Number(run, "height"),
            font is { } legacy && !LegacyFonts.IsUnicode(run.Value) ? LegacyFonts.Convert(run.Value, legacy) : run.Value);

        private static int Number(XElement run, string name) => int.TryParse((string?)run.Attribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
