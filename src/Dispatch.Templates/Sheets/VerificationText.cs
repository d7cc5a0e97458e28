using System.Buffers.Text;
using System.Globalization;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>What the QR of a copy says: an address, and in its query the copy's number and date and the hash of what was copied.</summary>
internal static class VerificationText
{
    private const int LongestAddress = 100;
    private const int HashDigits = 64;

    /// <exception cref="UnprintableSheetException">The address or the hash is none.</exception>
    public static (string Content, string AltText) Of(CopyBlock copy, VerificationMark mark)
    {
        var isAddress = mark.Address.Length <= LongestAddress && Uri.TryCreate(mark.Address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        if (!isAddress)
        {
            throw new UnprintableSheetException("sheet.verification", "Địa chỉ tra cứu trong mã QR phải là địa chỉ http hoặc https, không quá 100 ký tự và không có phần “?”.");
        }

        if (mark.Hash.Length != HashDigits || !mark.Hash.All(char.IsAsciiHexDigit))
        {
            throw new UnprintableSheetException("sheet.verification", "Mã băm trong mã QR phải là SHA-256, 64 chữ số thập lục phân.");
        }

        var number = Prose.Clean(copy.NumberAndSymbol ?? "");
        var date = copy.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        var hash = Base64Url.EncodeToString(Convert.FromHexString(mark.Hash));
        return ($"{mark.Address}?so={Uri.EscapeDataString(number)}&ngay={date}&sha256={hash}", $"Mã QR tra cứu bản sao số {number} tại {mark.Address}");
    }
}
