using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>
/// What a Vietnamese Windows saves as "ANSI": a letter and, where Latin-1 has no sign for both, its tone in a byte of its own. Nothing is lost on the way back,
/// so nothing is said of it. Told by its words, for nearly any bytes can be read in a code page.
/// </summary>
internal static partial class CodePage1258
{
    /// <summary>Fewer words prove nothing.</summary>
    private const int FewestWords = 8;

    /// <summary>Of the words with marks so many in a hundred must be syllables of Vietnamese.</summary>
    private const int MostlySyllables = 70;

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    /// <summary>The text of the bytes, composed; null where it is not Vietnamese.</summary>
    public static string? Read(byte[] bytes)
    {
        var text = Windows.GetString(bytes).Normalize(NormalizationForm.FormC);
        var marked = Word().Matches(text).Select(match => match.Value).Where(word => word.Any(c => c > '\u007f')).ToList();
        return marked.Count >= FewestWords && marked.Count(Syllables.Has) * 100 >= marked.Count * MostlySyllables ? text : null;
    }

    [GeneratedRegex(@"\p{L}+", Linear.Time)]
    private static partial Regex Word();
}
