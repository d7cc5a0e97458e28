using System.Globalization;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>A form field where the layout put it, empty until it is filled by an update that changes nothing else.</summary>
internal sealed class PdfField(FormField field, PdfBox box, int page)
{
    // Printed, and none of the ways not to be seen.
    private const int Printed = 4;

    public FormField Field { get; } = field;

    public int Page { get; } = page;

    /// <summary>The number of its object, which is field and place in one.</summary>
    public int Number { get; set; }

    /// <param name="file">The file that has a number for it.</param>
    /// <param name="pageObject">The page it stands on.</param>
    /// <param name="parentKey">Its key among those that say to which element a thing belongs; null in a file without elements.</param>
    /// <param name="font">The font of its words; null for a signature.</param>
    public void AddTo(IPdfObjects file, int pageObject, int? parentKey, UsedFont? font)
    {
        var (width, height) = (box.Right - box.Left, box.Top - box.Bottom);
        var appearance = file.AddRaw($"/Type /XObject /Subtype /Form /BBox {new PdfBox(0, 0, width, height)} /Resources << >>", []);
        var parent = parentKey is { } key ? string.Create(CultureInfo.InvariantCulture, $" /StructParent {key}") : "";
        var kind = Field switch
        {
            TextField text => $"/Tx /DA {Look(text, font!)} /Q {(int)text.Alignment}",
            _ => "/Sig",
        };
        file.Set(Number, string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Annot /Subtype /Widget /FT {kind} /T {PdfFile.Text(Field.Name)} /TU {PdfFile.Text(Field.Tooltip)} /F {Printed} /Rect {box} /P {pageObject} 0 R{parent} /AP << /N {appearance} 0 R >> >>"));
    }

    /// <summary>How the words of a field are written: font, size and colour.</summary>
    public static string Look(TextField text, UsedFont font) => string.Create(CultureInfo.InvariantCulture, $"(/{font.ResourceName} {text.Style.Size:0.##} Tf 0 g)");
}
