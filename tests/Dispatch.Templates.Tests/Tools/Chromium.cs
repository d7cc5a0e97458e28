namespace Dispatch.Templates.Tests.Tools;

/// <summary>A page printed by a browser.</summary>
internal static class Chromium
{
    public static byte[] Print(string html)
    {
        var folder = Directory.CreateTempSubdirectory("print");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            File.WriteAllText(page, "<meta charset=utf-8>" + html);
            PdfTool.Run("chromium", [], "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + folder.FullName, "--print-to-pdf=" + pdf, "file://" + page);
            return File.ReadAllBytes(pdf);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
