using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Commands;

/// <summary>Compares what an organisation sent with a register another system gave: done at the machine, over the installation's own database.</summary>
internal static class ReconcileCommand
{
    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Sổ văn bản đến của hệ thống kia, CSV (docs/reconciliation.md)." };
        var key = new Option<string>("--organisation-key") { Required = true, Description = "Khóa của cơ quan gửi trong danh mục." };
        var from = new Option<string>("--from") { Required = true, Description = "Gửi từ ngày, dạng 2024-12-01." };
        var to = new Option<string>("--to") { Required = true, Description = "Đến ngày." };
        var json = new Option<bool>("--json") { Description = "In kết quả dạng JSON." };
        var command = new Command("reconcile", "Đối soát các lượt gửi với sổ văn bản đến của hệ thống khác; không thay đổi gì.") { file, key, from, to, json };
        command.SetAction((parsed, cancellationToken) => AdminCommand.DoAsync(
            terminal,
            (mediator, context) => CompareAsync(mediator, context, new Asked(parsed.GetValue(file)!, parsed.GetValue(key)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(json)), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<Outcome<string>> CompareAsync(IMediator mediator, ActContext context, Asked asked, CancellationToken cancellationToken)
    {
        if (!TryDay(asked.From, out var from) || !TryDay(asked.To, out var to))
        {
            return new Refusal("command.bad-day", RefusalKind.Invalid, "Ngày phải viết dạng 2024-12-01.");
        }

        var bytes = await CommandFiles.ReadAsync(asked.File, cancellationToken);
        if (bytes.IsRefused)
        {
            return bytes.Refusal with { Message = $"{asked.File}: {bytes.Refusal.Message}" };
        }

        context.Actor = Actor.SystemFor(Installation.Id);
        var found = await mediator.Send(new FindBodies(Key: asked.Key), cancellationToken);
        if (found.IsRefused || found.Value.Items is not [var organisation])
        {
            return found.Refusal ?? new Refusal("directory.unknown-body", RefusalKind.Invalid, $"Danh mục không có cơ quan với khóa “{asked.Key}”.");
        }

        context.Actor = Actor.SystemFor(organisation.Id);
        var compared = await mediator.Send(new ReconcileRegister(DocumentWords.OfSheet(bytes.Value), from, to), cancellationToken);
        return compared.IsRefused ? compared.Refusal : asked.IsJson ? JsonSerializer.Serialize(compared.Value, KernelJson.Options) : Words(compared.Value);
    }

    private static string Words(Reconciliation result)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{result.Agreeing} trên {result.Sent} lượt gửi khớp; sổ kia có {result.Lines} dòng; {result.Differences.Count} khác biệt.");
        foreach (var item in result.Differences)
        {
            text.AppendLine().Append(item.Message).Append(item.LinesThere.Count == 0 ? string.Empty : $" (dòng {string.Join(", ", item.LinesThere)})");
        }

        return text.ToString();
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private sealed record Asked(string File, string Key, string From, string To, bool IsJson);
}
