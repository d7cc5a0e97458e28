using System.CommandLine;
using Dispatch.Api.Registering;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Commands;

/// <summary>Prints a sheet from data.</summary>
internal static class RenderCommand
{
    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Dữ liệu của trang văn bản (JSON); mẫu ở docs/render.md." };
        var output = new Option<string>("--output", "-o") { Required = true, Description = "Tệp được ghi: .pdf, hoặc .csv đối với sổ và phiếu." };
        var kind = new Option<string>("--as") { Description = "Dữ liệu là gì: dispatch (văn bản), book (sổ), slip (phiếu), scan-copy (bản sao từ ảnh quét).", DefaultValueFactory = _ => RenderedSheet.Dispatch }
            .OneOf(RenderedSheet.Dispatch, RenderedSheet.Book, RenderedSheet.Slip, RenderedSheet.ScanCopy);
        var body = new Option<string?>("--body") { Description = "Tệp lời văn (.docx hoặc .md) thay cho “body” trong dữ liệu." };
        var pages = new Option<string[]>("--page") { Description = "Ảnh quét một trang (PNG, JPEG), thay cho “pages” trong dữ liệu; dùng nhiều lần theo thứ tự trang." };
        var command = new Command("render", "In văn bản, sổ, phiếu hoặc bản sao từ dữ liệu ra PDF theo thể thức của Nghị định 30.") { file, output, kind, body, pages };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Request(parsed.GetValue(file)!, parsed.GetValue(output)!, parsed.GetValue(kind)!, parsed.GetValue(body), parsed.GetValue(pages) ?? []), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Request request, Terminal terminal, CancellationToken cancellationToken)
    {
        var data = await CommandFiles.ReadAsync(request.File, cancellationToken);
        if (data.IsRefused)
        {
            return terminal.Refuse(request.File, data.Refusal);
        }

        var body = request.Body is null ? null : await BodyAsync(request.Body, terminal, cancellationToken);
        if (body is { IsRefused: true } unread)
        {
            return terminal.Refuse(request.Body!, unread.Refusal);
        }

        var images = new List<byte[]>();
        foreach (var page in request.Pages)
        {
            var image = await CommandFiles.ReadAsync(page, cancellationToken);
            if (image.IsRefused)
            {
                return terminal.Refuse(page, image.Refusal);
            }

            images.Add(image.Value);
        }

        var isCsv = Path.GetExtension(request.Output).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var printed = RenderedSheet.Print(request.Kind, data.Value, body?.Value, images, isCsv);
        return printed.IsRefused ? terminal.Refuse(request.File, printed.Refusal) : await WriteAsync(request.Output, printed.Value, terminal, cancellationToken);
    }

    /// <summary>The text of a draft as Markdown; what a Word file holds beside it is said, line by line, on standard error.</summary>
    private static async Task<Outcome<string[]>> BodyAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(path, cancellationToken);
        if (bytes.IsRefused)
        {
            return bytes.Refusal;
        }

        var body = BodyFile.Read(path, bytes.Value);
        if (body.IsRefused)
        {
            return body.Refusal;
        }

        foreach (var loss in body.Value.Losses)
        {
            await terminal.Error.WriteLineAsync($"{path}: {loss.Place}: {loss.Message}".AsMemory(), cancellationToken);
        }

        return body.Value.Body.ToArray();
    }

    private static async Task<int> WriteAsync(string output, byte[] pdf, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(output, pdf, cancellationToken);
            return CommandLine.Good;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return terminal.Refuse(output, new Refusal("command.unwritable-file", RefusalKind.Invalid, $"không ghi được tệp ({failure.Message}). Hãy chọn tên tệp hoặc thư mục khác."));
        }
    }

    private sealed record Request(string File, string Output, string Kind, string? Body, string[] Pages);
}
