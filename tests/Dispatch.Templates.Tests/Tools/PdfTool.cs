using System.Diagnostics;
using System.Text;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>Programs written by others that read our files: what they say counts more than what we think.</summary>
internal static class PdfTool
{
    /// <summary>Runs a program over a PDF and returns what it printed; skips the test where the program is not installed, except in CI.</summary>
    public static string Run(string program, byte[] pdf, params string[] arguments) => Encoding.UTF8.GetString(RunForBytes(program, pdf, arguments));

    public static byte[] RunForBytes(string program, byte[] pdf, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("paper");
        try
        {
            var file = Path.Combine(folder.FullName, "sheet.pdf");
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument == "{pdf}" ? file : argument);
            }

            using var process = Start(start);
            var errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, () => $"{program}: {Encoding.UTF8.GetString(output.ToArray())}{errors.Result}");
            return output.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text in the order it was drawn.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, "-raw", "-enc", "UTF-8", "{pdf}", "-");

    public static int PageCount(byte[] pdf) => int.Parse(Run("qpdf", pdf, "--show-npages", "{pdf}"));

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                throw;
            }

            Assert.Ignore($"{start.FileName} is not installed: {missing.Message}");
            throw;
        }
    }
}
