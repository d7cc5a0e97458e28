using System.Collections.Frozen;
using System.Text;

namespace Dispatch.Engine.Intake;

/// <summary>The syllables Vietnamese has: of the words of any other language, or of a text read in a wrong alphabet, few are among them.</summary>
internal static class Syllables
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    /// <summary>The longest first, so that "ngh" is not taken for "n".</summary>
    private static readonly string[] Onsets = ["ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""];

    private static readonly FrozenSet<string> Rimes = (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
        + "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
        + "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyu "
        + "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ych ynh yt").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every syllable without a tone.</summary>
    public static IEnumerable<string> All => Onsets.SelectMany(onset => Rimes.Select(rime => onset + rime));

    /// <summary>Whether a word, composed, is one syllable of Vietnamese, whatever its tone.</summary>
    public static bool Has(string word)
    {
        if (word.Length is 0 or > 7)
        {
            return false;
        }

        var bare = string.Concat(word.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => !Tones.Contains(c, StringComparison.Ordinal))).Normalize(NormalizationForm.FormC);
        return Array.Exists(Onsets, onset => bare.StartsWith(onset, StringComparison.Ordinal) && Rimes.Contains(bare[onset.Length..])) || bare == "gi";
    }
}
