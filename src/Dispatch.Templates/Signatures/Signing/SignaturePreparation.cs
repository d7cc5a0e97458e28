using System.Globalization;
using System.Text;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Makes the update that a signature is: the signature's dictionary with room for the message, the field filled with it, the appearance.</summary>
internal sealed class SignaturePreparation
{
    // Ten digits for each of three numbers: files up to what a cross-reference table can address.
    private const int ByteRangeWidth = 40;
    private const int Printed = 4;
    private const int PrintedAndLocked = 132;

    private readonly PdfFileReader reader;
    private readonly FormFields form;
    private readonly PdfUpdate update;
    private readonly PdfPlaceholder byteRange = new(new string(' ', ByteRangeWidth));
    private readonly PdfPlaceholder contents;

    private SignaturePreparation(PdfFileReader reader, int room)
    {
        this.reader = reader;
        form = new FormFields(reader);
        update = new PdfUpdate(reader);
        contents = new PdfPlaceholder("<" + new string('0', 2 * room) + ">");
    }

    /// <summary>The update for a signature over the file as it is.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="request">What the signature is to be.</param>
    /// <param name="room">Bytes to keep for the message.</param>
    public static (byte[] Update, SignatureHole Hole) Signature(PdfFileReader reader, SignatureRequest request, int room)
    {
        var preparation = new SignaturePreparation(reader, room);
        preparation.CheckFile(request);
        return preparation.Make(request.Field, request.Place, request.Look, preparation.SignatureEntries(request));
    }

    /// <summary>The update for a timestamp over the whole document (ISO 32000-2, 12.8.5).</summary>
    /// <param name="reader">The file.</param>
    /// <param name="room">Bytes to keep for the token.</param>
    public static (byte[] Update, SignatureHole Hole) Timestamp(PdfFileReader reader, int room)
    {
        var preparation = new SignaturePreparation(reader, room);
        var number = 1 + preparation.form.All.Count(field => field.Kind == "Sig");
        while (preparation.form.Has(TimestampName(number)))
        {
            number++;
        }

        return preparation.Make(
            field: null, NewField.Unseen(TimestampName(number), "Dấu thời gian của văn bản"), SignatureLook.Nothing,
            [
                new("Type", new PdfName("DocTimeStamp")), new("Filter", new PdfName("Adobe.PPKLite")), new("SubFilter", new PdfName("ETSI.RFC3161")),
                new("ByteRange", preparation.byteRange), new("Contents", preparation.contents),
            ]);
    }

    private static string TimestampName(int number) => "DauThoiGian" + number.ToString(CultureInfo.InvariantCulture);

    private void CheckFile(SignatureRequest request)
    {
        if (reader.IsEncrypted)
        {
            throw Cannot("Tệp PDF được mã hóa; không ký tệp mã hóa. Hãy dùng bản không mã hóa.");
        }

        if (form.Form?["XFA"] is not null)
        {
            throw Cannot("Tệp PDF có biểu mẫu XFA, hiển thị khác nhau ở mỗi phần mềm; không ký được tệp này.");
        }

        if (request.Certifies && form.Signed.Count > 0)
        {
            throw Cannot($"Tệp PDF đã có chữ ký ({string.Join(", ", form.Signed)}); chữ ký của người có thẩm quyền phải là chữ ký đầu tiên.");
        }
    }

    private KeyValuePair<string, PdfValue>[] SignatureEntries(SignatureRequest request)
    {
        var entries = new List<KeyValuePair<string, PdfValue>>
        {
            new("Type", new PdfName("Sig")),
            new("Filter", new PdfName("Adobe.PPKLite")),
            new("SubFilter", new PdfName("ETSI.CAdES.detached")),
            new("ByteRange", byteRange),
            new("Contents", contents),
            new("M", new PdfString(Encoding.ASCII.GetBytes(DateOf(request.Time)))),
        };
        AddText(entries, "Name", request.SignerName);
        AddText(entries, "Reason", request.Reason);
        var rules = new List<PdfValue>();
        if (request.Certifies)
        {
            rules.Add(Rule("DocMDP", [new("P", new PdfInteger(2))]));
        }

        if (request.Locks.Count > 0)
        {
            rules.Add(Rule("FieldMDP", [new("Action", new PdfName("Include")), new("Fields", new PdfArray([.. request.Locks.Select(name => Text(form.Named(name).Name))]))]));
        }

        if (rules.Count > 0)
        {
            entries.Add(new("Reference", new PdfArray(rules)));
        }

        return [.. entries];
    }

    private (byte[] Update, SignatureHole Hole) Make(string? field, NewField? place, SignatureLook look, KeyValuePair<string, PdfValue>[] entries)
    {
        var signature = update.Add(new PdfDictionary(entries));
        if (field is not null)
        {
            FillField(form.Named(field), look, signature);
        }
        else if (place is not null)
        {
            AddField(place, look, signature);
        }
        else
        {
            throw Cannot("Chưa ghi chữ ký đặt vào ô nào của tệp PDF.");
        }

        if (entries.Any(entry => entry.Key == "Reference" && IsCertification(entry.Value)))
        {
            var permissions = reader.DictionaryOf(reader.Catalog, "Perms") ?? PdfDictionary.Empty;
            ChangeCatalog(catalog => catalog.With("Perms", permissions.With("DocMDP", signature)));
        }

        var bytes = update.Append();
        var hole = new SignatureHole(contents.WrittenAt, contents.Text.Length);
        WriteByteRange(bytes, hole);
        return (bytes, hole);
    }

    private void FillField(FormFieldFound field, SignatureLook look, PdfReference signature)
    {
        if (field.Kind != "Sig" || field.Dictionary["Rect"] is null)
        {
            throw new SigningException(SigningFault.NoSuchField, $"Trường “{field.Name}” của tệp PDF không phải ô chữ ký.");
        }

        if (field.Dictionary["V"] is not null)
        {
            throw new SigningException(SigningFault.FieldTaken, $"Ô chữ ký “{field.Name}” đã được ký. Không ký đè lên chữ ký đã có.");
        }

        var box = PageFinder.BoxOf(reader, field.Dictionary["Rect"]);
        update.Replace(field.Reference.Number, field.Dictionary.With("V", signature).With("AP", Appearance(look, box[2] - box[0], box[3] - box[1])));
        CheckFlags();
    }

    private void AddField(NewField place, SignatureLook look, PdfReference signature)
    {
        if (form.Has(place.Name))
        {
            throw new SigningException(SigningFault.FieldTaken, $"Tệp PDF đã có trường “{place.Name}”.");
        }

        var (reference, page, box) = PageFinder.Page(reader, place.Page);
        var (width, height) = (Length.Mm(place.Width), Length.Mm(place.Height));
        var left = box[0] + Length.Mm(place.Left);
        var top = box[3] - Length.Mm(place.Top);
        var isSeen = place.Width > 0 && place.Height > 0;
        if (isSeen && (left < box[0] || left + width > box[2] || top > box[3] || top - height < box[1]))
        {
            throw Cannot($"Chỗ đặt chữ ký nằm ngoài trang {place.Page} của tệp PDF.");
        }

        var corners = isSeen ? new[] { left, top - height, left + width, top } : [0, 0, 0, 0];
        var field = new PdfDictionary(
        [
            new("Type", new PdfName("Annot")), new("Subtype", new PdfName("Widget")), new("FT", new PdfName("Sig")), new("T", Text(place.Name)), new("TU", Text(place.Tooltip)),
            new("F", new PdfInteger(isSeen ? Printed : PrintedAndLocked)), new("Rect", new PdfArray([.. corners.Select(PdfValue (corner) => new PdfReal(Math.Round(corner, 2)))])),
            new("P", reference), new("V", signature),
        ]);
        var added = update.Add(isSeen ? field.With("AP", Appearance(look, width, height)) : field);
        update.Replace(reference.Number, page.With("Annots", new PdfArray([.. reader.ItemsOf(page, "Annots"), added])));
        AddToForm(added);
    }

    private void AddToForm(PdfReference added)
    {
        var changed = (form.Form ?? PdfDictionary.Empty)
            .With("Fields", new PdfArray([.. reader.ItemsOf(form.Form, "Fields"), added]))
            .With("SigFlags", new PdfInteger(3));
        if (reader.Catalog["AcroForm"] is PdfReference reference)
        {
            update.Replace(reference.Number, changed);
        }
        else
        {
            ChangeCatalog(catalog => catalog.With("AcroForm", changed));
        }
    }

    // 12.7.2: signatures exist, and the file must only be appended to. Our own papers say so from the beginning.
    private void CheckFlags()
    {
        if (reader.Entry(form.Form, "SigFlags") is PdfInteger { Value: 3 })
        {
            return;
        }

        if (reader.Catalog["AcroForm"] is PdfReference reference)
        {
            update.Replace(reference.Number, form.Form!.With("SigFlags", new PdfInteger(3)));
        }
        else
        {
            ChangeCatalog(catalog => catalog.With("AcroForm", form.Form!.With("SigFlags", new PdfInteger(3))));
        }
    }

    private void ChangeCatalog(Func<PdfDictionary, PdfDictionary> change)
    {
        var root = (PdfReference)reader.Trailer["Root"]!;
        update.Replace(root.Number, change((PdfDictionary)update.Get(root)));
    }

    private PdfDictionary Appearance(SignatureLook look, double width, double height) =>
        PdfDictionary.Empty.With("N", new AppearanceMaker(update, AppearanceMaker.StandardOf(reader), width, height).Signature(look));

    private void WriteByteRange(byte[] bytes, SignatureHole hole)
    {
        var end = reader.Length + bytes.Length;
        if (end > SignatureHole.LargestFile)
        {
            throw Cannot("Tệp PDF quá lớn để ký (nhiều nhất 9 GB).");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"[0 {hole.Start} {hole.End} {end - hole.End}]");
        Encoding.ASCII.GetBytes(text).CopyTo(bytes.AsSpan((int)(byteRange.WrittenAt - reader.Length)));
    }

    private static bool IsCertification(PdfValue references) =>
        references is PdfArray array && array.Items.OfType<PdfDictionary>().Any(rule => rule["TransformMethod"] is PdfName { Value: "DocMDP" });

    private static PdfDictionary Rule(string method, KeyValuePair<string, PdfValue>[] parameters) => new(
    [
        new("Type", new PdfName("SigRef")),
        new("TransformMethod", new PdfName(method)),
        new("TransformParams", new PdfDictionary([new("Type", new PdfName("TransformParams")), .. parameters, new("V", new PdfName("1.2"))])),
    ]);

    private static void AddText(List<KeyValuePair<string, PdfValue>> entries, string name, string? text)
    {
        if (text is not null)
        {
            entries.Add(new(name, Text(text)));
        }
    }

    private static PdfString Text(string text) => new([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], isHex: true);

    private static string DateOf(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"D:{time:yyyyMMddHHmmss}{sign}{offset:hh}'{offset:mm}'");
    }

    private static SigningException Cannot(string why) => new(SigningFault.CannotSignFile, why);
}
