using System.Text;

namespace Dispatch.Engine.Intake;

/// <summary>
/// The bare form of a text: small letters without any mark, one character for each character of the source, so that a
/// position found in the bare form is the position in the text. Scans lose marks before they lose letters.
/// </summary>
internal static class Plain
{
    private static readonly char[] Bare = MakeTable();

    public static string Of(string composed) => string.Create(composed.Length, composed, static (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Of(text[i]);
        }
    });

    public static char Of(char c) => c < Bare.Length ? Bare[c] : c;

    /// <summary>Only the bare letters and digits: "Kính  gửi:" and "KÍNHGỬI" are the same word.</summary>
    public static string Compact(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                builder.Append(Of(c));
            }
        }

        return builder.ToString();
    }

    /// <summary>The share of capitals among the letters; 0 where there is no letter.</summary>
    public static double CapitalShare(string text)
    {
        var letters = 0;
        var capitals = 0;
        foreach (var c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return letters == 0 ? 0 : (double)capitals / letters;
    }

    public static int Letters(string text) => text.Count(char.IsLetter);

    private static char[] MakeTable()
    {
        var table = new char[0x2100];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            table[i] = c switch
            {
                'Đ' or 'đ' or 'Ð' or 'ð' => 'd',
                '\u2010' or '\u2011' or '\u2012' or '–' or '—' or '―' => '-',
                _ when char.IsWhiteSpace(c) && c is not '\t' and not '\n' => ' ',
                _ when char.IsLetter(c) => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]),
                _ => c,
            };
        }

        return table;
    }
}
