using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A signature where the file has it: the field, and the dictionary that is its value.</summary>
/// <param name="Field">The full name of the field.</param>
/// <param name="Value">The entry V of the field as it stands there.</param>
/// <param name="Dictionary">What it leads to.</param>
internal sealed record FoundSignature(string Field, PdfValue Value, PdfDictionary Dictionary)
{
    private const int MostSignatures = 300;

    /// <summary>All signatures of a file: the fields of its form, and fields that only a page knows, so that none hides from the form.</summary>
    /// <exception cref="PdfFormatException">More signatures than a file may have.</exception>
    public static List<FoundSignature> In(PdfFileReader reader)
    {
        var found = new List<FoundSignature>();
        var seen = new HashSet<int>();
        foreach (var node in FormTree.Of(reader).All.Where(node => node.IsSignature))
        {
            // A value may stand at the parent of the field it belongs to.
            Add(node.Name, node.Dictionary["V"] ?? node.Value as PdfReference);
        }

        foreach (var widget in PageTree.Of(reader).Pages.SelectMany(page => reader.ItemsOf(page.Dictionary, "Annots")).Select(reader.Resolve).OfType<PdfDictionary>())
        {
            if (reader.NameOf(widget, "FT") == "Sig")
            {
                Add(reader.Entry(widget, "T") is PdfString name ? FormTree.TextOf(name.Bytes) : "", widget["V"]);
            }
        }

        return found;

        void Add(string name, PdfValue? value)
        {
            if (reader.Resolve(value) is PdfDictionary dictionary && (value is not PdfReference { Number: var number } || seen.Add(number)))
            {
                found.Add(new FoundSignature(name, value!, dictionary));
            }

            if (found.Count > MostSignatures)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, "The file has too many signatures");
            }
        }
    }
}
