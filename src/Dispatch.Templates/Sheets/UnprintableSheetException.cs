using System.Globalization;

namespace Dispatch.Templates.Sheets;

/// <summary>A paper cannot be printed as it was asked for. Nothing is left out, squeezed or printed over the edge instead.</summary>
public sealed class UnprintableSheetException : Exception
{
    /// <summary>Says what is wrong and how to set it right.</summary>
    /// <param name="code">A stable code, such as "sheet.margin".</param>
    /// <param name="message">A Vietnamese sentence that names the thing and the remedy.</param>
    public UnprintableSheetException(string code, string message)
        : base(message) => Code = code;

    /// <summary>A code that never changes: "sheet." and the reason.</summary>
    public string Code { get; }

    /// <summary>Something needs more room than any page has.</summary>
    /// <param name="what">The thing, as a clerk would call it.</param>
    /// <param name="needed">Points it needs.</param>
    /// <param name="room">Points there are.</param>
    internal static UnprintableSheetException DoesNotFit(string what, double needed, double room) =>
        new("sheet.does-not-fit", $"Không in được {what}: cần {Millimetres(needed)}, chỗ trống có {Millimetres(room)}. Hãy thu nhỏ, tách ra, hoặc đưa vào phụ lục khổ ngang.");

    /// <summary>A paper has more pages than one may have.</summary>
    /// <param name="most">How many it may have.</param>
    internal static UnprintableSheetException TooManyPages(int most) =>
        new("sheet.too-many-pages", string.Create(CultureInfo.InvariantCulture, $"Văn bản dài quá {most} trang. Hãy rút gọn, hoặc gửi phần dài thành tệp kèm theo."));

    private static string Millimetres(double points) => (points * 25.4 / 72).ToString("0.#", CultureInfo.GetCultureInfo("vi-VN")) + " mm";
}
