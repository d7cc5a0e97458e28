using System.CommandLine;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Commands;

/// <summary>How commands read the files they are given.</summary>
internal static class CommandFiles
{
    /// <summary>One or more files. What begins with a dash is an option that does not exist, not a file.</summary>
    public static Argument<string[]> Several(string description)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = description };
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError($"không có tùy chọn “{token.Value}”");
            }

            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("tên tệp để trống");
            }
        });
        return files;
    }

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> OneOf(this Option<string> option, params string[] words)
    {
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
            {
                result.AddError($"{option.Name} là một trong {string.Join(", ", words)}, không phải “{token.Value}”");
            }
        });
        return option;
    }

    /// <summary>The bytes, or why they cannot be had.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Unreadable(path, failure);
        }
    }

    /// <summary>Why a folder could not be written into.</summary>
    /// <param name="folder">What was named.</param>
    /// <param name="failure">What the operating system said.</param>
    public static Refusal Unwritable(string folder, Exception failure) =>
        new("command.unwritable-folder", RefusalKind.Invalid, $"Không ghi được vào thư mục “{folder}” ({failure.Message}). Hãy chọn thư mục khác.");

    /// <summary>Why a file could not be read, in the words of who named it.</summary>
    /// <param name="path">What was named.</param>
    /// <param name="failure">What the operating system said.</param>
    public static Refusal Unreadable(string path, Exception failure) => new("command.unreadable-file", RefusalKind.Invalid, failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "không có tệp này. Hãy kiểm tra lại đường dẫn.",
        UnauthorizedAccessException when System.IO.Directory.Exists(path) => "đây là một thư mục. Hãy ghi tên một tệp.",
        UnauthorizedAccessException => "không có quyền đọc tệp này. Hãy cấp quyền đọc rồi chạy lại.",
        ArgumentException => "đây không phải tên tệp. Hãy kiểm tra lại đường dẫn.",
        _ => $"không đọc được tệp ({failure.Message}). Hãy kiểm tra lại đường dẫn.",
    });

    /// <summary>Says on one line of standard error why a file was refused.</summary>
    public static int Refuse(this Terminal terminal, string path, Refusal refusal)
    {
        terminal.Error.WriteLine($"{path}: {refusal.Message}");
        return CommandLine.Refused;
    }
}
