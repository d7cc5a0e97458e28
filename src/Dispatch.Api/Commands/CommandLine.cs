using System.CommandLine;

namespace Dispatch.Api.Commands;

/// <summary>Where a command reads and writes, and its clock. Passed in, so that a test is a caller like any other.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: results.</param>
/// <param name="Error">Standard error: reasons.</param>
/// <param name="Clock">The time.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, TimeProvider Clock);

/// <summary>The commands of the one executable. Those that need no database build no server.</summary>
internal static class CommandLine
{
    /// <summary>The command that is done when no other is named.</summary>
    public const string Serve = "serve";

    /// <summary>Done.</summary>
    public const int Good = 0;

    /// <summary>Refused, or not valid; the reason is on standard error.</summary>
    public const int Refused = 1;

    /// <summary>The command was not written as it must be.</summary>
    public const int WrongUsage = 2;

    /// <summary>Whether these arguments ask for the server: none, or <c>serve</c>, with settings as <c>--Name=value</c>.</summary>
    public static bool IsServer(string[] args) => SettingsOf(args).All(IsSetting);

    /// <summary>The settings among the server's arguments.</summary>
    public static string[] SettingsOf(string[] args) => args is [Serve, .. var rest] ? rest : args;

    /// <summary>Does one command.</summary>
    public static async Task<int> InvokeAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        // A name that begins with @ is a file like any other, and no list of arguments.
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (CommandHelp.WrongUsage(parsed) is { } wrong)
        {
            await terminal.Error.WriteLineAsync(wrong);
            return WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
    }

    private static RootCommand Root(Terminal terminal) => CommandHelp.Teach(new("Dispatch: quản lý công văn theo Nghị định 30/2020/NĐ-CP. Không có lệnh nào: chạy máy chủ.")
    {
        new Command(Serve, "Chạy máy chủ (mặc định). Cấu hình: appsettings.json, biến môi trường DISPATCH_…, hoặc --Tên=giá-trị."),
        IntakeCommand.Make(terminal),
        WorkflowsCommand.Make(terminal),
        RenderCommand.Make(terminal),
        VerifyCommand.Make(terminal),
        EvidenceCommand.Make(terminal),
        CheckCommand.Make(terminal),
        AdminCommand.Make(terminal),
        ReconcileCommand.Make(terminal),
    });

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) > 2;
}
