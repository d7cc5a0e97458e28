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
                result.AddError($"Không có tùy chọn “{token.Value}”.");
            }
        });
        return files;
    }

    /// <summary>The bytes, or why they cannot be had.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, failure);
        }
    }

    /// <summary>Why a file could not be read, in the words of who named it.</summary>
    /// <param name="path">What was named.</param>
    /// <param name="failure">What the operating system said.</param>
    public static Refusal Unreadable(string path, Exception failure) => new("command.unreadable-file", RefusalKind.Invalid, failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "không có tệp này. Hãy kiểm tra lại đường dẫn.",
        UnauthorizedAccessException when System.IO.Directory.Exists(path) => "đây là một thư mục. Hãy ghi tên một tệp.",
        UnauthorizedAccessException => "không có quyền đọc tệp này.",
        _ => $"không đọc được tệp ({failure.Message})",
    });

    /// <summary>Says on one line of standard error why a file was refused.</summary>
    public static int Refuse(this Terminal terminal, string path, Refusal refusal)
    {
        terminal.Error.WriteLine($"{path}: {refusal.Message}");
        return CommandLine.Refused;
    }
}
