using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>A password is judged by its length and by whether others have it too, never by its kinds of letters (ASVS 6.2).</summary>
internal sealed class PasswordRules(DemoMark demo) : IPasswordValidator<Person>
{
    private const int FewestDifferent = 5;

    private static readonly FrozenSet<string> Common = Read();

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(Flaw(password ?? "", user.UserName) is { } flaw && !demo.IsOn ? IdentityResult.Failed(new IdentityError { Code = flaw.Code, Description = flaw.Message }) : IdentityResult.Success);

    /// <summary>Why a password is not taken; null when it is.</summary>
    public static Refusal? Flaw(string password, string userName) => password switch
    {
        { Length: < AccountRules.ShortestPassword or > AccountRules.LongestPassword } => TooShort,
        _ when IsCommon(password, userName) => TooCommon,
        _ => null,
    };

    public static readonly Refusal TooShort = KernelRefusals.Shape("password", $"Mật khẩu phải có từ {AccountRules.ShortestPassword} đến {AccountRules.LongestPassword} ký tự.");

    public static readonly Refusal TooCommon =
        new("access.common-password", RefusalKind.Invalid, "Mật khẩu này quá dễ đoán (nhiều người dùng, hoặc là tên đăng nhập). Hãy ghép vài từ không liên quan với nhau.");

    private static bool IsCommon(string password, string userName)
    {
        var letters = Letters(password);
        return password.Distinct().Count() < FewestDifferent || IsSequence(password) || letters == Letters(userName) || IsRepeated(letters);
    }

    /// <summary>A common word, once or several times over.</summary>
    private static bool IsRepeated(string letters) => Enumerable.Range(1, letters.Length).Any(
        size => letters.Length % size == 0 && Common.Contains(letters[..size]) && Enumerable.Range(1, (letters.Length / size) - 1).All(i => letters.AsSpan(i * size, size).SequenceEqual(letters.AsSpan(0, size))));

    /// <summary>Each letter the neighbour of the one before it, up or down, as in 1234567890 and hgfedcba.</summary>
    private static bool IsSequence(string password) =>
        password.Zip(password.Skip(1), (a, b) => Math.Abs(b - a) is 1 or 9).Count(isNeighbour => isNeighbour) >= password.Length * 8 / 10;

    /// <summary>Only the letters, lower case, without marks: what is left when digits and signs are put round a word.</summary>
    private static string Letters(string text) => string.Concat(text.ToLower(CultureInfo.InvariantCulture).Normalize(NormalizationForm.FormD).Replace('đ', 'd').Where(char.IsAsciiLetterLower));

    private static FrozenSet<string> Read()
    {
        using var file = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
