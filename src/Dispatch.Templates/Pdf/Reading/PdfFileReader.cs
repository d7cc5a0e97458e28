namespace Dispatch.Templates.Pdf.Reading;

/// <summary>
/// A PDF file as ISO 32000-1, 7.5 defines it, read strictly: one header at byte 0, one chain of cross-reference sections, at each place the object it names, and
/// nothing behind the end. Works on files larger than memory when opened from a stream, which must stay open. Not safe for two threads.
/// </summary>
internal sealed class PdfFileReader
{
    private const int MostUnpackedByDefault = 64 << 20;
    private const int DeepestReference = 32;

    private readonly PdfObjectReader objects;
    private readonly Dictionary<int, XrefEntry> entries = [];
    private readonly Dictionary<int, PdfValue> values = [];
    private readonly Dictionary<int, PackedObjects> packs = [];
    private readonly HashSet<int> beingRead = [];

    private PdfFileReader(PdfSource source, PdfFileReader? later)
    {
        Source = source;
        objects = new PdfObjectReader(source, later?.objects);
        if (!source.Has(0, "%PDF-"u8) || !PdfParser.IsDigit(source[5]) || source[6] != '.' || !PdfParser.IsDigit(source[7]))
        {
            throw new PdfFormatException(PdfFormatCodes.NotPdf, "The file does not begin with %PDF-", 0);
        }

        Sections = new XrefReader(source, objects).ReadAll();
        foreach (var (number, entry) in Sections.SelectMany(section => section.Entries))
        {
            entries.TryAdd(number, entry);
        }

        CheckPlaces();
        if (Trailer["Root"] is not PdfReference root || Get(root) is not PdfDictionary catalog)
        {
            throw new PdfFormatException(PdfFormatCodes.Structure, "The file has no catalog");
        }

        Catalog = catalog;
    }

    /// <summary>The bytes of the file.</summary>
    public PdfSource Source { get; }

    public long Length => Source.Length;

    /// <summary>The cross-reference sections, newest first.</summary>
    public IReadOnlyList<XrefSection> Sections { get; }

    /// <summary>The trailer of the newest section; of a cross-reference stream its dictionary.</summary>
    public PdfDictionary Trailer => Sections[0].Trailer;

    public PdfDictionary Catalog { get; }

    /// <summary>The first number that no section names: what an update numbers its first new object.</summary>
    public int NextNumber => Math.Max(
        entries.Count == 0 ? 1 : entries.Keys.Max() + 1,
        (int)Math.Clamp((Trailer["Size"] as PdfInteger)?.Value ?? 1, 1, 8_388_607));

    /// <summary>The numbers of all objects in use, in no order.</summary>
    public IEnumerable<int> Numbers => entries.Where(entry => entry.Value.Kind != XrefEntryKind.Free).Select(entry => entry.Key);

    public bool IsEncrypted => Trailer["Encrypt"] is not null;

    /// <exception cref="PdfFormatException">The file is not sound.</exception>
    public static PdfFileReader Open(byte[] file) => new(new PdfSource(file), later: null);

    /// <summary>Reads from a stream that can seek and stays open as long as the reader is used.</summary>
    /// <exception cref="PdfFormatException">The file is not sound.</exception>
    public static PdfFileReader Open(Stream file) => new(new PdfSource(file), later: null);

    /// <summary>The file as it was when it ended at <paramref name="length"/>; it must be sound by itself.</summary>
    /// <exception cref="PdfFormatException">The bytes up to there are no sound file.</exception>
    public PdfFileReader Revision(long length) => length == Length ? this : new(Source.Prefix(length), this);

    /// <summary>Where an object is; free when no section names it.</summary>
    public XrefEntry EntryOf(int number) => entries.GetValueOrDefault(number);

    /// <summary>An object; null for one that does not exist, as 7.3.10 asks.</summary>
    public PdfValue Get(PdfReference reference) => EntryOf(reference.Number).Generation == reference.Generation ? Get(reference.Number) : PdfNull.Instance;

    /// <summary>The object with a number, whatever its generation.</summary>
    public PdfValue Get(int number)
    {
        if (!values.TryGetValue(number, out var value))
        {
            value = Read(number, EntryOf(number));
            values[number] = value;
        }

        return value;
    }

    /// <summary>The value itself, or what it refers to; null for an absent one.</summary>
    public PdfValue Resolve(PdfValue? value)
    {
        for (var i = 0; i < DeepestReference; i++)
        {
            if (value is not PdfReference reference)
            {
                return value ?? PdfNull.Instance;
            }

            value = Get(reference);
        }

        throw new PdfFormatException(PdfFormatCodes.Structure, "References run in a circle");
    }

    /// <summary>An entry of a dictionary, resolved.</summary>
    public PdfValue Entry(PdfDictionary? dictionary, string name) => Resolve(dictionary?[name]);

    /// <summary>An entry as a dictionary, or null when it is anything else.</summary>
    public PdfDictionary? DictionaryOf(PdfDictionary? dictionary, string name) => Entry(dictionary, name) switch
    {
        PdfDictionary found => found,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    /// <summary>The entries of an array, unresolved; none when it is anything else.</summary>
    public IReadOnlyList<PdfValue> ItemsOf(PdfDictionary? dictionary, string name) => Entry(dictionary, name) is PdfArray array ? array.Items : [];

    /// <summary>An entry as a name, or null when it is anything else.</summary>
    public string? NameOf(PdfDictionary? dictionary, string name) => (Entry(dictionary, name) as PdfName)?.Value;

    /// <summary>The unpacked data of a stream of this file.</summary>
    /// <exception cref="PdfFormatException">Damaged, an unknown filter, or more than <paramref name="most"/> bytes.</exception>
    public byte[] Decode(PdfStream stream, int most = MostUnpackedByDefault) =>
        IsEncrypted ? throw new PdfFormatException(PdfFormatCodes.Encrypted, "The file is encrypted") : objects.Decode(stream, Resolve, most);

    /// <summary>The offset where an object begins and the one behind its end; null when it is not in the file by itself.</summary>
    public (long Start, long End)? PlaceOf(int number)
    {
        var entry = EntryOf(number);
        if (entry.Kind != XrefEntryKind.InFile)
        {
            return null;
        }

        var found = objects.ReadAt(entry.Place, LengthOf);
        return (found.Start, found.End);
    }

    /// <summary>The object at an offset, whatever the cross-reference says now.</summary>
    public FoundObject ObjectAt(long place) => objects.ReadAt(place, LengthOf);

    /// <summary>The objects inside a stream of objects.</summary>
    public PackedObjects Unpack(PdfStream stream) =>
        new(Decode(stream), (Entry(stream.Dictionary, "N") as PdfInteger)?.Value ?? -1, (Entry(stream.Dictionary, "First") as PdfInteger)?.Value ?? -1);

    private void CheckPlaces()
    {
        foreach (var (number, entry) in entries.Where(entry => entry.Value.Kind == XrefEntryKind.InFile).OrderBy(entry => entry.Value.Place))
        {
            if (!objects.StandsAt(entry.Place, number, entry.Second))
            {
                throw new PdfFormatException(PdfFormatCodes.ObjectMismatch, $"Object {number} is not where the cross-reference says", entry.Place);
            }
        }
    }

    private PdfValue Read(int number, XrefEntry entry)
    {
        if (!beingRead.Add(number))
        {
            throw new PdfFormatException(PdfFormatCodes.Structure, $"Object {number} needs itself to be read");
        }

        try
        {
            return entry.Kind switch
            {
                XrefEntryKind.Free => PdfNull.Instance,
                XrefEntryKind.InFile => objects.ReadAt(entry.Place, LengthOf).Value,
                XrefEntryKind.Packed => PackOf((int)entry.Place).Read(number, entry.Second),
            };
        }
        finally
        {
            beingRead.Remove(number);
        }
    }

    private long? LengthOf(PdfValue? length) => (Resolve(length) as PdfInteger)?.Value;

    private PackedObjects PackOf(int number)
    {
        if (!packs.TryGetValue(number, out var pack))
        {
            if (EntryOf(number).Kind != XrefEntryKind.InFile || Get(number) is not PdfStream stream || NameOf(stream.Dictionary, "Type") != "ObjStm")
            {
                throw new PdfFormatException(PdfFormatCodes.CrossReference, $"Object {number} is no object stream");
            }

            pack = Unpack(stream);
            packs[number] = pack;
        }

        return pack;
    }
}
