using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// The tags: when a signature field is added to a tagged document, its tag is added too. Every tag that was there must be as it was; new ones may only be Form
/// elements that name new fields of the form.
/// </summary>
internal sealed class StructureComparison(PdfFileReader before, PdfFileReader now, StrictComparison strict, ChangeList changes, FormComparison form)
{
    private const int MostElements = 2_000_000;
    private const string Path = "Root/StructTreeRoot";

    private readonly HashSet<(int, int)> seen = [];

    public void Compare()
    {
        var (first, second) = (before.DictionaryOf(before.Catalog, "StructTreeRoot"), now.DictionaryOf(now.Catalog, "StructTreeRoot"));
        var permitted = first is not null && second is not null && SameElement(first, second) && GrowsAtItsEnd(first, second);
        changes.Add(Path, permitted ? ChangeCodes.SettingsUpdated : ChangeCodes.Other, permitted, "StructTreeRoot");
    }

    private static IReadOnlyList<PdfValue> KidsOf(PdfFileReader reader, PdfDictionary element) => reader.Entry(element, "K") switch
    {
        PdfNull => [],
        PdfArray array => array.Items,
        _ => [element["K"]!],
    };

    private bool SameElement(PdfDictionary first, PdfDictionary second)
    {
        var open = new Queue<(PdfDictionary, PdfDictionary)>([(first, second)]);
        while (open.TryDequeue(out var pair))
        {
            if (seen.Count > MostElements || !SameExceptKids(pair.Item1, pair.Item2) || !SameKids(pair.Item1, pair.Item2, open))
            {
                return false;
            }
        }

        return true;
    }

    private bool SameExceptKids(PdfDictionary first, PdfDictionary second) =>
        first.Entries.Concat(second.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal)
            .Where(name => name is not ("K" or "P" or "ParentTree" or "ParentTreeNextKey" or "Pg"))
            .All(name => strict.AreSame(first[name], second[name]));

    private bool SameKids(PdfDictionary first, PdfDictionary second, Queue<(PdfDictionary, PdfDictionary)> open)
    {
        var (kids, grown) = (KidsOf(before, first), KidsOf(now, second));
        for (var i = 0; i < grown.Count; i++)
        {
            if (i >= kids.Count)
            {
                if (!IsNewForm(grown[i]))
                {
                    return false;
                }

                continue;
            }

            var pair = ((kids[i] as PdfReference)?.Number ?? 0, (grown[i] as PdfReference)?.Number ?? 0);
            if (pair.Item1 != pair.Item2)
            {
                return false;
            }

            if (pair.Item1 != 0 && !seen.Add(pair))
            {
                continue;
            }

            if (before.Resolve(kids[i]) is PdfDictionary known && now.Resolve(grown[i]) is PdfDictionary stated && before.NameOf(known, "S") is not null)
            {
                open.Enqueue((known, stated));
            }
            else if (!strict.AreSame(kids[i], grown[i]))
            {
                return false;
            }
        }

        return grown.Count >= kids.Count;
    }

    private bool IsNewForm(PdfValue kid)
    {
        if (now.Resolve(kid) is not PdfDictionary element)
        {
            return false;
        }

        var content = KidsOf(now, element);
        return now.NameOf(element, "S") == "Form" && content.Count > 0 && content.All(item =>
            now.Resolve(item) is PdfDictionary named && now.NameOf(named, "Type") == "OBJR" && named["Obj"] is { } shown && form.IsJudged(shown));
    }

    // The tree from pages and fields to their tags: old keys as they were, new keys for new fields.
    private bool GrowsAtItsEnd(PdfDictionary first, PdfDictionary second)
    {
        var (known, stated) = (NumbersOf(before, first), NumbersOf(now, second));
        return known is not null && stated is not null && known.All(entry => stated.TryGetValue(entry.Key, out var value) && SameOwners(entry.Value, value));
    }

    private bool SameOwners(PdfValue first, PdfValue second) => (before.Resolve(first), now.Resolve(second)) switch
    {
        (PdfArray one, PdfArray other) => one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => SameNumber(pair.First, pair.Second)),
        _ => SameNumber(first, second),
    };

    private static bool SameNumber(PdfValue first, PdfValue second) => ((first as PdfReference)?.Number, (second as PdfReference)?.Number) is var (one, other) && one == other;

    private static Dictionary<long, PdfValue>? NumbersOf(PdfFileReader reader, PdfDictionary root)
    {
        var found = new Dictionary<long, PdfValue>();
        var open = new Queue<PdfDictionary>();
        var steps = 0;
        if (reader.DictionaryOf(root, "ParentTree") is { } tree)
        {
            open.Enqueue(tree);
        }

        while (open.TryDequeue(out var node))
        {
            if (++steps > MostElements)
            {
                return null;
            }

            foreach (var kid in reader.ItemsOf(node, "Kids").Select(reader.Resolve).OfType<PdfDictionary>())
            {
                open.Enqueue(kid);
            }

            var pairs = reader.ItemsOf(node, "Nums");
            for (var i = 0; i + 1 < pairs.Count; i += 2)
            {
                if (reader.Resolve(pairs[i]) is not PdfInteger key || !found.TryAdd(key.Value, pairs[i + 1]))
                {
                    return null;
                }
            }
        }

        return found;
    }
}
