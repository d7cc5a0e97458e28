using System.Globalization;

namespace Dispatch.Engine.Distributing;

/// <summary>A group as a line limits it: how many it is said to be, and who is left out.</summary>
/// <param name="Wording">The group without that, as the directory may know it: "UBND các tỉnh, thành phố".</param>
/// <param name="Count">"UBND 34 tỉnh, thành phố": how many; null when the line does not say.</param>
/// <param name="Except">"(trừ Hà Nội, Huế)": who is left out, as printed.</param>
internal sealed record LimitedGroup(string Wording, int? Count, IReadOnlyList<string> Except)
{
    private const string Without = "trừ ";
    private const string MoreThanThat = "ngoại";

    private const int LongestCount = 4;

    /// <summary>How the words limit a group; null when they do not.</summary>
    public static LimitedGroup? Read(string bare)
    {
        var (group, except) = Split(bare);
        var words = group.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, word => word.Length <= LongestCount && word.All(char.IsAsciiDigit));
        // A number at the end is a name's: "Ban Quản lý dự án 85".
        var count = at >= 0 && at < words.Length - 1 ? int.Parse(words[at], CultureInfo.InvariantCulture) : (int?)null;
        return count is null && except.Count == 0 ? null : new LimitedGroup(count is null ? group : string.Join(' ', [.. words[..at], "các", .. words[(at + 1)..]]), count, except);
    }

    private static (string Group, IReadOnlyList<string> Except) Split(string bare)
    {
        var at = bare.LastIndexOf(Without, StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || bare[at - 1] is not (' ' or '('))
        {
            return (bare, []);
        }

        var group = bare[..at].TrimEnd(' ', '(');
        group = group.EndsWith(MoreThanThat, StringComparison.OrdinalIgnoreCase) ? group[..^MoreThanThat.Length] : group;
        var except = bare[(at + Without.Length)..].TrimEnd(')', ' ').Replace(" và ", ",", StringComparison.Ordinal);
        return (group.TrimEnd(' ', ',', ';', '('), except.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
