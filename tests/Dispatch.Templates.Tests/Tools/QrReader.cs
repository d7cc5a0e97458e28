using System.Text;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>What zbar reads from a page painted by poppler, as a telephone would from paper.</summary>
internal static class QrReader
{
    public static IReadOnlyList<string> Read(byte[] pdf, int page)
    {
        var picture = PdfTool.RunForBytes("pdftoppm", pdf, "-r", "200", "-png", "-f", $"{page}", "-l", $"{page}", "{pdf}");
        return Encoding.UTF8.GetString(PdfTool.RunForBytes("zbarimg", picture, "-q", "--raw", "{pdf}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
