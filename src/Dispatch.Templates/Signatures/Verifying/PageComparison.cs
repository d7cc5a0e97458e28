using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>Pages: the same ones in the same order, showing the same; only their lists of annotations may grow.</summary>
internal sealed class PageComparison(PdfFileReader before, PdfFileReader now, SignaturePermissions permissions, ChangeList changes, FormComparison form)
{
    private static readonly string[] ShowNothing = ["Tabs", "LastModified"];

    public void Compare(PageTree first, PageTree second)
    {
        if (!first.Pages.Select(page => page.Number).SequenceEqual(second.Pages.Select(page => page.Number))
            || !first.Branches.Select(branch => branch.Number).SequenceEqual(second.Branches.Select(branch => branch.Number)))
        {
            changes.Add("Root/Pages", ChangeCodes.Pages, permitted: false);
            return;
        }

        foreach (var (branch, other) in first.Branches.Zip(second.Branches))
        {
            CompareEntries(branch.Dictionary, other.Dictionary, branch.Path, ["Kids", "Parent"]);
        }

        foreach (var (page, other) in first.Pages.Zip(second.Pages))
        {
            CompareEntries(page.Dictionary, other.Dictionary, page.Path, ["Annots", "Parent", .. ShowNothing]);
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
                CompareAnnotation(first[next++], second[i], path);
            }
            else if (!form.IsJudged(second[i]))
            {
                JudgeNew(page, second[i], path);
            }
        }

        for (; next < first.Count; next++)
        {
            var permitted = permissions.AllowsAnnotations && IsComment(before, before.Resolve(first[next]) as PdfDictionary);
            changes.Add(page.Path + "/Annots", ChangeCodes.Annotation, permitted);
        }
    }

    private static bool IsSameAnnotation(PdfValue first, PdfValue second) =>
        first is PdfReference one && second is PdfReference other ? one.Number == other.Number : first is not PdfReference && second is not PdfReference;

    private void CompareAnnotation(PdfValue first, PdfValue second, string path)
    {
        if (!form.WasField(first) && permissions.AllowsAnnotations && IsComment(before, before.Resolve(first) as PdfDictionary) && IsComment(now, now.Resolve(second) as PdfDictionary))
        {
            changes.Note(form.AreSame(first, second), path, ChangeCodes.Annotation);
            return;
        }

        changes.Require(first, second, path, ChangeCodes.Annotation);
    }

    private void JudgeNew(PageNode page, PdfValue annotation, string path)
    {
        var dictionary = now.Resolve(annotation) as PdfDictionary;
        if (!permissions.AllowsAnnotations || !IsComment(now, dictionary))
        {
            changes.Add(path, ChangeCodes.Annotation, permitted: false);
            return;
        }

        // Comments beside what was certified are comments; over it they could replace it.
        var covers = form.Covers(page, dictionary!);
        changes.Add(path, covers ? ChangeCodes.CoversContent : ChangeCodes.Annotation, permitted: !covers);
    }

    // Annotations that act, hide or carry files are no comments.
    private static bool IsComment(PdfFileReader reader, PdfDictionary? annotation) =>
        annotation is not null && annotation["A"] is null && annotation["AA"] is null
        && reader.NameOf(annotation, "Subtype") is "Text" or "FreeText" or "Line" or "Square" or "Circle" or "Polygon" or "PolyLine" or "Highlight" or "Underline" or "Squiggly"
            or "StrikeOut" or "Caret" or "Stamp" or "Ink" or "Popup";
}
