using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Dispatch.Api.Commands;

/// <summary>How the command line tells how it is used, and what was written wrongly: in Vietnamese, as it says everything else.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    private const string Program = "dispatch";

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>Lets a program's <c>--help</c> and <c>--version</c> speak so.</summary>
    public static RootCommand Teach(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            option.Description = option is HelpOption ? "Hiện cách dùng." : option is VersionOption ? "Hiện phiên bản." : option.Description;
            option.Action = option is HelpOption ? new CommandHelp() : option.Action;
        }

        return root;
    }

    /// <summary>One line that names all that was written wrongly and where to read on; null when nothing was.</summary>
    public static string? WrongUsage(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        // The parser's own words are English and said again in ours; what our validators say is Vietnamese, and never plain ASCII.
        List<string> flaws =
        [
            .. Strange(parsed, command), .. command.Arguments.Where(argument => IsMissing(parsed.GetResult(argument), argument.Arity)).Select(argument => $"thiếu {argument.Name}"),
            .. command.Options.SelectMany(option => Flaws(option, parsed.GetResult(option))),
            .. parsed.Errors.Select(error => error.Message.TrimEnd('.')).Where(message => message.Any(letter => letter > '\x7F')),
        ];
        return $"{Path(parsed.CommandResult)}: {string.Join("; ", flaws.Count > 0 ? flaws : [.. parsed.Errors.Select(error => error.Message)])}. Xem cách dùng: {Path(parsed.CommandResult)} --help";
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var (output, command) = (parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command);
        var usage = new[] { Path(parseResult.CommandResult), command.Subcommands.Count > 0 ? "LỆNH" : string.Empty }
            .Concat(command.Arguments.Select(Shown)).Concat(command.Options.Where(option => option.Required).Select(Shown)).Append("[TÙY CHỌN]");
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Cách dùng: {string.Join(' ', usage.Where(part => part.Length > 0))}");
        Part(output, "Lệnh", command.Subcommands.Select(sub => (sub.Name, sub.Description ?? string.Empty)));
        Part(output, "Tham số", command.Arguments.Select(argument => (Shown(argument), argument.Description ?? string.Empty)));
        Part(output, "Tùy chọn", OptionsOf(parseResult.CommandResult).Select(option => (Shown(option), Told(option))));
        return CommandLine.Good;
    }

    private static IEnumerable<string> Strange(ParseResult parsed, Command command)
    {
        var names = string.Join(", ", command.Subcommands.Select(sub => sub.Name));
        foreach (var token in parsed.UnmatchedTokens)
        {
            yield return token.StartsWith('-') ? $"không có tùy chọn “{token}”" : names.Length > 0 ? $"không có lệnh “{token}”, chỉ có {names}" : $"thừa “{token}”";
        }

        if (parsed.UnmatchedTokens.Count == 0 && names.Length > 0 && command.Action is null)
        {
            yield return $"thiếu lệnh, một trong {names}";
        }
    }

    private static IEnumerable<string> Flaws(Option option, OptionResult? given)
    {
        if (given is null or { Implicit: true })
        {
            return option.Required ? [$"thiếu tùy chọn {option.Name}"] : [];
        }

        return given.Tokens.Count < option.Arity.MinimumNumberOfValues ? [$"{option.Name} thiếu giá trị"]
            : given.Tokens.Count > option.Arity.MaximumNumberOfValues ? [$"{option.Name} chỉ ghi một lần"]
            : [];
    }

    private static bool IsMissing(ArgumentResult? given, ArgumentArity arity) => (given?.Tokens.Count ?? 0) < arity.MinimumNumberOfValues;

    private static string Path(CommandResult at) => at.Parent is CommandResult parent ? $"{Path(parent)} {at.Command.Name}" : Program;

    private static IEnumerable<Option> OptionsOf(CommandResult at) =>
        at.Command.Options.Concat(at.Parent is CommandResult parent ? OptionsOf(parent).Where(option => option.Recursive) : []).Where(option => !option.Hidden);

    private static string Shown(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;

    /// <summary>An option by all its names; those with a stroke are for consoles that know no dash.</summary>
    private static string Shown(Option option) =>
        string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Append(option.Name)) + (option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? string.Empty : $" {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}");

    private static string Told(Option option) => option.Description
        + (option.Required ? " Bắt buộc." : option is { HasDefaultValue: true } && option.GetDefaultValue() is string { Length: > 0 } preset ? $" Mặc định: {preset}." : string.Empty);

    private static void Part(TextWriter output, string title, IEnumerable<(string Name, string Description)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var width = all.Max(line => line.Name.Length);
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (name, description) in all)
        {
            output.WriteLine($"  {name.PadRight(width)}  {description}".TrimEnd());
        }
    }
}
