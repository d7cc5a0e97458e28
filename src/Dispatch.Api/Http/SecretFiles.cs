using System.Collections.Frozen;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>A secret among the settings may lie in a file instead, named there by the secret's name with <c>File</c> behind it: so containers and vaults hand them over, and no environment shows them.</summary>
internal static class SecretFiles
{
    private const string Mark = "File";
    private const int LargestFile = 64 * 1024;

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Passphrase", "KeyPassword", "Pin", "Password", "ConnectionString", "Headers");

    /// <summary>Reads every file that is named and sets the secret in its place.</summary>
    /// <param name="configuration">The settings.</param>
    /// <returns>Why one cannot be used, naming the setting and never what is in the file; null when all can.</returns>
    public static Refusal? Take(IConfiguration configuration)
    {
        foreach (var (key, file) in configuration.AsEnumerable().ToList())
        {
            if (file is { Length: > 0 } && key.EndsWith(Mark, StringComparison.OrdinalIgnoreCase) && key[..^Mark.Length] is var secret && Secrets.Contains(secret[(secret.LastIndexOf(':') + 1)..])
                && Take(configuration, secret, file) is { } why)
            {
                return ServerSettings.No("DISPATCH_" + key.Replace(":", "__", StringComparison.Ordinal), why);
            }
        }

        return null;
    }

    private static string? Take(IConfiguration configuration, string secret, string file)
    {
        if (configuration[secret] is { Length: > 0 })
        {
            return "đã đặt cả giá trị lẫn tệp. Hãy bỏ một trong hai.";
        }

        try
        {
            if (new FileInfo(file).Length > LargestFile)
            {
                return $"tệp “{file}” quá lớn, không phải tệp mật khẩu.";
            }

            // The line end an editor leaves behind the last letter is no part of the secret.
            configuration[secret] = File.ReadAllText(file).TrimEnd('\r', '\n');
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"không đọc được tệp “{file}”. Hãy kiểm tra đường dẫn và quyền đọc của tài khoản chạy máy chủ.";
        }
    }
}
