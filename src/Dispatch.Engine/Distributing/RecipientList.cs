using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>One item of a list line with the words its head puts before it: "Các Bộ: Công an" means "Bộ Công an".</summary>
internal sealed record RecipientItem(string Text, IReadOnlyList<string> Prefixes);

/// <summary>A line that names several bodies: the body in its head ("VPCP: …"), whether it has a head at all ("Các đơn vị: …"), and its items.</summary>
internal sealed record RecipientList(string? BodyHead, bool IsHeaded, IReadOnlyList<RecipientItem> Items)
{
    // A body's own name may hold commas ("Sở Văn hóa, Thể thao và Du lịch"): so many items are tried together.
    private const int LongestRun = 4;

    private static readonly HashSet<string> BareNouns = Folded("đơn vị", "các đơn vị", "cơ quan", "tổ chức", "đơn vị trực thuộc", "đơn vị thuộc Bộ", "đơn vị thuộc tỉnh");

    private static readonly HashSet<string> Nouns =
        Folded("bộ", "ban", "sở", "ngành", "vụ", "cục", "tổng cục", "chi cục", "viện", "phòng", "trung tâm", "tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn");

    /// <summary>Reads a list; null when the line has neither a head nor two items.</summary>
    public static RecipientList? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            var items = Split(text, []);
            return items.Count > 1 ? new RecipientList(null, IsHeaded: false, items) : null;
        }

        var head = text[..colon].Trim();
        var rest = text[(colon + 1)..];
        return PrefixesOf(head) is { } prefixes ? new RecipientList(null, IsHeaded: true, Split(rest, prefixes)) : new RecipientList(head, IsHeaded: true, Split(rest, []));
    }

    /// <summary>Every wording under which one or more items from <paramref name="first"/> on may be known, the longest run first.</summary>
    public IEnumerable<(int Count, IReadOnlyList<string> Wordings)> RunsFrom(int first)
    {
        for (var count = Math.Min(LongestRun, Items.Count - first); count > 0; count--)
        {
            var run = Items.Skip(first).Take(count).ToList();
            if (run.TrueForAll(item => ReferenceEquals(item.Prefixes, run[0].Prefixes)))
            {
                var text = string.Join(", ", run.Select(item => item.Text));
                yield return (count, [.. run[0].Prefixes.Select(prefix => $"{prefix} {text}"), text]);
            }
        }
    }

    public IEnumerable<string> Wordings() =>
        Enumerable.Range(0, Items.Count).SelectMany(RunsFrom).SelectMany(run => run.Wordings);

    private static List<RecipientItem> Split(string text, IReadOnlyList<string> prefixes)
    {
        var items = new List<RecipientItem>();
        var parts = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < parts.Length; at++)
        {
            var item = RecipientText.Bare(parts[at]);
            var colon = item.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && PrefixesOf(item[..colon].Trim()) is { } inner)
            {
                // "VPCP: BTCN, các Vụ: CN, NC": a head within the list holds for what follows it.
                prefixes = inner;
                item = RecipientText.Bare(item[(colon + 1)..]);
            }
            else if (colon >= 0)
            {
                // Whose units follow an unknown head nobody can say: head and rest are one unknown.
                items.Add(new RecipientItem(string.Join(", ", parts[at..]), []));
                break;
            }

            if (item.Length > 0)
            {
                items.Add(new RecipientItem(item, prefixes));
            }
        }

        return items;
    }

    /// <summary>"Các đơn vị" gives none, "Các Bộ" gives "bộ", "Ủy ban nhân dân các tỉnh, thành phố" gives the committee of either; null when the head is a name.</summary>
    private static IReadOnlyList<string>? PrefixesOf(string head)
    {
        var folded = NameFolding.Fold(head);
        var every = NameFolding.Fold("các") + " ";
        var at = folded.StartsWith(every, StringComparison.Ordinal) ? 0 : folded.IndexOf(" " + every, StringComparison.Ordinal);
        var before = at > 0 ? folded[..at] + " " : string.Empty;
        var nouns = at < 0 ? folded : folded[(at + every.Length + (at > 0 ? 1 : 0))..];
        if (BareNouns.Contains(nouns) && before.Length == 0)
        {
            return [];
        }

        var split = nouns.Split(", ");
        if (split.All(Nouns.Contains))
        {
            return [.. split.Select(noun => before + noun)];
        }

        return before.Length == 0 && split.All(noun => Nouns.Contains(noun) || BareNouns.Contains(noun)) ? [] : null;
    }

    private static HashSet<string> Folded(params string[] words) => words.Select(NameFolding.Fold).ToHashSet(StringComparer.Ordinal);
}
