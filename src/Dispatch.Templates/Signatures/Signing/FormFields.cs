using System.Text;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>A field that is its own widget, which is what a signature or a number can be put into.</summary>
/// <param name="Reference">Its object.</param>
/// <param name="Dictionary">Its entries.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Kind">Tx, Sig or another.</param>
internal sealed record FormFieldFound(PdfReference Reference, PdfDictionary Dictionary, string Name, string? Kind);

/// <summary>The form of a file (ISO 32000-1, 12.7).</summary>
internal sealed class FormFields
{
    private const int MostFields = 10_000;
    private const int Deepest = 16;

    private readonly PdfFileReader reader;
    private readonly Dictionary<string, FormFieldFound> fields = new(StringComparer.Ordinal);

    public FormFields(PdfFileReader reader)
    {
        this.reader = reader;
        Form = reader.DictionaryOf(reader.Catalog, "AcroForm");
        foreach (var item in reader.ItemsOf(Form, "Fields"))
        {
            Walk(item, parent: "", inherited: null, depth: 0);
        }
    }

    /// <summary>The form itself; null when the file has none.</summary>
    public PdfDictionary? Form { get; }

    public IEnumerable<FormFieldFound> All => fields.Values;

    /// <summary>A field by its full name.</summary>
    /// <exception cref="SigningException">There is none.</exception>
    public FormFieldFound Named(string name) => fields.TryGetValue(name, out var found)
        ? found
        : throw new SigningException(SigningFault.NoSuchField, $"Tệp PDF không có trường “{name}”. Hãy tạo lại tệp từ bản thảo rồi ký.");

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>The names of the signature fields that have been signed.</summary>
    public IReadOnlyList<string> Signed => [.. fields.Values.Where(found => found.Kind == "Sig" && found.Dictionary["V"] is not null).Select(found => found.Name)];

    /// <summary>A text string (7.9.2.2), as far as names of fields need it.</summary>
    public static string TextOf(PdfValue? value) => value is not PdfString text ? ""
        : text.Bytes is [0xFE, 0xFF, .. var utf16] ? Encoding.BigEndianUnicode.GetString(utf16)
        : text.Bytes is [0xEF, 0xBB, 0xBF, .. var utf8] ? Encoding.UTF8.GetString(utf8)
        : Encoding.Latin1.GetString(text.Bytes);

    private void Walk(PdfValue item, string parent, string? inherited, int depth)
    {
        if (depth > Deepest || fields.Count >= MostFields)
        {
            throw new SigningException(SigningFault.CannotSignFile, "Biểu mẫu của tệp PDF có quá nhiều trường hoặc lồng quá sâu.");
        }

        if (item is not PdfReference reference || reader.Get(reference) is not PdfDictionary dictionary)
        {
            throw new SigningException(SigningFault.CannotSignFile, "Biểu mẫu của tệp PDF có trường không đúng chuẩn.");
        }

        var name = dictionary["T"] is { } own ? parent + (parent.Length == 0 ? "" : ".") + TextOf(reader.Resolve(own)) : parent;
        var kind = reader.NameOf(dictionary, "FT") ?? inherited;
        if (!fields.TryAdd(name, new(reference, dictionary, name, kind)) && dictionary["T"] is not null)
        {
            throw new SigningException(SigningFault.CannotSignFile, $"Biểu mẫu của tệp PDF có hai trường cùng tên “{name}”.");
        }

        foreach (var kid in reader.ItemsOf(dictionary, "Kids"))
        {
            Walk(kid, name, kind, depth + 1);
        }
    }
}
