using System.Globalization;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>
/// Makes the fields of a form what they look like: signatures, numbers and dates become part of the page (ISO 32000-1, 12.5.5), and the form itself goes. What
/// a printer would leave out is left out.
/// </summary>
internal sealed class FlatFields(PdfFileReader reader, PdfUpdate update, FilePages pages, FileStructure? structure, string names)
{
    private const int Hidden = 2;
    private const int Printed = 4;

    private int drawn;

    /// <summary>Draws the fields of every page; gives the places they take on the last one.</summary>
    public IReadOnlyList<Box> Flatten()
    {
        var last = new List<Box>();
        for (var page = 0; page < pages.Count; page++)
        {
            var places = reader.ItemsOf(pages[page], "Annots");
            var fields = places.Where(IsField).ToList();
            if (fields.Count > 0)
            {
                var boxes = fields.Select(field => Draw(page, (PdfDictionary)reader.Resolve(field))).OfType<Box>().ToList();
                var kept = places.Except(fields).ToList();
                pages[page] = pages[page].With("Annots", kept.Count == 0 ? null : new PdfArray(kept));
                last = page == pages.Count - 1 ? boxes : last;
            }
        }

        return last;
    }

    private bool IsField(PdfValue place) => reader.Resolve(place) is PdfDictionary annotation && reader.NameOf(annotation, "Subtype") == "Widget";

    private Box? Draw(int page, PdfDictionary field)
    {
        var element = structure?.Take(field["StructParent"]);
        var flags = (reader.Entry(field, "F") as PdfInteger)?.Value ?? 0;
        var isSeen = (flags & Hidden) == 0 && (flags & Printed) != 0;
        if (!isSeen || Appearance(field) is not { } look || Box.Of(reader, field["Rect"]) is not { IsEmpty: false } place || Fitted(look.Stream, place) is not { } fitted)
        {
            if (element is not null)
            {
                structure!.Remove(element);
            }

            return null;
        }

        var name = FormattableString.Invariant($"{names}W{++drawn}");
        var content = new PdfBuffer();
        if (element is not null)
        {
            content.Add("/"u8).Add(Named(element, page, field)).Add(" <</MCID "u8).Add(structure!.Mark(page, element)).Add(">> BDC "u8);
        }
        else if (structure is not null)
        {
            content.Add("/Artifact BMC "u8);
        }

        content.Add("q "u8);
        foreach (var number in new[] { fitted.A, fitted.B, fitted.C, fitted.D, fitted.E, fitted.F })
        {
            content.Add(number.ToString("0.######", CultureInfo.InvariantCulture)).Add(" "u8);
        }

        content.Add("cm /"u8).Add(name).Add(structure is null ? " Do Q\n"u8 : " Do Q EMC\n"u8);
        pages.Draw(page, content.Written, [("XObject", name, look.Reference)]);
        return place;
    }

    /// <summary>What the field shows; null when it shows nothing.</summary>
    private (PdfReference Reference, PdfStream Stream)? Appearance(PdfDictionary field)
    {
        var normal = reader.DictionaryOf(field, "AP")?["N"];
        if (reader.Resolve(normal) is PdfDictionary states)
        {
            normal = reader.NameOf(field, "AS") is { } state ? states[state] : null;
        }

        return normal is PdfReference reference && reader.Get(reference) is PdfStream { Length: > 0 } stream ? (reference, stream) : null;
    }

    // Algorithm 8.1 of 12.5.5: the box of what is shown, moved and stretched over the place of the field.
    private Transform? Fitted(PdfStream look, Box place)
    {
        if (Box.Of(reader, look.Dictionary["BBox"]) is not { IsEmpty: false } box)
        {
            return null;
        }

        var matrix = reader.ItemsOf(look.Dictionary, "Matrix").Select(item => Box.NumberOf(reader.Resolve(item)) ?? 0).ToList() is [var a, var b, var c, var d, var e, var f] ? new Transform(a, b, c, d, e, f) : Transform.Identity;
        var shown = new Transform(box.Right - box.Left, 0, 0, box.Top - box.Bottom, box.Left, box.Bottom).Then(matrix).BoxOfUnit();
        if (shown.IsEmpty)
        {
            return null;
        }

        var (across, up) = ((place.Right - place.Left) / (shown.Right - shown.Left), (place.Top - place.Bottom) / (shown.Top - shown.Bottom));
        return new Transform(across, 0, 0, up, place.Left - (shown.Left * across), place.Bottom - (shown.Bottom * up));
    }

    /// <summary>The element of a field becomes that of the words or the picture it showed; gives its new role.</summary>
    private string Named(PdfReference element, int page, PdfDictionary field)
    {
        var isPicture = (reader.NameOf(field, "FT") ?? reader.NameOf(reader.DictionaryOf(field, "Parent"), "FT")) == "Sig";
        var changed = (update.Get(element) as PdfDictionary ?? PdfDictionary.Empty)
            .With("S", new PdfName(isPicture ? "Figure" : "Span"))
            .With("Pg", new PdfReference(pages.NumberOf(page)))
            .With("K", new PdfInteger(structure!.NextMark(page)));
        update.Replace(element.Number, isPicture ? changed.With("Alt", Text(field)).With("A", Placed(field)) : changed);
        return isPicture ? "Figure" : "Span";
    }

    private PdfString Text(PdfDictionary field) =>
        new([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(FormFields.TextOf(reader.Resolve(field["TU"] ?? field["T"])))], isHex: true);

    private static PdfDictionary Placed(PdfDictionary field) => new([new("O", new PdfName("Layout")), new("BBox", field["Rect"]!)]);
}
