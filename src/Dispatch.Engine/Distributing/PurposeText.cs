using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>The purpose that stands in brackets behind a recipient: "(để b/c)", "(b/c)", "(để biết và thực hiện)".</summary>
internal static partial class PurposeText
{
    private static readonly (string Word, RecipientPurpose Purpose)[] Purposes =
    [
        ("bc", RecipientPurpose.ForReport), ("bao cao", RecipientPurpose.ForReport),
        ("ph", RecipientPurpose.ForCoordination), ("phh", RecipientPurpose.ForCoordination), ("phop", RecipientPurpose.ForCoordination), ("phoi hop", RecipientPurpose.ForCoordination),
        ("th", RecipientPurpose.ForAction), ("thh", RecipientPurpose.ForAction), ("thuc hien", RecipientPurpose.ForAction), ("trien khai", RecipientPurpose.ForAction),
        ("thi hanh", RecipientPurpose.ForAction), ("giai quyet", RecipientPurpose.ForAction),
        ("biet", RecipientPurpose.ForInformation),
        ("cd", RecipientPurpose.ForDirection), ("chi dao", RecipientPurpose.ForDirection),
        ("kt", RecipientPurpose.ForInspection), ("kiem tra", RecipientPurpose.ForInspection), ("giam sat", RecipientPurpose.ForInspection), ("theo doi", RecipientPurpose.ForInspection),
        ("dang tai", RecipientPurpose.ForPublication), ("dua tin", RecipientPurpose.ForPublication), ("dang cong bao", RecipientPurpose.ForPublication),
        ("dang bao", RecipientPurpose.ForPublication), ("cong bo", RecipientPurpose.ForPublication), ("tuyen truyen", RecipientPurpose.ForPublication),
    ];

    private static readonly string[] Leads = ["de ", "thay ", "ho tro "];

    /// <summary>Takes a known purpose off the end; brackets that say something else stay in the name.</summary>
    public static (string Text, RecipientPurpose? Purpose) Split(string bare)
    {
        var brackets = LastBrackets().Match(bare);
        return brackets.Success && Of(brackets.Groups["inside"].Value) is { } purpose
            ? (bare[..brackets.Index].TrimEnd(';', ',', ' '), purpose)
            : (bare, null);
    }

    private static RecipientPurpose? Of(string inside)
    {
        // "CVP, PCVP (TH)": capitals without a stroke are a unit's sign.
        if (UnitSign().IsMatch(inside))
        {
            return null;
        }

        var words = NameFolding.Plain(inside.Replace("/", string.Empty, StringComparison.Ordinal));
        if (Array.Find(Leads, lead => words.StartsWith(lead, StringComparison.Ordinal)) is { } lead)
        {
            // "để báo cáo Thủ tướng": what follows "để" is a purpose, whoever it names.
            words = words[lead.Length..];
            return Purposes.Where(known => words.StartsWith(known.Word, StringComparison.Ordinal) && !char.IsLetter(words.ElementAtOrDefault(known.Word.Length)))
                .Select(known => (RecipientPurpose?)known.Purpose).FirstOrDefault();
        }

        // "biết và thực hiện", "ph/h, th/h": the first purpose counts, when every one of them is a purpose.
        var said = Joint().Split(words).Select(word => Purposes.Where(known => known.Word == word).Select(known => (RecipientPurpose?)known.Purpose).FirstOrDefault()).ToList();
        return said.Contains(null) ? null : said[0];
    }

    [GeneratedRegex(@"[;,]?\s*\((?<inside>[^()]{1,60})\)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastBrackets();

    [GeneratedRegex(@"^\s*\p{Lu}+\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitSign();

    [GeneratedRegex(@",? va |, | (?=th)|,", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joint();
}
