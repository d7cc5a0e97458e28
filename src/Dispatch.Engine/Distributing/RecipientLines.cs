using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>A printed line taken apart, before anything is looked up.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Block">Where it stands.</param>
/// <param name="Text">As printed.</param>
/// <param name="Bare">Without dash, stop and purpose.</param>
/// <param name="Purpose">The purpose in brackets.</param>
/// <param name="Office">The offices before the body, the body and the person.</param>
/// <param name="Archive">What follows "Lưu".</param>
/// <param name="Lists">The ways to read it as a list, the likeliest first; only the head that the directory knows decides between them.</param>
internal sealed record ParsedRecipientLine(
    int Number, RecipientBlock Block, string Text, string Bare, RecipientPurpose? Purpose, AddressedOffice Office, string? Archive, IReadOnlyList<RecipientList> Lists)
{
    public string? Role => Office.Role;

    /// <summary>How the line limits a group, if it names one.</summary>
    public LimitedGroup? Limited { get; } = LimitedGroup.Read(Bare);

    /// <summary>Whether the words are to be looked up at all.</summary>
    public bool NamesBodies => Archive is null && !IsSameAsAddressees && (!IsSameAsArticle || Lists.Count > 0);

    public bool IsSameAsAddressees { get; } = RecipientText.SaysSameAsAddressees(Bare);

    public bool IsSameAsArticle { get; } = RecipientText.SaysSameAsArticle(Bare);

    /// <summary>Every wording whose meaning this line may need.</summary>
    public IEnumerable<string> Wordings()
    {
        if (Archive is not null)
        {
            return ArchiveText.Read(Archive).Units;
        }

        if (!NamesBodies)
        {
            return [];
        }

        var heads = Lists.Select(list => list.BodyHead).OfType<string>();
        return [Bare, .. Limited is { } limited ? [limited.Wording] : Array.Empty<string>(), .. RecipientReading.WordingsOf(Office), .. heads, .. Lists.SelectMany(list => list.Wordings())];
    }
}

internal static class RecipientLines
{
    /// <summary>No recipient line is longer; a longer text is not taken apart but left for a clerk whole.</summary>
    private const int LongestLine = 2000;

    public static IReadOnlyList<ParsedRecipientLine> Parse(PrintedRecipients printed)
    {
        var lines = new List<ParsedRecipientLine>();
        foreach (var (block, text) in Split(RecipientBlock.Addressees, printed.Addressees).Concat(Split(RecipientBlock.Recipients, printed.Recipients)))
        {
            var bare = WithoutLabel(RecipientText.Bare(text), block);
            if (bare.Length > 0)
            {
                lines.Add(WithArticle(Parse(lines.Count + 1, block, text.Trim(), bare), printed.Articles));
            }
        }

        return lines;
    }

    /// <summary>A line that refers to an article is the list of those the article names; one that refers to two has both.</summary>
    private static ParsedRecipientLine WithArticle(ParsedRecipientLine line, IReadOnlyDictionary<string, string> articles)
    {
        if (!line.IsSameAsArticle || articles.Count == 0)
        {
            return line;
        }

        var numbers = ArticleText.NumbersIn(line.Bare).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(articles.ContainsKey)
            ? line with { Lists = [RecipientList.OfItems(string.Join("; ", numbers.Select(number => ArticleText.ListOf(articles[number]))))] }
            : line;
    }

    /// <summary>A block may come as one text.</summary>
    private static IEnumerable<(RecipientBlock Block, string Text)> Split(RecipientBlock block, IReadOnlyList<string> texts) =>
        texts.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(text => (block, text));

    private static ParsedRecipientLine Parse(int number, RecipientBlock block, string text, string bare)
    {
        var archive = bare.Length > LongestLine ? null : ArchiveText.Of(bare, block);
        if (archive is not null || bare.Length > LongestLine)
        {
            return new ParsedRecipientLine(number, block, text, bare, null, new AddressedOffice(null, bare, bare, null), archive, []);
        }

        var (words, purpose) = PurposeText.Split(bare);
        var office = OfficeText.Read(words);
        return new ParsedRecipientLine(number, block, text, words, purpose, office, null, RecipientList.Read(office.Rest));
    }

    /// <summary>A block may come with its label on the first line.</summary>
    private static string WithoutLabel(string bare, RecipientBlock block)
    {
        var label = NameFolding.Fold(block is RecipientBlock.Addressees ? "Kính gửi" : "Nơi nhận");
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && NameFolding.Fold(bare[..colon]) == label)
        {
            return RecipientText.Bare(bare[(colon + 1)..]);
        }

        return NameFolding.Fold(bare) == label ? string.Empty : bare;
    }
}
