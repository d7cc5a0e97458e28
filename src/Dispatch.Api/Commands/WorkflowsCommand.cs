using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Commands;

/// <summary>Checks procedures, and runs one that needs no person.</summary>
internal static class WorkflowsCommand
{
    public static Command Make(Terminal terminal) => new("workflows", "Quy trình: kiểm tra và chạy thử.") { MakeCheck(terminal), MakeRun(terminal) };

    private static Command MakeCheck(Terminal terminal)
    {
        var files = CommandFiles.Several("Định nghĩa quy trình (JSON của Elsa 3).");
        var command = new Command("check", "Kiểm tra quy trình có chạy được đúng không.") { files };
        command.SetAction((parsed, cancellationToken) => CheckAsync(parsed.GetValue(files)!, terminal, cancellationToken));
        return command;
    }

    private static Command MakeRun(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Định nghĩa quy trình." };
        var inputs = new Option<string[]>("--input") { Description = "NAME=VALUE; dùng nhiều lần được.", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--input phải có dạng NAME=VALUE, không phải “{token.Value}”.");
            }
        });
        var command = new Command("run", "Chạy trong bộ nhớ một quy trình không cần người: các dòng ở đầu ra, trạng thái ở đầu ra lỗi.") { file, inputs };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(inputs)!, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> CheckAsync(string[] files, Terminal terminal, CancellationToken cancellationToken)
    {
        var exit = CommandLine.Good;
        foreach (var file in files)
        {
            var definition = await ReadAsync(file, cancellationToken);
            if (definition.IsRefused)
            {
                exit = terminal.Refuse(file, definition.Refusal);
            }
            else
            {
                await terminal.Out.WriteLineAsync($"{file}: {definition.Value.DefinitionId} v{definition.Value.Version}: chạy được.");
            }
        }

        return exit;
    }

    private static async Task<int> RunAsync(string file, string[] inputs, Terminal terminal, CancellationToken cancellationToken)
    {
        var definition = await ReadAsync(file, cancellationToken);
        if (definition.IsRefused)
        {
            terminal.Refuse(file, definition.Refusal);
            await terminal.Error.WriteLineAsync("status: Refused");
            return CommandLine.Refused;
        }

        var burst = WorkflowRun.Start(definition.Value, Inputs(inputs));
        foreach (var line in burst.Lines)
        {
            await terminal.Out.WriteLineAsync(line);
        }

        foreach (var incident in burst.Incidents)
        {
            await terminal.Error.WriteLineAsync($"{incident.ActivityId} ({incident.ActivityType}): {incident.Message} {incident.Detail}".TrimEnd());
        }

        await terminal.Error.WriteLineAsync($"status: {burst.Status}");
        return burst.Status is RunStatus.Faulted ? CommandLine.Refused : CommandLine.Good;
    }

    private static Dictionary<string, JsonNode?> Inputs(string[] inputs)
    {
        var given = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            var at = input.IndexOf('=', StringComparison.Ordinal);
            given[input[..at]] = JsonValue.Create(input[(at + 1)..]);
        }

        return given;
    }

    private static async Task<Outcome<WorkflowDefinition>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(file, cancellationToken);
        return bytes.IsRefused ? bytes.Refusal : WorkflowDefinition.Read(Encoding.UTF8.GetString(bytes.Value).TrimStart('\uFEFF'), Path.GetFileName(file));
    }
}
