using System.Diagnostics;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>The words of a PDF as poppler reads them.</summary>
internal static class PrintedText
{
    public static string Of(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = reader.StandardOutput.ReadToEnd();
            reader.WaitForExit();
            Assert.That(reader.ExitCode, Is.Zero);
            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
