using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>Pages: the same ones in the same order, showing the same; only their lists of annotations may grow.</summary>
internal sealed class PageComparison(PdfFileReader before, PdfFileReader now, ChangeList changes, FormComparison form)
{
    private static readonly string[] ShowNothing = ["Tabs", "LastModified"];

    private readonly HashSet<int> placed = [];

    public void Compare(PageTree first, PageTree second)
    {
        // The way to a page counts, not only its turn: it inherits from what stands above it.
        if (!first.Pages.Select(page => (page.Number, page.Path)).SequenceEqual(second.Pages.Select(page => (page.Number, page.Path)))
            || !first.Branches.Select(branch => (branch.Number, branch.Path)).SequenceEqual(second.Branches.Select(branch => (branch.Number, branch.Path))))
        {
            changes.Add("Root/Pages", ChangeCodes.Pages, permitted: false);
            return;
        }

        foreach (var (branch, other) in first.Branches.Zip(second.Branches))
        {
            CompareEntries(branch.Dictionary, other.Dictionary, branch.Path, ["Kids"]);
        }

        foreach (var (page, other) in first.Pages.Zip(second.Pages))
        {
            CompareEntries(page.Dictionary, other.Dictionary, page.Path, ["Annots", .. ShowNothing]);
            CompareAnnotations(page, other);
        }
    }

    private void CompareEntries(PdfDictionary first, PdfDictionary second, string path, string[] except)
    {
        foreach (var name in first.Entries.Concat(second.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Except(except, StringComparer.Ordinal))
        {
            changes.Require(first[name], second[name], path + "/" + name, ChangeCodes.PageContent);
        }
    }

    private void CompareAnnotations(PageNode page, PageNode other)
    {
        var (first, second) = (before.ItemsOf(page.Dictionary, "Annots"), now.ItemsOf(other.Dictionary, "Annots"));
        var next = 0;
        for (var i = 0; i < second.Count; i++)
        {
            var path = FormattableString.Invariant($"{page.Path}/Annots[{i}]");
            if (next < first.Count && IsSameAnnotation(first[next], second[i]))
            {
                changes.Require(first[next++], second[i], path, ChangeCodes.Annotation);
            }
            else if (!form.IsJudged(second[i]) || !placed.Add(((PdfReference)second[i]).Number))
            {
                // A field was judged for one place. A comment can say anything in any place of the page, so none may come later, whatever DocMDP permits.
                changes.Add(path, IsSignatureField(second[i]) ? ChangeCodes.OutsideForm : ChangeCodes.Annotation, permitted: false);
            }
        }

        if (next < first.Count)
        {
            changes.Add(page.Path + "/Annots", ChangeCodes.Annotation, permitted: false);
        }
    }

    // ISO 32000-2, 12.7.3: the fields of a document are those its form lists. What only a page shows is none, and readers that go by the form do not see it.
    private bool IsSignatureField(PdfValue annotation) => now.Resolve(annotation) is PdfDictionary widget && now.NameOf(widget, "FT") == "Sig" && !form.IsJudged(annotation);

    private static bool IsSameAnnotation(PdfValue first, PdfValue second) =>
        first is PdfReference one && second is PdfReference other ? one.Number == other.Number : first is not PdfReference && second is not PdfReference;
}
