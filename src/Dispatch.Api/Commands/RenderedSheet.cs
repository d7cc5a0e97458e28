using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;

namespace Dispatch.Api.Commands;

/// <summary>The sheets a command can print, and their refusals.</summary>
internal static class RenderedSheet
{
    public const string Dispatch = "dispatch";
    public const string Book = "book";
    public const string Slip = "slip";
    public const string ScanCopy = "scan-copy";

    /// <summary>Prints data of a kind; <paramref name="body"/> and <paramref name="images"/> replace what the data has of these.</summary>
    public static Outcome<byte[]> Print(string kind, byte[] data, IReadOnlyList<string>? body, IReadOnlyList<byte[]> images, bool isCsv)
    {
        if (isCsv && kind is not (Book or Slip))
        {
            return new Refusal("command.no-csv", RefusalKind.Invalid, "chỉ sổ và phiếu ghi được ra CSV.");
        }

        return kind switch
        {
            Book => Printed<RegisterBookSheet>(data, book => isCsv ? SheetCsv.Of(book) : RegisterBookPrinter.Print(book)),
            Slip => Printed<SlipSheet>(data, slip => isCsv ? SheetCsv.Of(slip) : SlipPrinter.Print(slip)),
            ScanCopy => Printed<ScanCopySheet>(data, copy => ScanCopyPrinter.Print(images.Count == 0 ? copy : copy with { Pages = [.. images.Select(image => new ScanPage(image))] })),
            _ => Printed<DispatchSheet>(data, sheet => DispatchSheetPrinter.Print(body is null ? sheet : sheet with { Body = body })),
        };
    }

    private static Outcome<byte[]> Printed<T>(byte[] data, Func<T, byte[]> print)
    {
        var sheet = StrictJson.Read<T>(data);
        if (sheet.IsRefused)
        {
            // The door's sentences point at its contract, which knows no sheets.
            return sheet.Refusal with { Message = sheet.Refusal.Message.Replace("/openapi/v1.json", "docs/render.md", StringComparison.Ordinal) };
        }

        try
        {
            return print(sheet.Value);
        }
        catch (MissingGlyphException missing)
        {
            return MissingGlyph(missing);
        }
        catch (UnprintableSheetException wrong)
        {
            return new Refusal(wrong.Code, RefusalKind.Invalid, wrong.Message);
        }
        catch (ArgumentException) when (typeof(T) == typeof(RegisterBookSheet) || typeof(T) == typeof(SlipSheet))
        {
            return new Refusal("sheet.uneven-rows", RefusalKind.Invalid, "mỗi dòng của sổ, của bảng phải có đủ số cột, và sổ, bảng có ít nhất một cột.");
        }
    }

    /// <summary>A letter that cannot be printed.</summary>
    public static Refusal MissingGlyph(MissingGlyphException missing) =>
        new("issuing.missing-glyph", RefusalKind.Invalid, $"Phông chữ của văn bản không có ký tự {missing.Quoted} (U+{missing.CodePoint:X4}). Hãy thay ký tự này rồi thực hiện lại.");
}
