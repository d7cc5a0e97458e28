namespace Dispatch.Templates.Tests.Tools;

/// <summary>Files as other programs write them.</summary>
internal static class Rewriting
{
    /// <summary>What a program writes to {out} from {pdf}.</summary>
    public static byte[] Of(byte[] pdf, string program, params string[] arguments)
    {
        // mutool takes an output that does not end in .pdf for a range of pages, and never ends.
        var folder = Directory.CreateTempSubdirectory("rewritten");
        try
        {
            var path = Path.Combine(folder.FullName, "out.pdf");
            PdfTool.Run(program, pdf, [.. arguments.Select(argument => argument == "{out}" ? path : argument)]);
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
