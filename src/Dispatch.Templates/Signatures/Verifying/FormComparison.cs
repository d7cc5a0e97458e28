using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// The form: signatures in fields that were empty, new fields for signatures, and filling where it is permitted. A field keeps its place, its name and what it does;
/// a new field that is not for a signature is a change, because it can lie over what was signed.
/// </summary>
internal sealed class FormComparison(
    PdfFileReader before, PdfFileReader now, SignaturePermissions permissions, StrictComparison strict, ChangeList changes, PageMarks marks, PageTree pagesNow)
{
    private const long ReadOnly = 1;
    private const long Hidden = 2;
    private const long PushButton = 1 << 16;
    private const int DeepestField = 32;

    private static readonly string[] SetBySigning = ["V", "AP", "AS", "M", "F", "MK", "DA", "BS", "Border", "P"];
    private static readonly string[] SetByFilling = ["V", "RV", "AP", "AS", "I", "M", "MK"];

    private readonly HashSet<int> known = [];
    private readonly HashSet<int> judged = [];
    private readonly HashSet<int> values = [];
    private Dictionary<int, PageNode>? pageOfAnnotation;

    public void Compare(FormTree first, FormTree second)
    {
        known.UnionWith(first.All.Select(node => node.Number).OfType<int>());
        judged.UnionWith(second.All.Select(node => node.Number).OfType<int>().Except(known));
        CompareSettings(first, second.Dictionary);
        CompareNodes(first.Roots, second.Roots, "Root/AcroForm/Fields", [.. first.All.Select(node => node.Name)]);
    }

    /// <summary>Whether an annotation is a new field that was judged here.</summary>
    public bool IsJudged(PdfValue annotation) => annotation is PdfReference reference && judged.Contains(reference.Number);

    /// <summary>Whether an annotation lies over text, pictures or other fields of a page as it was signed.</summary>
    private bool Covers(PageNode page, PdfDictionary annotation) =>
        Box.Of(now, annotation["Rect"]) is not { } box || marks.Covered(page.Number, box, onlyText: false) || marks.CoversAnnotation(page.Number, box);

    private bool CoversText(FormNode node) => PageOf(node.Number) is { } page && Box.Of(now, node.Dictionary["Rect"]) is { } box && marks.Covered(page.Number, box, onlyText: true);

    private static bool IsFlag(PdfValue? value, long flag) => value is PdfInteger number && (number.Value & flag) != 0;

    private void CompareSettings(FormTree signed, PdfDictionary? second)
    {
        var first = signed.Dictionary;
        // Where viewers draw the fields, the letters they draw with are part of what was signed.
        var isDrawnByViewers = before.Entry(first, "NeedAppearances") is PdfBoolean { Value: true } || signed.All.Any(IsDrawnByViewers);
        foreach (var name in (first?.Entries ?? []).Concat(second?.Entries ?? []).Select(entry => entry.Key).Distinct(StringComparer.Ordinal))
        {
            var (old, fresh) = (first?[name], second?[name]);
            var permitted = name switch
            {
                "Fields" => true,
                "SigFlags" => now.Resolve(fresh) is PdfInteger flags && (flags.Value & ((before.Resolve(old) as PdfInteger)?.Value ?? 0)) == ((before.Resolve(old) as PdfInteger)?.Value ?? 0),
                "DA" or "Q" => (old is null && !isDrawnByViewers) || strict.AreSame(old, fresh),
                // Asking viewers to draw fields anew lets values be shown that the signer did not see.
                "NeedAppearances" => now.Resolve(fresh) is not PdfBoolean { Value: true } || strict.AreSame(old, fresh),
                "DR" => isDrawnByViewers ? strict.AreSame(old, fresh) : Grows(before.Resolve(old), now.Resolve(fresh), 0),
                _ => strict.AreSame(old, fresh),
            };
            if (name != "Fields" && !(permitted && strict.AreSame(old, fresh)))
            {
                changes.Add("Root/AcroForm/" + name, permitted ? ChangeCodes.SettingsUpdated : ChangeCodes.FieldAltered, permitted, name);
            }
        }
    }

    private bool IsDrawnByViewers(FormNode node) =>
        !node.IsSignature && node.Dictionary["Rect"] is not null && !IsEmpty(before.Resolve(node.Value)) && before.Entry(before.DictionaryOf(node.Dictionary, "AP"), "N") is PdfNull;

    // Fonts for new fields may join the resources; a name that was there keeps its meaning.
    private bool Grows(PdfValue first, PdfValue second, int depth) =>
        first is PdfNull || (first is PdfDictionary known && second is PdfDictionary grown
            && known.Entries.All(entry => depth == 0 ? Grows(before.Resolve(entry.Value), now.Resolve(grown[entry.Key]), 1) : strict.AreSame(entry.Value, grown[entry.Key])))
        || (first is PdfArray && depth > 0 && second is PdfArray);

    private void CompareNodes(IReadOnlyList<FormNode> first, IReadOnlyList<FormNode> second, string path, HashSet<string> names)
    {
        var next = 0;
        for (var i = 0; i < second.Count; i++)
        {
            var at = FormattableString.Invariant($"{path}[{i}]");
            if (next < first.Count && first[next].Number == second[i].Number)
            {
                CompareNode(first[next++], second[i], at, names);
            }
            else
            {
                JudgeNew(second[i], at, names);
            }
        }

        for (; next < first.Count; next++)
        {
            changes.Add(path, first[next].IsSignature ? ChangeCodes.SignatureAltered : ChangeCodes.FieldAltered, permitted: false, first[next].Name);
        }
    }

    private void CompareNode(FormNode first, FormNode second, string path, HashSet<string> names)
    {
        CompareNodes(first.Kids, second.Kids, path + "/Kids", names);
        var changed = first.Dictionary.Entries.Concat(second.Dictionary.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal)
            .Where(name => name is not "Kids" && !strict.AreSame(first.Dictionary[name], second.Dictionary[name]) && !IsLocking(name, first, second))
            .ToList();
        if (changed.Count == 0)
        {
            return;
        }

        if (first.Name != second.Name || first.Type != second.Type)
        {
            changes.Add(path, ChangeCodes.FieldAltered, permitted: false, first.Name);
        }
        else if (first.IsSignature)
        {
            CompareSignature(first, second, path, changed);
        }
        else
        {
            CompareFilling(first, second, path, changed);
        }
    }

    // Signers make the fields they lock read-only.
    private bool IsLocking(string name, FormNode first, FormNode second) =>
        name == "Ff" && ((now.Resolve(second.Dictionary["Ff"]) as PdfInteger)?.Value ?? 0) == (((before.Resolve(first.Dictionary["Ff"]) as PdfInteger)?.Value ?? 0) | ReadOnly);

    private void CompareSignature(FormNode first, FormNode second, string path, List<string> changed)
    {
        var signed = now.Resolve(second.Value) as PdfDictionary;
        if (before.Resolve(first.Value) is not PdfNull || signed is null)
        {
            changes.Add(path + "/" + changed[0], ChangeCodes.SignatureAltered, permitted: false, first.Name);
            return;
        }

        var isTimestamp = IsTimestamp(signed);
        var permitted = !Certifies(signed) && changed.TrueForAll(name => SetBySigning.Contains(name, StringComparer.Ordinal))
            && (isTimestamp || (permissions.AllowsSigning && !permissions.IsLocked(first.Name)))
            && (first.Dictionary["P"] is null || !changed.Contains("P", StringComparer.Ordinal))
            && IsNewValue(second) && (permissions.AllowsSigning || !IsShown(second.Dictionary))
            && !(HasArea(now, second.Dictionary) && !HasArea(before, first.Dictionary) && CoversText(second));
        changes.Add(path, isTimestamp ? ChangeCodes.TimestampAdded : permitted ? ChangeCodes.SignatureAdded : ChangeCodes.SignatureAltered, permitted, first.Name);
    }

    private bool IsTimestamp(PdfDictionary signature) => now.NameOf(signature, "Type") == "DocTimeStamp" && now.NameOf(signature, "SubFilter") == "ETSI.RFC3161";

    // Only the first signature of a file certifies it (ISO 32000-2, 12.8.2.2.1).
    private bool Certifies(PdfDictionary signature) =>
        now.ItemsOf(signature, "Reference").Select(now.Resolve).OfType<PdfDictionary>().Any(reference => now.NameOf(reference, "TransformMethod") == "DocMDP");

    // A signature of its own: the value of another one, shown a second time, proves nothing. All places of one field show the same value.
    private bool IsNewValue(FormNode field) =>
        field.Value is PdfReference { Number: var number } && before.EntryOf(number).Kind == XrefEntryKind.Free && (values.Add(number) || field.Dictionary["V"] is null);

    private static long FlagsOf(PdfFileReader reader, PdfDictionary? field)
    {
        for (var i = 0; field is not null && i < DeepestField; i++)
        {
            if (reader.Entry(field, "Ff") is PdfInteger flags)
            {
                return flags.Value;
            }

            field = reader.DictionaryOf(field, "Parent");
        }

        return 0;
    }

    private void CompareFilling(FormNode first, FormNode second, string path, List<string> changed)
    {
        var flags = FlagsOf(before, first.Dictionary);
        if ((flags & ReadOnly) != 0 || (first.Type == "Btn" && (flags & PushButton) != 0))
        {
            changes.Add(path, ChangeCodes.FieldAltered, permitted: false, first.Name);
            return;
        }

        if (changed.Exists(name => !SetByFilling.Contains(name, StringComparer.Ordinal)))
        {
            changes.Add(path + "/" + changed.First(name => !SetByFilling.Contains(name, StringComparer.Ordinal)), ChangeCodes.FieldAltered, permitted: false, first.Name);
            return;
        }

        var wasEmpty = IsEmpty(before.Resolve(first.Value));
        if (!permissions.AllowsFilling(first.Name, wasEmpty))
        {
            changes.Add(path, ChangeCodes.FieldFilled, permitted: false, first.Name);
            return;
        }

        var isSameValue = strict.AreSame(first.Value, second.Value);
        if (isSameValue && changed.Contains("AP", StringComparer.Ordinal) && first.Dictionary["AP"] is not null)
        {
            changes.Add(path + "/AP", ChangeCodes.AppearanceAltered, permitted: false, first.Name);
            return;
        }

        // A viewer draws a value that has no picture.
        var covers = HasArea(now, second.Dictionary) && CoversText(second);
        changes.Add(path, covers ? ChangeCodes.CoversContent : ChangeCodes.FieldFilled, permitted: !covers, first.Name);
    }

    private static bool IsEmpty(PdfValue value) => value is PdfNull or PdfString { Bytes: [] or [0xFE, 0xFF] } or PdfName { Value: "Off" } or PdfArray { Items: [] };

    private void JudgeNew(FormNode added, string path, HashSet<string> names)
    {
        var fields = added.All().Where(node => node is { IsSignature: true, IsTerminal: true } && (node.Dictionary["T"] is not null || node == added)).ToList();
        var places = fields.SelectMany(field => field.All()).ToHashSet();
        if (added.All().FirstOrDefault(node => !IsPlain(node) || (IsShown(node.Dictionary) && !places.Contains(node))) is { } strange)
        {
            changes.Add(path, ChangeCodes.FieldAltered, permitted: false, strange.Name);
            return;
        }

        foreach (var field in fields)
        {
            var isDouble = !names.Add(field.Name);
            JudgeNewSignature(field, path, isDouble);
        }
    }

    /// <summary>A field for a signature that does nothing and is drawn as a field, or a parent of such.</summary>
    private bool IsPlain(FormNode node) =>
        (node.IsSignature || (node.Kids.Count > 0 && node.Dictionary["FT"] is null && node.Dictionary["Rect"] is null))
        && node.Dictionary["A"] is null && node.Dictionary["AA"] is null && now.NameOf(node.Dictionary, "Subtype") is null or "Widget";

    private void JudgeNewSignature(FormNode field, string path, bool isDouble)
    {
        var signed = now.Resolve(field.Value) as PdfDictionary;
        var isTimestamp = signed is not null && IsTimestamp(signed);
        var shown = field.All().Where(node => IsShown(node.Dictionary)).ToList();
        if (isDouble || (!permissions.AllowsSigning && (!isTimestamp || shown.Count > 0)) || (signed is not null && (Certifies(signed) || !IsNewValue(field))))
        {
            changes.Add(path, ChangeCodes.FieldAltered, permitted: false, field.Name);
            return;
        }

        if (signed is null && shown.Count > 0)
        {
            // An empty field with a picture is a picture.
            changes.Add(path, ChangeCodes.FieldAltered, permitted: false, field.Name);
            return;
        }

        var covers = shown.Exists(node => !permissions.IsCertified ? false : PageOf(node.Number) is not { } page || Covers(page, node.Dictionary));
        changes.Add(
            path,
            covers ? ChangeCodes.CoversContent : isTimestamp ? ChangeCodes.TimestampAdded : signed is null ? ChangeCodes.SignatureFieldAdded : ChangeCodes.SignatureAdded,
            permitted: !covers,
            field.Name);
    }

    /// <summary>A place where something is drawn: it has an area, is not hidden, and has a picture, or colours that some viewers draw by themselves.</summary>
    private bool IsShown(PdfDictionary widget) =>
        HasArea(now, widget)
        && (now.DictionaryOf(widget, "AP")?.Entries.Any(entry => now.Resolve(entry.Value) is not PdfNull) is true
            || now.DictionaryOf(widget, "MK")?.Entries.Any(entry => entry.Key != "R") is true);

    private static bool HasArea(PdfFileReader reader, PdfDictionary widget) =>
        widget["Rect"] is not null && Box.Of(reader, widget["Rect"]) is not { IsEmpty: true } && !IsFlag(reader.Entry(widget, "F"), Hidden);

    private PageNode? PageOf(int? annotation)
    {
        if (pageOfAnnotation is null)
        {
            pageOfAnnotation = [];
            foreach (var page in pagesNow.Pages)
            {
                foreach (var item in now.ItemsOf(page.Dictionary, "Annots").OfType<PdfReference>())
                {
                    pageOfAnnotation.TryAdd(item.Number, page);
                }
            }
        }

        return annotation is { } number ? pageOfAnnotation.GetValueOrDefault(number) : null;
    }
}
