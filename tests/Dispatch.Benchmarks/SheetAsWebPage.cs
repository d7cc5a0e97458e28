using System.Net;
using System.Text;
using Dispatch.Templates.Sheets;

namespace Dispatch.Benchmarks;

/// <summary>The words of a dispatch as a plain web page of the same size, for programs that print web pages.</summary>
internal static class SheetAsWebPage
{
    public static string Of(DispatchSheet sheet)
    {
        var page = new StringBuilder(
            "<!doctype html><html lang=vi><meta charset=utf-8><style>@page{size:A4;margin:20mm 15mm 20mm 30mm}body{font:13pt 'Liberation Serif',serif;margin:0}"
            + "p{text-align:justify;text-indent:12.7mm;margin:6pt 0 0}td{vertical-align:top}.c{text-align:center;text-indent:0}.s{font-size:11pt}</style><body>");
        page.Append("<table width=100%><tr><td class=c><b>").Append(Encoded(sheet.IssuerName.ToUpperInvariant())).Append("</b><br>Số: ").Append(Encoded(sheet.Number + "/" + sheet.Symbol))
            .Append("<br>V/v ").Append(Encoded(sheet.Subject)).Append("<td class=c><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br><i>Hà Nội, ngày 15 tháng 3 năm 2024</i></table>");
        page.Append("<p class=c>Kính gửi: ").Append(Encoded(string.Join("; ", sheet.Addressees)));
        foreach (var paragraph in sheet.Body)
        {
            page.Append("<p>").Append(Encoded(paragraph));
        }

        page.Append("<table width=100%><tr><td class=s><b><i>Nơi nhận:</i></b>");
        foreach (var recipient in sheet.Recipients)
        {
            page.Append("<br>- ").Append(Encoded(recipient)).Append(';');
        }

        return page.Append("<td class=c><b>").Append(Encoded(string.Join(" ", sheet.Signing.CapacityLines))).Append("<br><br><br>").Append(Encoded(sheet.Signing.Name)).Append("</b></table>").ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
