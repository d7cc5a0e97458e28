using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>A printed line taken apart, before anything is looked up.</summary>
internal sealed record ParsedRecipientLine(
    int Number, RecipientBlock Block, string Text, string Bare, RecipientPurpose? Purpose, string? Role, string Rest, string? Archive, RecipientList? List)
{
    /// <summary>Whether the words are to be looked up at all.</summary>
    public bool NamesBodies => Archive is null && !IsSameAsAddressees && !IsSameAsArticle;

    public bool IsSameAsAddressees { get; } = RecipientText.SaysSameAsAddressees(Bare);

    public bool IsSameAsArticle { get; } = RecipientText.SaysSameAsArticle(Bare);

    /// <summary>Every wording whose meaning this line may need.</summary>
    public IEnumerable<string> Wordings()
    {
        if (Archive is not null)
        {
            return RecipientText.ReadArchive(Archive).Units;
        }

        if (!NamesBodies)
        {
            return [];
        }

        var head = List?.BodyHead is { } name ? new[] { name } : [];
        return [Bare, Rest, .. head, .. List?.Wordings() ?? []];
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
                lines.Add(Parse(lines.Count + 1, block, text.Trim(), bare));
            }
        }

        return lines;
    }

    /// <summary>A block may come as one text.</summary>
    private static IEnumerable<(RecipientBlock Block, string Text)> Split(RecipientBlock block, IReadOnlyList<string> texts) =>
        texts.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(text => (block, text));

    private static ParsedRecipientLine Parse(int number, RecipientBlock block, string text, string bare)
    {
        if (bare.Length > LongestLine)
        {
            return new ParsedRecipientLine(number, block, text, bare, null, null, bare, null, null);
        }

        if (RecipientText.ArchiveOf(bare, block) is { } archive)
        {
            return new ParsedRecipientLine(number, block, text, bare, null, null, bare, archive, null);
        }

        var (words, purpose) = RecipientText.SplitPurpose(bare);
        var (role, rest) = RecipientText.SplitRole(words);
        rest = role is null ? rest : RecipientText.WithoutPerson(rest);
        return new ParsedRecipientLine(number, block, text, words, purpose, role, rest, null, RecipientList.Read(rest));
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
