using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// What came after a signature: the revision it covers against the file now. All is compared; a difference is reported as permitted only when a rule knows it, and
/// everything else is a change. Permitted are signatures and timestamps, evidence about certificates (DSS), the fields that DocMDP and FieldMDP leave open, and dates of description.
/// </summary>
internal sealed class RevisionComparison
{
    // Settings that show nothing and that writers raise when they append: ISO 32000-2, 7.12 and Table 29.
    private static readonly string[] ShowNothing = ["Version", "Extensions"];

    private readonly PdfFileReader before;
    private readonly PdfFileReader now;
    private readonly StrictComparison strict;
    private readonly ChangeList changes;
    private readonly SignaturePermissions permissions;

    private RevisionComparison(PdfFileReader before, PdfFileReader now, SignaturePermissions permissions)
    {
        (this.before, this.now, this.permissions) = (before, now, permissions);
        strict = new StrictComparison(before, now);
        changes = new ChangeList(strict);
    }

    /// <exception cref="PdfFormatException">One of the revisions is not sound.</exception>
    public static IReadOnlyList<FoundChange> Of(PdfFileReader before, PdfFileReader now, SignaturePermissions permissions)
    {
        var comparison = new RevisionComparison(before, now, permissions);
        comparison.Run();
        return comparison.changes.Found;
    }

    private void Run()
    {
        var (pagesBefore, pagesNow) = (PageTree.Of(before), PageTree.Of(now));
        var (formBefore, formNow) = (FormTree.Of(before), FormTree.Of(now));
        LeaveRoles(pagesBefore, pagesNow, formBefore, formNow);
        if (!AppendedBytes.AreAccounted(before, now))
        {
            changes.Add("Update", ChangeCodes.Unlisted, permitted: false);
        }

        changes.Require(before.Trailer["Encrypt"], now.Trailer["Encrypt"], "Encrypt", ChangeCodes.Other);
        DescriptionComparison.CompareInformation(before, now, changes);
        foreach (var name in before.Catalog.Entries.Concat(now.Catalog.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal))
        {
            CompareEntry(name);
        }

        var form = new FormComparison(before, now, permissions, strict, changes, new PageMarks(before, pagesBefore), pagesNow);
        form.Compare(formBefore, formNow);
        new PageComparison(before, now, changes, form).Compare(pagesBefore, pagesNow);
        if (strict.FirstDifference(before.Catalog["StructTreeRoot"], now.Catalog["StructTreeRoot"], "") is not null)
        {
            new StructureComparison(before, now, strict, changes, form).Compare();
        }
    }

    // The nodes that rules of their own judge are reached from everywhere: pages by destinations, fields by pages and tags.
    private void LeaveRoles(PageTree pagesBefore, PageTree pagesNow, FormTree formBefore, FormTree formNow)
    {
        Leave([Number(before.Trailer["Root"]) ?? -1], [Number(now.Trailer["Root"]) ?? -2]);
        Leave(pagesBefore.Pages.Select(page => page.Number), pagesNow.Pages.Select(page => page.Number));
        Leave(pagesBefore.Branches.Select(branch => branch.Number), pagesNow.Branches.Select(branch => branch.Number));
        Leave(formBefore.All.Select(node => node.Number ?? -1), formNow.All.Select(node => node.Number ?? -2));
    }

    private void Leave(IEnumerable<int> numbersBefore, IEnumerable<int> numbersNow)
    {
        foreach (var number in numbersBefore.Intersect(numbersNow))
        {
            strict.LeaveTo(number);
        }
    }

    private static int? Number(PdfValue? value) => (value as PdfReference)?.Number;

    private void CompareEntry(string name)
    {
        var (first, second) = (before.Catalog[name], now.Catalog[name]);
        switch (name)
        {
            case "AcroForm" or "Pages" or "StructTreeRoot":
                return;
            case "DSS":
                EvidenceComparison.Compare(before, now, strict, changes);
                return;
            case "Metadata":
                DescriptionComparison.CompareMetadata(before, now, strict, changes);
                return;
            case var quiet when ShowNothing.Contains(quiet, StringComparer.Ordinal):
                changes.Note(strict.AreSame(first, second), "Root/" + name, ChangeCodes.SettingsUpdated, name);
                return;
            default:
                changes.Require(first, second, "Root/" + name, ChangeCodes.Other);
                return;
        }
    }
}

/// <summary>Collects what was found, up to a number that a person can read.</summary>
internal sealed class ChangeList(StrictComparison strict)
{
    private const int Most = 200;

    private readonly List<FoundChange> found = [];

    public IReadOnlyList<FoundChange> Found => found;

    public void Add(string path, string code, bool permitted, string detail = "")
    {
        // A refused change is never crowded out by permitted ones.
        if (found.Count < Most || (!permitted && found.TrueForAll(change => change.Permitted)))
        {
            found.Add(new FoundChange(path, code, permitted, detail));
        }
    }

    /// <summary>Two values must mean the same; a difference is a change that is not permitted.</summary>
    public void Require(PdfValue? first, PdfValue? second, string path, string code, string detail = "")
    {
        if (strict.FirstDifference(first, second, path) is { } place)
        {
            Add(place, code, permitted: false, detail);
        }
    }

    /// <summary>Writes a permitted difference down.</summary>
    public void Note(bool isSame, string path, string code, string detail = "")
    {
        if (!isSame)
        {
            Add(path, code, permitted: true, detail);
        }
    }
}
