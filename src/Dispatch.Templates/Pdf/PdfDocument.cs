using System.Globalization;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>Pages, fonts and the words about the document, made into one file.</summary>
/// <param name="width">Of a page, in points.</param>
/// <param name="height">Of a page, in points.</param>
/// <param name="title">What the document is called in a window's head and read aloud first.</param>
/// <param name="date">The document's own date; the machine's clock is never asked.</param>
/// <param name="standard">What archives may expect of it.</param>
/// <param name="names">What the names of fonts and pictures begin with: for what is drawn on pages that have others.</param>
/// <param name="structure">Where the parts of the text are put down; null begins a document.</param>
internal sealed class PdfDocument(
    double width, double height, string title, DateOnly? date, PdfStandard standard = PdfStandard.Accessible, string names = "", StructureTree? structure = null)
{
    public const string Producer = "Dispatch";

    private readonly UsedFont?[] fonts = new UsedFont?[4];
    private readonly List<PdfCanvas> pages = [];
    private readonly List<PdfField> fields = [];
    private bool isWritten;

    public StructureTree Structure { get; } = structure ?? new StructureTree();

    public PictureObjects Pictures { get; } = new(names);

    public int PageCount => pages.Count;

    public bool IsTagged => standard.IsTagged();

    public PdfCanvas NewPage() => NewPage(width, height);

    /// <summary>A page of another size than the first, such as a wide table's.</summary>
    public PdfCanvas NewPage(double pageWidth, double pageHeight)
    {
        var page = new PdfCanvas(pageWidth, pageHeight, this, pages.Count);
        pages.Add(page);
        return page;
    }

    public UsedFont Font(FontStyle style) => fonts[(int)style] ??= new UsedFont(FontFamily.Face(style), style, names);

    /// <exception cref="ArgumentException">There is a field of this name, or the name has a full stop, which parts names of groups.</exception>
    public void Place(PdfField field)
    {
        var name = field.Field.Name;
        if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal) || fields.Exists(other => other.Field.Name == name))
        {
            throw new ArgumentException($"A document cannot have a field named “{name}” here: names are not empty, have no full stop and stand once.", nameof(field));
        }

        Structure.Place(field);
        fields.Add(field);
        if (field.Field is TextField text)
        {
            foreach (var letter in Prose.Clean(text.Letters).EnumerateRunes())
            {
                Font(text.Style.Style).NumberOf(letter.Value);
            }
        }
    }

    /// <summary>Puts fonts and pictures among the objects of a file that exists, whose pages will bear what was drawn; gives them by kind and name.</summary>
    public IReadOnlyList<(string Kind, string Name, int Number)> AddResources(IPdfObjects objects) =>
    [
        .. fonts.OfType<UsedFont>().Select(font => ("Font", font.ResourceName, font.AddTo(objects, standard))),
        .. Pictures.AddTo(objects, standard).Select(picture => ("XObject", picture.Key, picture.Value)),
    ];

    /// <summary>The file; packed when it is a book, whose many cells make many small objects.</summary>
    /// <exception cref="InvalidOperationException">It is made already.</exception>
    public byte[] ToBytes(bool isPacked = false)
    {
        using var file = new PdfFile(output: null, standard.Version(), isPacked && standard.AllowsPacks());
        Write(file);
        return file.ToArray();
    }

    /// <summary>Writes the file from its first byte to its last, holding no second copy of it: for scans as large as they come.</summary>
    /// <exception cref="InvalidOperationException">It is written already.</exception>
    public void WriteTo(Stream output, bool isPacked = false)
    {
        using var file = new PdfFile(output, standard.Version(), isPacked && standard.AllowsPacks());
        Write(file);
    }

    private void Write(PdfFile file)
    {
        // What the pages show is given back as soon as it is in the file.
        isWritten = isWritten ? throw new InvalidOperationException("A document is written once.") : true;
        var catalog = file.Reserve();
        var tree = file.Reserve();
        var fontResources = file.Reserve();
        var pictures = Pictures.AddTo(file, standard);
        foreach (var field in fields)
        {
            field.Number = file.Reserve();
        }

        var pageObjects = pages.Select((page, index) => AddPage(file, page, index, tree, Resources(page, fontResources, pictures))).ToList();
        file.Set(tree, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Count {pages.Count} /Kids [{References(pageObjects)}] >>"));
        var form = AddForm(file, pageObjects, fontResources);
        file.Set(fontResources, $"<< {string.Join(' ', fonts.OfType<UsedFont>().Select(font => string.Create(CultureInfo.InvariantCulture, $"/{font.ResourceName} {font.AddTo(file, standard)} 0 R")))} >>");
        var marks = IsTagged ? string.Create(CultureInfo.InvariantCulture, $" /MarkInfo << /Marked true >> /StructTreeRoot {Structure.AddTo(file, pageObjects)} 0 R") : "";
        var metadata = file.AddRaw("/Type /Metadata /Subtype /XML", ArchiveMetadata.Of(title, date, standard));
        var profile = file.AddRaw("/N 3" + Flate.Entry, ColourProfile.PackedSrgb);
        file.Set(catalog, string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Catalog /Pages {tree} 0 R /Lang (vi-VN){marks} /ViewerPreferences << /DisplayDocTitle true >> /Metadata {metadata} 0 R{form} /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {profile} 0 R >>] >>"));
        file.Finish(catalog, file.Add($"<< /Title {PdfFile.Text(title)} /Producer ({Producer}){CreationDate()} >>"));
    }

    private static string References(IEnumerable<int> objects) => string.Join(' ', objects.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R")));

    private static string Resources(PdfCanvas page, int fontResources, Dictionary<string, int> pictures)
    {
        var drawn = page.Pictures.Count == 0 ? "" : $" /XObject << {string.Join(' ', page.Pictures.Select(name => string.Create(CultureInfo.InvariantCulture, $"/{name} {pictures[name]} 0 R")))} >>";
        return string.Create(CultureInfo.InvariantCulture, $"<< /Font {fontResources} 0 R{drawn} >>");
    }

    private string CreationDate() =>
        date is { } day ? " /CreationDate (D:" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000+07'00')" : "";

    private int AddPage(PdfFile file, PdfCanvas page, int index, int tree, string resources)
    {
        page.Close();
        var content = file.AddStream("", page.Content);
        page.Release();
        var here = fields.Where(field => field.Page == index).Select(field => field.Number).ToList();
        var places = here.Count == 0 ? "" : $" /Annots [{References(here)}]";
        var marks = IsTagged ? string.Create(CultureInfo.InvariantCulture, $" /StructParents {index}") : "";
        return file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox {page.Edges} /Resources {resources} /Contents {content} 0 R{marks} /Tabs /S{places} >>"));
    }

    /// <summary>The entry of the catalog for the form. It says already that there are signatures: signing then need not change it.</summary>
    private string AddForm(PdfFile file, List<int> pageObjects, int fontResources)
    {
        if (fields.Count == 0)
        {
            return "";
        }

        for (var i = 0; i < fields.Count; i++)
        {
            var font = fields[i].Field is TextField text ? Font(text.Style.Style) : null;
            fields[i].AddTo(file, pageObjects[fields[i].Page], IsTagged ? pages.Count + i : null, font);
        }

        var signatures = fields.Exists(field => field.Field is SignatureField) ? " /SigFlags 3" : "";
        var form = file.Add(string.Create(CultureInfo.InvariantCulture, $"<< /Fields [{References(fields.Select(field => field.Number))}] /DR << /Font {fontResources} 0 R >>{signatures} >>"));
        return string.Create(CultureInfo.InvariantCulture, $" /AcroForm {form} 0 R");
    }
}
