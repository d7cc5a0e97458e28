using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>The form of a recipient line: its dash and stop, and the words that repeat what stands elsewhere.</summary>
internal static partial class RecipientText
{
    /// <summary>The line without its dash and its closing stop.</summary>
    public static string Bare(string line)
    {
        var bare = Spaces().Replace(NameFolding.Compose(line), " ").Trim();
        bare = bare.TrimStart('-', '\u2013', '\u2014', '+', '*', '\u2022', '\u00B7', ' ');
        return bare.TrimEnd(';', '.', ',', '/', ' ');
    }

    public static bool SaysSameAsAddressees(string bare) =>
        // Scans run the words together.
        NameFolding.Plain(bare).Replace(" ", string.Empty, StringComparison.Ordinal) is var plain
        && Addressed().IsMatch(plain);

    public static bool SaysSameAsArticle(string bare) => Article().IsMatch(NameFolding.Plain(bare));

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("^nhu(tren|(phan|muc|noi)?kinhgui)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addressed();

    [GeneratedRegex(@"^nhu (tai )?((cac )?khoan [\d, ]+)?(cac )?dieu \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Article();
}
