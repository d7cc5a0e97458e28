using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;

namespace Dispatch.Api.Commands;

/// <summary>Checks procedures, and runs one that needs no person.</summary>
internal static class WorkflowsCommand
{
    private static readonly Refusal NotText =
        new("command.not-text", RefusalKind.Invalid, "tệp không phải văn bản chữ UTF-8 nên không phải định nghĩa quy trình. Hãy chọn tệp .json của quy trình.");

    public static Command Make(Terminal terminal) => new("workflows", "Quy trình: kiểm tra và chạy thử.") { MakeCheck(terminal), MakeRun(terminal) };

    private static Command MakeCheck(Terminal terminal)
    {
        var files = CommandFiles.Several("Định nghĩa quy trình (JSON của Elsa 3). Quy trình được gọi tìm trong các tệp này và cùng thư mục.");
        var command = new Command("check", "Chứng minh quy trình chạy được đúng luật; sai thì nêu đường đi tới chỗ sai.") { files };
        command.SetAction((parsed, cancellationToken) => CheckAsync(parsed.GetValue(files)!, terminal, cancellationToken));
        return command;
    }

    private static Command MakeRun(Terminal terminal)
    {
        var files = CommandFiles.Several("Định nghĩa để chạy; các tệp sau nó, và tệp cùng thư mục, là quy trình nó có thể gọi.");
        var inputs = new Option<string[]>("--input") { Description = "Một đầu vào của quy trình; dùng nhiều lần được.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--input phải có dạng NAME=VALUE, không phải “{token.Value}”");
            }
        });
        var command = new Command("run", "Chạy trong bộ nhớ một quy trình không cần người: các dòng ở đầu ra, trạng thái ở đầu ra lỗi.") { files, inputs };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(inputs)!, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> CheckAsync(string[] files, Terminal terminal, CancellationToken cancellationToken)
    {
        var exit = CommandLine.Good;
        foreach (var file in files)
        {
            var read = await ReadAsync(file, files, cancellationToken);
            var flaws = read.IsRefused ? [] : Flaws(read.Value);
            if (read.IsRefused)
            {
                exit = terminal.Refuse(file, read.Refusal);
            }
            else if (flaws.Count > 0)
            {
                exit = await RefuseAsync(file, flaws, terminal);
            }
            else
            {
                await terminal.Out.WriteLineAsync($"{file}: {read.Value.DefinitionId} v{read.Value.Version}: chạy được.");
            }
        }

        return exit;
    }

    private static async Task<int> RunAsync(string[] files, string[] inputs, Terminal terminal, CancellationToken cancellationToken)
    {
        // A file that was named and cannot be read is refused by its own name, also one that is only called.
        var (file, read) = await UnreadableAsync(files[1..], cancellationToken) ?? (files[0], await ReadAsync(files[0], files, cancellationToken));

        // What Elsa would run is run. A procedure of an office is held to the law first.
        var flaws = read is { IsRefused: false, Value.IsProcedure: true } ? Flaws(read.Value) : [];
        if (read.IsRefused || flaws.Count > 0)
        {
            _ = read.IsRefused ? terminal.Refuse(file, read.Refusal) : await RefuseAsync(file, flaws, terminal);
            return await RefusedAsync(terminal);
        }

        foreach (var name in inputs.Select(input => input[..input.IndexOf('=', StringComparison.Ordinal)]).Where(name => read.Value.Inputs.All(declared => declared.Name != name)))
        {
            await terminal.Error.WriteLineAsync($"--input {name}: quy trình không khai báo đầu vào này.");
        }

        var given = Inputs(read.Value, inputs);
        if (given.IsRefused)
        {
            _ = terminal.Refuse(file, given.Refusal);
            return await RefusedAsync(terminal);
        }

        var burst = WorkflowRun.Start(read.Value, given.Value);
        await TellAsync(burst, terminal);
        while (DueNow(burst, terminal.Clock.GetUtcNow()) is { } wait)
        {
            burst = WorkflowRun.Resume(read.Value, burst.State, wait.Id, wait.Outcomes[0]).Value;
            await TellAsync(burst, terminal);
        }

        foreach (var wait in WorkflowRun.Waits(burst.State).Value)
        {
            await terminal.Error.WriteLineAsync($"đang chờ: {wait.ActivityId} ({wait.ActivityType}){(wait.EventName is { } name ? $", sự kiện “{name}”" : string.Empty)}");
        }

        await terminal.Error.WriteLineAsync($"status: {burst.Status}");
        return burst.Status is RunStatus.Faulted ? CommandLine.Refused : CommandLine.Good;
    }

    private static async Task<int> RefusedAsync(Terminal terminal)
    {
        await terminal.Error.WriteLineAsync("status: Refused");
        return CommandLine.Refused;
    }

    private static IReadOnlyList<Flaw> Flaws(WorkflowDefinition definition) => WorkflowSoundness.Check(definition, WorkflowCatalog.Roles);

    /// <summary>A wait for a moment that has passed already; null when there is none.</summary>
    private static Wait? DueNow(Burst burst, DateTimeOffset now) =>
        burst.Status is RunStatus.Suspended ? burst.Opened.FirstOrDefault(wait => wait is { Kind: WaitKind.Time, Due: { Unit: DueUnit.Moment } due } && due.At <= now) : null;

    private static async Task TellAsync(Burst burst, Terminal terminal)
    {
        foreach (var line in burst.Lines)
        {
            await terminal.Out.WriteLineAsync(line);
        }

        foreach (var incident in burst.Incidents)
        {
            await terminal.Error.WriteLineAsync($"{incident.ActivityId} ({incident.ActivityType}): {incident.Message} {incident.Detail}".TrimEnd());
        }
    }

    private static async Task<int> RefuseAsync(string file, IReadOnlyList<Flaw> flaws, Terminal terminal)
    {
        foreach (var flaw in flaws)
        {
            var path = flaw.Path.Count == 0 ? string.Empty : $" Đường đi: {string.Join(" → ", flaw.Path)}.";
            await terminal.Error.WriteLineAsync($"{file}: {flaw.Message}{path} [{flaw.Code}]");
        }

        return CommandLine.Refused;
    }

    private static Outcome<Dictionary<string, JsonNode?>> Inputs(WorkflowDefinition definition, string[] inputs)
    {
        var given = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            var at = input.IndexOf('=', StringComparison.Ordinal);
            var value = WorkflowRun.InputOf(definition, input[..at], input[(at + 1)..]);
            if (value.IsRefused)
            {
                return value.Refusal;
            }

            given[input[..at]] = value.Value;
        }

        return given;
    }

    private static async Task<Outcome<WorkflowDefinition>> ReadAsync(string file, string[] files, CancellationToken cancellationToken)
    {
        var text = await TextAsync(file, cancellationToken);
        if (text.IsRefused)
        {
            return text.Refusal;
        }

        var others = new List<(string FileName, string Json)>();
        foreach (var other in files.Concat(Beside(file)).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            // A file that cannot be read is missed when it is called, by the name it is called with.
            if (await TextAsync(other, cancellationToken) is { IsRefused: false } found)
            {
                others.Add((Path.GetFileName(other), found.Value));
            }
        }

        return WorkflowDefinition.Read(text.Value, Path.GetFileName(file), new ProcedureLibrary(others));
    }

    /// <summary>Why one of the files that were named beside the first cannot be read; null when all can.</summary>
    private static async Task<(string File, Outcome<WorkflowDefinition> Read)?> UnreadableAsync(string[] files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (await TextAsync(file, cancellationToken) is { IsRefused: true } missing)
            {
                return (file, missing.Refusal);
            }
        }

        return null;
    }

    private static IEnumerable<string> Beside(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        return folder is null ? [] : System.IO.Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
    }

    private static async Task<Outcome<string>> TextAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = await CommandFiles.ReadAsync(file, cancellationToken);
        return bytes.IsRefused ? bytes.Refusal : Utf8.IsValid(bytes.Value) ? Encoding.UTF8.GetString(bytes.Value).TrimStart('\uFEFF') : NotText;
    }
}
