using System.CommandLine;
using System.Text.Json;
using Dispatch.Api.Intake;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Commands;

/// <summary>Reads dispatches from files and prints what a registration needs, one JSON document for each file.</summary>
internal static class IntakeCommand
{
    public static Command Make(Terminal terminal)
    {
        var files = CommandFiles.Several("Tệp chữ (UTF-8) hoặc PDF.");
        var json = new Option<bool>("--json") { Description = "In JSON (cũng là mặc định)." };
        var command = new Command("intake", "Đọc văn bản và in dữ liệu đăng ký dạng JSON. Mã thoát 1 khi có tệp không phải văn bản hoặc không đọc được.") { files, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files)!, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] files, Terminal terminal, CancellationToken cancellationToken)
    {
        var exit = CommandLine.Good;
        foreach (var file in files)
        {
            exit = Math.Max(exit, await ReadAsync(file, terminal, cancellationToken));
        }

        return exit;
    }

    private static async Task<int> ReadAsync(string file, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(file, cancellationToken);
        if (bytes.IsRefused)
        {
            return terminal.Refuse(file, bytes.Refusal);
        }

        var text = await DocumentText.OfAsync(bytes.Value, cancellationToken);
        if (text.IsRefused)
        {
            return terminal.Refuse(file, text.Refusal);
        }

        var reading = IntakeReader.Read(text.Value, OfficeTime.DateAt(terminal.Clock.GetUtcNow()));
        await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(reading, IntakeJson.Options));
        return reading switch
        {
            { Secrecy: { } marking } => terminal.Refuse(file, KernelRefusals.Secret(marking)),
            { IsDispatch: false } => terminal.Refuse(file, new Refusal("intake.not-a-dispatch", RefusalKind.Invalid, reading.Reason ?? "Không phải văn bản hành chính.")),
            _ => CommandLine.Good,
        };
    }
}
