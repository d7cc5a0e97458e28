using System.Buffers;
using System.Text;

namespace Dispatch.Engine.Intake;

/// <summary>UTF-8 that a program on its way took for Windows-1252: "Cá»™ng hÃ²a", "Äá»™c láº­p". The bytes are all there, and read as what they are they give the text back.</summary>
internal static class MisreadBytes
{
    /// <summary>Fewer letters with marks prove nothing.</summary>
    private const int FewestLetters = 8;

    /// <summary>Of so many letters one may have lost a byte.</summary>
    private const int LettersForOneLost = 20;

    private static readonly string[] EndsInBlank = ["Ã", "Æ", "áº", "á»"];
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly SearchValues<char> Signs = SearchValues.Create(Windows.GetString([.. Enumerable.Range(0, 256).Select(i => (byte)i)]));

    /// <summary>The text its bytes hold; null where the text is what it seems.</summary>
    public static string? Repair(string text)
    {
        // Nearly every letter that only Vietnamese has begins so.
        if (!(text.Contains("á»", StringComparison.Ordinal) || text.Contains("áº", StringComparison.Ordinal)) || text.AsSpan().ContainsAnyExcept(Signs))
        {
            return null;
        }

        // à, Ơ, Ạ and Ỡ end with a blank that does not break, of which pages make one that does.
        var whole = EndsInBlank.Aggregate(text, (all, beginning) => all.Replace(beginning + " ", beginning + "\u00a0", StringComparison.Ordinal));
        var read = Encoding.UTF8.GetString(Windows.GetBytes(whole));
        var letters = read.Count(c => c > '\u007f' && char.IsLetter(c));
        return letters >= FewestLetters && read.Count(c => c is '\ufffd') * LettersForOneLost <= letters ? read : null;
    }
}
