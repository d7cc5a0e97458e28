using System.Text;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A node of the form: a field, a parent of fields, or one of the places where a field shows itself.</summary>
/// <param name="Number">Its object number; null when it stands directly in its parent.</param>
/// <param name="Dictionary">Its own entries.</param>
/// <param name="Name">The full name, with full stops between the parts (ISO 32000-1, 12.7.3.2).</param>
/// <param name="Type">Tx, Btn, Ch or Sig; its own or inherited; null for a parent of fields of several types.</param>
/// <param name="Value">V, its own or inherited, unresolved.</param>
/// <param name="Kids">The nodes below.</param>
internal sealed record FormNode(int? Number, PdfDictionary Dictionary, string Name, string? Type, PdfValue? Value, IReadOnlyList<FormNode> Kids)
{
    public bool IsSignature => Type == "Sig";

    /// <summary>A field by itself, whatever places it shows itself at.</summary>
    public bool IsTerminal => Kids.All(kid => kid.Dictionary["T"] is null);

    /// <summary>This node and all below.</summary>
    public IEnumerable<FormNode> All()
    {
        var open = new Stack<FormNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var kid in node.Kids.Reverse())
            {
                open.Push(kid);
            }
        }
    }
}

/// <summary>The form of one revision.</summary>
internal sealed class FormTree
{
    private const int Deepest = 32;
    private const int MostNodes = 100_000;

    private readonly PdfFileReader reader;
    private readonly HashSet<int> seen = [];
    private int nodes;

    private FormTree(PdfFileReader reader)
    {
        this.reader = reader;
        Dictionary = reader.DictionaryOf(reader.Catalog, "AcroForm");
        Roots = [.. reader.ItemsOf(Dictionary, "Fields").Select(item => Read(item, "", null, null, 0)).OfType<FormNode>()];
    }

    /// <summary>The AcroForm dictionary, or null.</summary>
    public PdfDictionary? Dictionary { get; }

    public IReadOnlyList<FormNode> Roots { get; }

    public IEnumerable<FormNode> All => Roots.SelectMany(root => root.All());

    /// <exception cref="PdfFormatException">The tree runs in a circle or is too large.</exception>
    public static FormTree Of(PdfFileReader reader) => new(reader);

    /// <summary>A text string for people: UTF-16, UTF-8 or, near enough for a name, Latin 1.</summary>
    public static string TextOf(byte[] bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
        _ => Encoding.Latin1.GetString(bytes),
    };

    private FormNode? Read(PdfValue item, string parentName, string? parentType, PdfValue? parentValue, int depth)
    {
        var number = (item as PdfReference)?.Number;
        if (depth > Deepest || ++nodes > MostNodes || (number is { } known && !seen.Add(known)))
        {
            throw new PdfFormatException(PdfFormatCodes.Structure, "The form runs in a circle, is too deep or too large");
        }

        if (reader.Resolve(item) is not PdfDictionary dictionary)
        {
            return null;
        }

        var part = reader.Entry(dictionary, "T") is PdfString text ? TextOf(text.Bytes) : null;
        var name = part is null ? parentName : parentName.Length == 0 ? part : parentName + "." + part;
        var type = reader.NameOf(dictionary, "FT") ?? parentType;
        var value = dictionary["V"] ?? parentValue;
        var kids = reader.ItemsOf(dictionary, "Kids").Select(kid => Read(kid, name, type, value, depth + 1)).OfType<FormNode>().ToList();
        return new FormNode(number, dictionary, name, type, value, kids);
    }
}
