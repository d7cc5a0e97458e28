namespace Dispatch.Templates.Tests.Tools;

/// <summary>Files as other programs write them.</summary>
internal static class Rewriting
{
    /// <summary>What a program writes to {out} from {pdf}.</summary>
    public static byte[] Of(byte[] pdf, string program, params string[] arguments)
    {
        var path = Path.GetTempFileName();
        try
        {
            PdfTool.Run(program, pdf, [.. arguments.Select(argument => argument == "{out}" ? path : argument)]);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
