using System.CommandLine;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Inspecting;

namespace Dispatch.Api.Commands;

/// <summary>Says what PDFs of others hold and for what they would be refused before signing. Needs no server and no database.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Indented = new(KernelJson.Options) { WriteIndented = true };

    public static Command Make(Terminal terminal)
    {
        var files = CommandFiles.Several("Tệp PDF.");
        var json = new Option<bool>("--json") { Description = "In JSON." };
        var command = new Command("check", "Kiểm tra tệp PDF trước khi ký: trang, phông chữ, mã lệnh, tệp đính kèm, biểu mẫu. Mã thoát 1 khi có tệp không ký được.") { files, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(json), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var exit = CommandLine.Good;
        foreach (var path in paths)
        {
            var bytes = await CommandFiles.ReadAsync(path, cancellationToken);
            if (bytes.IsRefused)
            {
                exit = terminal.Refuse(path, bytes.Refusal);
                continue;
            }

            var file = PdfInspector.Inspect(bytes.Value, cancellationToken);
            await terminal.Out.WriteLineAsync((json ? JsonSerializer.Serialize(file, Indented) : Told(path, file)).AsMemory(), cancellationToken);
            foreach (var obstacle in file.Obstacles.Where(obstacle => obstacle.Weight is ObstacleWeight.Refused))
            {
                exit = terminal.Refuse(path, new Refusal(obstacle.Code, RefusalKind.Invalid, obstacle.Message));
            }
        }

        return exit;
    }

    private static string Told(string path, PdfInspection file) => string.Join(Environment.NewLine,
    [
        FormattableString.Invariant($"{path}: {(file.IsSignable ? "ký được" : "không ký được")}; {file.PageCount} trang, {file.PagesWithText} trang có chữ; {file.Fonts.Count} phông; {file.Signatures} chữ ký"),
        .. file.Obstacles.Where(obstacle => obstacle.Weight is ObstacleWeight.Note).Select(obstacle => "- " + obstacle.Message),
    ]);
}
