using System.CommandLine;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;

namespace Dispatch.Api.Commands;

/// <summary>Prints a sheet from data.</summary>
internal static class RenderCommand
{
    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Dữ liệu của trang văn bản (JSON)." };
        var output = new Option<string>("--output", "-o") { Required = true, Description = "Tệp PDF được ghi." };
        var command = new Command("render", "In một văn bản từ dữ liệu ra PDF theo thể thức của Nghị định 30.") { file, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(output)!, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, string output, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(file, cancellationToken);
        if (bytes.IsRefused)
        {
            return terminal.Refuse(file, bytes.Refusal);
        }

        var sheet = StrictJson.Read<DispatchSheet>(bytes.Value);
        var pdf = sheet.IsRefused ? sheet.Refusal : Print(sheet.Value);
        return pdf.IsRefused ? terminal.Refuse(file, pdf.Refusal) : await WriteAsync(output, pdf.Value, terminal, cancellationToken);
    }

    private static Outcome<byte[]> Print(DispatchSheet sheet)
    {
        try
        {
            return DispatchSheetPrinter.Print(sheet);
        }
        catch (MissingGlyphException missing)
        {
            return new Refusal("issuing.missing-glyph", RefusalKind.Invalid, $"Phông chữ của văn bản không có ký tự U+{missing.CodePoint:X4}. Hãy thay ký tự này.");
        }
    }

    private static async Task<int> WriteAsync(string output, byte[] pdf, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(output, pdf, cancellationToken);
            return CommandLine.Good;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(output, new Refusal("command.unwritable-file", RefusalKind.Invalid, $"không ghi được tệp ({failure.Message})"));
        }
    }
}
