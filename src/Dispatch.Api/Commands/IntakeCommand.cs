using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dispatch.Api.Intake;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Inspecting;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Commands;

/// <summary>Reads dispatches from files and folders and gives what a registration needs, one JSON document for each file.</summary>
internal static class IntakeCommand
{
    private static readonly string[] Readable = [".txt", ".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"];

    public static Command Make(Terminal terminal)
    {
        var files = CommandFiles.Several("Tệp chữ (UTF-8), PDF, Word (.docx), ảnh quét, hoặc thư mục chứa chúng.");
        var json = new Option<bool>("--json") { Description = "In JSON (cũng là mặc định)." };
        var output = new Option<string?>("--out") { Description = "Ghi mỗi tệp một JSON vào thư mục này thay vì in ra.", HelpName = "DIR" };
        var command = new Command("intake", "Đọc văn bản và in dữ liệu đăng ký dạng JSON. Mã thoát 1 khi có tệp không phải văn bản hoặc không đọc được.") { files, json, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(output), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? folder, Terminal terminal, CancellationToken cancellationToken)
    {
        var files = paths.SelectMany(FilesOf).ToList();
        if (paths.FirstOrDefault(path => System.IO.Directory.Exists(path) && !FilesOf(path).Any()) is { } empty)
        {
            return terminal.Refuse(empty, new Refusal("command.empty-folder", RefusalKind.Invalid, $"thư mục không có tệp nào đọc được. Các loại tệp đọc được: {string.Join(", ", Readable)}."));
        }

        if (folder is not null)
        {
            try
            {
                System.IO.Directory.CreateDirectory(folder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                await terminal.Error.WriteLineAsync(CommandFiles.Unwritable(folder, failure).Message);
                return CommandLine.Refused;
            }

            if (files.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } clash)
            {
                await terminal.Error.WriteLineAsync($"Hai tệp sẽ cùng ghi vào {clash.Key}: {string.Join(", ", clash)}. Hãy đổi tên một tệp.");
                return CommandLine.Refused;
            }
        }

        var exit = CommandLine.Good;
        var progress = paths.Any(System.IO.Directory.Exists) ? new ProgressBar(terminal.Error, files.Count) : null;
        foreach (var file in files)
        {
            progress?.Clear();
            exit = Math.Max(exit, await ReadAsync(file, folder, terminal, cancellationToken));
            progress?.Advance(Path.GetFileName(file));
        }

        progress?.Clear();
        return exit;
    }

    private static IEnumerable<string> FilesOf(string path) =>
        System.IO.Directory.Exists(path)
            ? System.IO.Directory.EnumerateFiles(path).Where(f => Readable.Contains(Path.GetExtension(f).ToLowerInvariant(), StringComparer.Ordinal)).Order(StringComparer.Ordinal)
            : [path];

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file) + ".json";

    private static async Task<int> ReadAsync(string file, string? folder, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(file, cancellationToken);
        if (bytes.IsRefused)
        {
            return terminal.Refuse(file, bytes.Refusal);
        }

        var today = OfficeTime.DateAt(terminal.Clock.GetUtcNow());
        var text = await DocumentText.OfAsync(bytes.Value, today, cancellationToken);
        if (text.IsRefused)
        {
            return terminal.Refuse(file, text.Refusal);
        }

        var reading = IntakeReader.Read(text.Value, today);
        if (PdfText.IsPdf(bytes.Value))
        {
            var proven = PdfVerifier.Verify(bytes.Value, new VerificationSettings { Now = terminal.Clock.GetUtcNow() }, cancellationToken);
            reading = FileReading.Of(PdfInspector.Inspect(bytes.Value, cancellationToken), proven).Beside(reading);
        }

        var json = JsonSerializer.Serialize(reading, IntakeJson.Options);
        await (folder is null ? terminal.Out.WriteLineAsync(json) : File.WriteAllTextAsync(Path.Combine(folder, NameOf(file)), json + "\n", cancellationToken));
        return reading switch
        {
            { Secrecy: { } marking } => terminal.Refuse(file, KernelRefusals.Secret(marking)),
            { IsDispatch: false } => terminal.Refuse(file, new Refusal("intake.not-a-dispatch", RefusalKind.Invalid, reading.Reason ?? "Không phải văn bản hành chính.")),
            _ => CommandLine.Good,
        };
    }

    /// <summary>One line of standard error that is written over; reasons of refused files stand above it.</summary>
    private sealed class ProgressBar(TextWriter output, int all)
    {
        private const int Width = 30;

        private int done;
        private int written;

        public void Advance(string name)
        {
            done++;
            var filled = done * Width / Math.Max(all, 1);
            var line = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {done}/{all} {name}");
            output.Write("\r" + line);
            written = line.Length;
        }

        public void Clear()
        {
            if (written > 0)
            {
                output.Write("\r" + new string(' ', written) + "\r");
                written = 0;
            }
        }
    }
}
