using System.Globalization;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Draws what a field shows, as an object of an update that brings its own font and pictures: an archive must find everything in the file.</summary>
internal sealed class AppearanceMaker(PdfUpdate update, PdfStandard standard, double width, double height)
{
    private const double CopyMarkSize = 10;

    private readonly UpdateObjects made = new(update);

    /// <summary>Whether what is drawn may be see-through: a file of version 1.4 is one for archives that take nothing newer.</summary>
    public static PdfStandard StandardOf(PdfFileReader reader) => reader.Source.Has(0, "%PDF-1.4"u8) ? PdfStandard.Oldest : PdfStandard.Accessible;

    /// <summary>The appearance of a signature.</summary>
    public PdfReference Signature(SignatureLook look) => look switch
    {
        SignatureLook.ImageLook image => Image(image),
        SignatureLook.TextLook text => Lines(text.Words),
        _ => Form("", []),
    };

    /// <summary>The appearance of a text field: one line at the height where the layout's own lines have theirs.</summary>
    /// <param name="words">What to write.</param>
    /// <param name="style">The letters.</param>
    /// <param name="alignment">Where in the field.</param>
    public PdfReference Words(string words, TextStyle style, Alignment alignment)
    {
        var font = new UsedFont(style.Face, style.Style);
        var content = new PdfBuffer().Add("/Tx BMC q BT /").Add(font.ResourceName).Add(" ").Add(style.Size).Add(" Tf 0 g ");
        var room = width - style.WidthOf(words);
        var x = alignment switch { Alignment.Right => room, Alignment.Centre => room / 2, _ => 0 };
        var baseline = height - ((height - (FontFamily.SingleLine * style.Size)) / 2) - (FontFamily.Ascent * style.Size);
        Show(content.Add(x).Add(" ").Add(baseline).Add(" Td "), font, words);
        return Form(content.Add(" ET Q EMC"), [("Font", font.ResourceName, font.AddTo(made, standard))]);
    }

    private PdfReference Image(SignatureLook.ImageLook look)
    {
        var picture = look.Picture;
        var scale = Math.Min(width / picture.Width, height / picture.Height);
        var (across, up) = (picture.Width * scale, picture.Height * scale);
        var content = new PdfBuffer().Add("q ").Add(across).Add(" 0 0 ").Add(up).Add(" ")
            .Add((width - across) / 2).Add(" ").Add((height - up) / 2).Add(" cm /I1 Do Q");
        return Form(content, [("XObject", "I1", look.AddTo(update, standard).Number)]);
    }

    /// <summary>Phụ lục I, Phần I mục II.8.b and Phần II mục I.3: upright, 10 points, black. Lines stand at the right, as the mark does on the page.</summary>
    private PdfReference Lines(string words)
    {
        var style = new TextStyle(CopyMarkSize);
        var font = new UsedFont(style.Face, style.Style);
        var content = new PdfBuffer().Add("q BT /").Add(font.ResourceName).Add(" ").Add(style.Size).Add(" Tf 0 g\n");
        var baseline = height - (FontFamily.Ascent * style.Size);
        foreach (var line in Broken(words.Normalize(), style))
        {
            content.Add("1 0 0 1 ").Add(Math.Max(0, width - style.WidthOf(line))).Add(" ").Add(baseline).Add(" Tm ");
            Show(content, font, line).Add("\n");
            baseline -= FontFamily.SingleLine * style.Size;
        }

        if (baseline + (FontFamily.SingleLine * style.Size) < 0)
        {
            throw new SigningException(SigningFault.TooLarge, $"Nội dung hiển thị của chữ ký dài hơn chỗ dành cho nó: “{words}”. Hãy rút gọn tên cơ quan hoặc đặt trường rộng hơn.");
        }

        return Form(content.Add("ET Q"), [("Font", font.ResourceName, font.AddTo(made, standard))]);
    }

    private List<string> Broken(string words, TextStyle style)
    {
        var lines = new List<string>();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && style.WidthOf(lines[^1] + " " + word) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static PdfBuffer Show(PdfBuffer content, UsedFont font, string words)
    {
        content.Add("<");
        foreach (var rune in words.EnumerateRunes())
        {
            content.AddHex(font.NumberOf(rune.Value));
        }

        return content.Add("> Tj");
    }

    private PdfReference Form(string content, (string Kind, string Name, int Number)[] resources) => Form(new PdfBuffer().Add(content), resources);

    private PdfReference Form(PdfBuffer content, (string Kind, string Name, int Number)[] resources)
    {
        var used = string.Join(' ', resources.Select(resource => string.Create(CultureInfo.InvariantCulture, $"/{resource.Kind} << /{resource.Name} {resource.Number} 0 R >>")));
        var form = made.AddRaw($"/Type /XObject /Subtype /Form /BBox {new PdfBox(0, 0, width, height)} /Resources << {used} >>", content.Written);
        return new PdfReference(form);
    }
}
