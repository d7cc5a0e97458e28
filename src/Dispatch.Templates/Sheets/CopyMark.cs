using System.Globalization;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Templates.Sheets;

/// <summary>The signature of the body that copies (Phụ lục I Phần II mục I.3): no image, one line of 10 points at the upper right corner of the first page.</summary>
public static class CopyMark
{
    // As on a scanned copy: inside the margin, above the text of any lawful sheet.
    private const double CornerMm = 10;
    private const double TopMm = 6;

    // The copy of a copy bears both lines: the second stands to the left of the first, which on a sheet of ours begins as far in as its margin.
    private const double ApartMm = 12;

    /// <summary>What stands there: "Sao y; Ủy ban nhân dân tỉnh Điện Biên; 24/12/2024; 14:05:09 +07:00"; a line never breaks between the time and its zone.</summary>
    /// <param name="form">Hình thức sao, as "Sao y".</param>
    /// <param name="body">The body that copies.</param>
    /// <param name="time">When it signs; its offset from UTC is printed (ISO 8601).</param>
    public static string Words(string form, string body, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prose.Clean(form)}; {Prose.Clean(body)}; {time:dd/MM/yyyy}; {time:HH:mm:ss}{Prose.FixedSpace}{time:zzz}");

    /// <summary>The signature as it will stand on a file: in the field the layout kept for it, or, in a file that has none, in a new one at the same corner.</summary>
    /// <param name="file">The file of the copy, which is only read.</param>
    /// <param name="words">What <see cref="Words"/> gives.</param>
    /// <param name="time">When it is signed.</param>
    /// <exception cref="PdfFormatException">The file is no sound PDF.</exception>
    /// <exception cref="SigningException">Its form or its first page is not of a kind that can be signed.</exception>
    public static SignatureRequest On(Stream file, string words, DateTimeOffset time)
    {
        var reader = PdfFileReader.Open(file);
        var form = new FormFields(reader);
        var request = new SignatureRequest { Time = time, Look = SignatureLook.Text(words) };
        return form.Has(SheetFields.CopyMark) && form.Named(SheetFields.CopyMark).Dictionary["V"] is null
            ? request with { Field = SheetFields.CopyMark }
            : request with { Place = Corner(reader, form) };
    }

    private static NewField Corner(PdfFileReader reader, FormFields form)
    {
        var (_, _, box) = PageFinder.Page(reader, 1);
        var earlier = Enumerable.Range(0, int.MaxValue).First(number => !form.Has(Name(number)));
        var left = Length.ToMm(box[2] - box[0]) - CornerMm - SignatureFields.CopyMarkWidthMm - (earlier * (SignatureFields.CopyMarkWidthMm + ApartMm));
        return new NewField(Name(earlier), "Chữ ký số của cơ quan sao văn bản", 1, Math.Max(0, left), TopMm, SignatureFields.CopyMarkWidthMm, SignatureFields.CopyMarkHeightMm);
    }

    private static string Name(int earlier) => earlier == 0 ? SheetFields.CopyMark : string.Create(CultureInfo.InvariantCulture, $"{SheetFields.CopyMark}{earlier + 1}");
}
