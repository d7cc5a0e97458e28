using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>A small PDF written by hand, byte for byte, so that a test can bend what a library would not.</summary>
internal sealed class SmallPdf
{
    private readonly StringBuilder text = new();
    private readonly SortedDictionary<int, long> places = [];
    private long? previous;

    public SmallPdf(string header = "%PDF-1.7\n") => text.Append(header);

    private SmallPdf(byte[] file, long startXref)
    {
        text.Append(Encoding.Latin1.GetString(file));
        previous = startXref;
    }

    /// <summary>A catalog (1), a page tree (2) and one page (3) that shows a sentence (4, font 5).</summary>
    public static SmallPdf OnePage(string catalogEntries = "", string pageEntries = "", string sentence = "Tra 100 dong cho An") => new SmallPdf()
        .Object(1, $"<< /Type /Catalog /Pages 2 0 R {catalogEntries} >>")
        .Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        .Object(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> {pageEntries} >>")
        .Stream(4, "", $"BT /F1 24 Tf 72 700 Td ({sentence}) Tj ET")
        .Object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");

    /// <summary>An update behind a file, by hand.</summary>
    public static SmallPdf After(byte[] file)
    {
        var whole = Encoding.Latin1.GetString(file);
        var keyword = whole.LastIndexOf("startxref", StringComparison.Ordinal) + 9;
        var start = long.Parse(whole[keyword..].Trim().Split('\n', '\r')[0], CultureInfo.InvariantCulture);
        return new SmallPdf(file, start);
    }

    public SmallPdf Raw(string more)
    {
        text.Append(more);
        return this;
    }

    public SmallPdf Object(int number, string body)
    {
        places[number] = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        return this;
    }

    public SmallPdf Stream(int number, string entries, string data) => Object(number, $"<< {entries} /Length {data.Length} >>\nstream\n{data}\nendstream");

    /// <summary>Moves the place of an object without moving the object.</summary>
    public SmallPdf Misplace(int number, int by)
    {
        places[number] += by;
        return this;
    }

    public SmallPdf Point(int number, long place)
    {
        places[number] = place;
        return this;
    }

    public byte[] Build(string trailerEntries = "", string root = "1 0 R", int? size = null)
    {
        var start = text.Length;
        text.Append("xref\n");
        if (previous is null)
        {
            text.Append("0 1\n0000000000 65535 f \n");
        }

        foreach (var (number, place) in places)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} 1\n{place:D10} 00000 n \n");
        }

        var back = previous is { } section ? $" /Prev {section}" : "";
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {size ?? Math.Max(previous is null ? 100 : 200, places.Keys.DefaultIfEmpty().Max() + 1)} /Root {root}{back} {trailerEntries} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
