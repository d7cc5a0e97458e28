using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>One item of a list line.</summary>
/// <param name="Text">As printed, without its own purpose.</param>
/// <param name="Joint">What joins it to the item before: a comma or "và".</param>
/// <param name="Prefixes">The words its head puts before it: "Các Bộ: Công an" means "Bộ Công an".</param>
/// <param name="Purpose">The purpose in brackets behind it alone.</param>
internal sealed record RecipientItem(string Text, string Joint, IReadOnlyList<string> Prefixes, RecipientPurpose? Purpose)
{
    /// <summary>Where it is one of several organs of one place, the place, said behind the last of them: "HĐND, UBND các tỉnh".</summary>
    public string? Place { get; init; }

    /// <summary>Whether it goes on with the item before, as its small letter or a bare noun says: "UBND các xã, phường", "các Vụ, Cục".</summary>
    public bool GoesOn { get; } = (char.IsLower(Text[0]) && !Text.StartsWith("các ", StringComparison.Ordinal)) || Text.StartsWith("TP ", StringComparison.Ordinal) || RecipientList.IsNoun(Text);
}

/// <summary>A line that names several bodies: the body in its head ("VPCP: …"), whether it has a head at all ("Các đơn vị: …"), and its items.</summary>
internal sealed partial record RecipientList(string? BodyHead, bool IsHeaded, IReadOnlyList<RecipientItem> Items)
{
    // A body's own name may hold commas ("Sở Văn hóa, Thể thao và Du lịch"): so many items are tried together.
    private const int LongestRun = 4;

    private static readonly HashSet<string> BareNouns = Folded("đơn vị", "các đơn vị", "cơ quan", "tổ chức", "đơn vị trực thuộc", "đơn vị thuộc Bộ", "đơn vị thuộc tỉnh");

    private static readonly HashSet<string> Nouns =
        Folded("bộ", "ban", "sở", "ngành", "vụ", "cục", "tổng cục", "chi cục", "viện", "phòng", "trung tâm", "tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn");

    /// <summary>Organs that every place has: alone they name nobody.</summary>
    private static readonly HashSet<string> Organs = Folded("HĐND", "UBND", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Đảng ủy", "Ủy ban MTTQ", "UB MTTQ");

    /// <summary>Whether the words are nothing but the noun of a kind of body.</summary>
    public static bool IsNoun(string text) => Nouns.Contains(NameFolding.Fold(text));

    /// <summary>The ways to read a list; none when the line has neither a head nor two items. "Cục KSTTHC - VPCP" and "VPCP (Cục KSTTHC)" are a unit and its body: which is which the directory says.</summary>
    public static IReadOnlyList<RecipientList> Read(string text)
    {
        // "UBND các tỉnh Lào Cai, Điện Biên và thành phố Hà Nội": the names begin where the capitals do. Behind two kinds ("các huyện, thành phố Mường Lay") nobody can say whether the first means all.
        text = Several().Replace(text, "${head}: ");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            var (head, rest) = (text[..colon].Trim(), text[(colon + 1)..]);
            return [PrefixesOf(head) is { } prefixes ? new RecipientList(null, IsHeaded: true, Split(rest, prefixes)) : new RecipientList(head, IsHeaded: true, Split(rest, []))];
        }

        var lists = new List<RecipientList>();
        if (UnitAndBody().Match(text) is { Success: true } pair)
        {
            var (first, second) = (pair.Groups["first"].Value.Trim(), pair.Groups["second"].Value.Trim());
            lists.Add(new RecipientList(second, IsHeaded: true, Split(first, [])));
            lists.Add(new RecipientList(first, IsHeaded: true, Split(second, [])));
        }

        var items = Split(text, []);
        return items.Count > 1 ? [.. lists, new RecipientList(null, IsHeaded: false, Placed(items))] : lists;
    }

    /// <summary>Words that are known to be a list, be it of one.</summary>
    public static RecipientList OfItems(string text) => new(null, IsHeaded: true, Placed(Split(text, [])));

    /// <summary>Every wording under which one or more items from <paramref name="first"/> on may be known, the longest run first.</summary>
    public IEnumerable<(int Count, IReadOnlyList<string> Wordings)> RunsFrom(int first)
    {
        for (var count = Math.Min(LongestRun, Items.Count - first); count > 0; count--)
        {
            var run = Items.Skip(first).Take(count).ToList();
            if (run.TrueForAll(item => ReferenceEquals(item.Prefixes, run[0].Prefixes)))
            {
                var text = TextOf(first, count);
                yield return (count, count == 1 && run[0].Place is { } place ? WithPlace(text, place) : [.. run[0].Prefixes.Select(prefix => $"{prefix} {text}"), text]);
            }
        }
    }

    /// <summary>Items as they are printed together.</summary>
    public string TextOf(int first, int count) => string.Concat(Items.Skip(first).Take(count).Select((item, at) => at == 0 ? item.Text : item.Joint + item.Text));

    /// <summary>How many items from <paramref name="first"/> on are one thing when none of them is known: those that go on with it.</summary>
    public int TogetherFrom(int first) => 1 + Items.Skip(first + 1).TakeWhile(item => item.GoesOn && ReferenceEquals(item.Prefixes, Items[first].Prefixes)).Count();

    public IEnumerable<string> Wordings() =>
        Enumerable.Range(0, Items.Count).SelectMany(RunsFrom).SelectMany(run => run.Wordings)
            .Concat(Items.Select(item => OfficeText.Read(item.Text)).Where(office => office.Role is not null).SelectMany(RecipientReading.WordingsOf));

    private static List<RecipientItem> Split(string text, IReadOnlyList<string> prefixes)
    {
        var items = new List<RecipientItem>();
        var parts = Joints().Split(text);
        // The pattern keeps its joint: text, joint, text, joint, …
        for (var at = 0; at < parts.Length; at += 2)
        {
            var joint = at > 0 && parts[at - 1].Trim().Length > 1 ? parts[at - 1] : ", ";
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
                items.Add(new RecipientItem(string.Concat(parts[at..].Select((part, index) => index % 2 == 0 ? part.Trim() : part.TrimEnd() + " ")), joint, [], null));
                break;
            }

            var (words, purpose) = PurposeText.Split(item);
            if (words.Length > 0)
            {
                items.Add(new RecipientItem(words, joint, prefixes, purpose));
            }
        }

        return items;
    }

    /// <summary>Gives every bare organ the place that stands behind the next item that has one.</summary>
    private static List<RecipientItem> Placed(List<RecipientItem> items)
    {
        string? place = null;
        var placed = new List<RecipientItem>(items);
        for (var at = items.Count - 1; at >= 0; at--)
        {
            var item = items[at];
            if (Organs.Contains(NameFolding.Fold(item.Text)))
            {
                placed[at] = item with { Place = place };
            }
            else if (!item.GoesOn)
            {
                var going = items.Skip(at + 1).TakeWhile(next => next.GoesOn).Select(next => next.Joint + next.Text);
                place = PlaceBehind().Match(item.Text) is { Success: true } found ? found.Groups["place"].Value + string.Concat(going) : null;
            }
        }

        return placed;
    }

    /// <summary>"Tỉnh ủy" and "tỉnh Đắk Lắk" are "Tỉnh ủy Đắk Lắk"; a place without a name is the issuer's own, and the organ alone says it.</summary>
    private static string[] WithPlace(string organ, string place)
    {
        var named = PlaceNoun().Replace(place, string.Empty);
        return named.Length == 0 ? [$"{organ} {place}", organ] : [$"{organ} {place}", $"{organ} {named}"];
    }

    /// <summary>
    /// "Các đơn vị" gives none, "Các Bộ" gives "bộ", "Ủy ban nhân dân các tỉnh, thành phố" gives the committee of either, "Thường trực" none; null when the head is a name.
    /// </summary>
    private static string[]? PrefixesOf(string head)
    {
        if (OfficeText.IsOfficeAlone(head))
        {
            return [];
        }

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
            // The last of a list may say for itself what kind of place it is: "UBND các tỉnh: Lào Cai, Điện Biên và thành phố Huế".
            return before.Length > 0 ? [.. split.Select(noun => before + noun), before.TrimEnd()] : split;
        }

        // "Các trường TH&THCS: Mai Đình": several of whatever it is, each by its own name.
        return before.Length > 0 ? null : split.All(noun => Nouns.Contains(noun) || BareNouns.Contains(noun)) ? [] : at == 0 ? split : null;
    }

    private static HashSet<string> Folded(params string[] words) => words.Select(NameFolding.Fold).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<head>[^:(),;]*\bcác\s+" + PlaceWords + @")\s+(?=\p{Lu})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Several();

    // "Sở Giáo dục và Đào tạo" is one body: "và" parts two only where the word of a body, of an office or of a kind of place follows.
    [GeneratedRegex(@"(?<joint>[,;]| và (?=(?:tỉnh|thành phố|TP|TP\.|huyện|thị xã|Chủ tịch|Giám đốc|Tổng Giám đốc|Chánh|Thủ trưởng|Cục trưởng|Vụ trưởng|Hiệu trưởng|Bộ trưởng|Bí thư|các|Các|HĐND|UBND|Hội đồng|Ủy ban|Uỷ ban|UB|Sở|Bộ|Ban|Văn phòng|VP|Cục|Vụ|Công an|Đảng ủy|Tỉnh ủy|Thành ủy)\s))(?![^()]*\))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joints();

    [GeneratedRegex(@"^((?<first>[^()]+?)\s*\((?<second>[^()]+)\)|(?<first>[^(),;]+?)(\s-|-\s)\s*(?<second>\p{Lu}[^(),;-]*))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitAndBody();

    private const string PlaceWords = "(tỉnh|thành phố|TP|huyện|thị xã|quận|xã|phường|đặc khu)";

    [GeneratedRegex(@"\s(?<place>(các\s+)?" + PlaceWords + @"\b.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceBehind();

    [GeneratedRegex("^" + PlaceWords + @"\b\.?\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceNoun();
}
