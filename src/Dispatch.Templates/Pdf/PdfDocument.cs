using System.Globalization;
using Dispatch.Templates.Fonts;
using static System.FormattableString;

namespace Dispatch.Templates.Pdf;

/// <summary>Pages, fonts and the words about the document, made into one file.</summary>
internal sealed class PdfDocument(double width, double height, string title, DateOnly? date)
{
    public const string Producer = "Dispatch";

    private readonly UsedFont?[] fonts = new UsedFont?[4];
    private readonly List<PdfCanvas> pages = [];

    public StructureTree Structure { get; } = new();

    public int PageCount => pages.Count;

    public PdfCanvas NewPage()
    {
        var page = new PdfCanvas(height, this, pages.Count);
        pages.Add(page);
        return page;
    }

    public UsedFont Font(FontStyle style) => fonts[(int)style] ??= new UsedFont(FontFamily.Face(style), style);

    /// <summary>The file; packed when it is a book, whose many cells make many small objects.</summary>
    public byte[] ToBytes(bool isPacked = false)
    {
        var file = new PdfFile();
        var catalog = file.Reserve();
        var tree = file.Reserve();
        var resources = file.Reserve();
        var pageObjects = pages.Select((page, index) => AddPage(file, page, index, tree, resources)).ToList();
        file.Set(tree, Invariant($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pageObjects.Select(page => Invariant($"{page} 0 R")))}] >>"));
        var faces = fonts.OfType<UsedFont>().Select(font => Invariant($"/{font.ResourceName} {font.AddTo(file)} 0 R"));
        file.Set(resources, $"<< /Font << {string.Join(' ', faces)} >> >>");
        var structure = Structure.AddTo(file, pageObjects);
        var metadata = file.AddRaw("/Type /Metadata /Subtype /XML", ArchiveMetadata.Of(title, date));
        var profile = file.AddStream("/N 3", ColourProfile.Srgb);
        file.Set(catalog, Invariant(
            $"<< /Type /Catalog /Pages {tree} 0 R /Lang (vi-VN) /MarkInfo << /Marked true >> /StructTreeRoot {structure} 0 R /ViewerPreferences << /DisplayDocTitle true >> /Metadata {metadata} 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {profile} 0 R >>] >>"));
        var information = file.Add($"<< /Title {PdfFile.Text(title)} /Producer ({Producer}){CreationDate()} >>");
        return isPacked ? PdfFileWriter.Packed(file, catalog, information) : PdfFileWriter.Plain(file, catalog, information);
    }

    // The document's own date; the machine's clock is never asked.
    private string CreationDate() =>
        date is { } day ? " /CreationDate (D:" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000+07'00')" : "";

    private int AddPage(PdfFile file, PdfCanvas page, int index, int tree, int resources)
    {
        page.Close();
        var content = file.AddStream("", page.Content);
        var box = new PdfBuffer().Add("[0 0 ").Add(width).Add(" ").Add(height).Add("]");
        return file.Add(Invariant(
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox {PdfBuffer.Ascii.GetString(box.Written)} /Resources {resources} 0 R /Contents {content} 0 R /StructParents {index} /Tabs /S >>"));
    }
}
