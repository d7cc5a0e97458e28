using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dispatch.Templates.Pdf.Reading;

/// <summary>A value of ISO 32000-1, 7.3. Values do not change; a changed one is a new one.</summary>
internal abstract class PdfValue;

/// <summary>The null object; the same as an absent entry (7.3.9).</summary>
internal sealed class PdfNull : PdfValue
{
    private PdfNull()
    {
    }

    public static PdfNull Instance { get; } = new();
}

/// <summary>true or false.</summary>
internal sealed class PdfBoolean(bool value) : PdfValue
{
    public bool Value => value;
}

/// <summary>A whole number; one that does not fit 64 bits is refused by the reader.</summary>
internal sealed class PdfInteger(long value) : PdfValue
{
    public long Value => value;
}

/// <summary>A number with a fraction, and the digits it was written with, so that writing it again changes nothing.</summary>
internal sealed class PdfReal(double value, string text) : PdfValue
{
    public PdfReal(double value)
        : this(value, value.ToString("0.######", CultureInfo.InvariantCulture))
    {
    }

    public double Value => value;

    public string Text => text;
}

/// <summary>A name without its slash; each char is one byte.</summary>
internal sealed class PdfName(string value) : PdfValue
{
    public string Value => value;
}

/// <summary>A string of bytes, and where its token stands in the file (-1 when it does not stand there by itself).</summary>
internal sealed class PdfString(byte[] bytes, bool isHex = false, long start = -1, long end = -1) : PdfValue
{
    public byte[] Bytes => bytes;

    public bool IsHex => isHex;

    /// <summary>The offset of the first byte of the token, its delimiter included.</summary>
    public long Start => start;

    /// <summary>The offset behind the last byte of the token.</summary>
    public long End => end;
}

/// <summary>Values in order.</summary>
internal sealed class PdfArray(IReadOnlyList<PdfValue> items) : PdfValue
{
    public IReadOnlyList<PdfValue> Items => items;
}

/// <summary>Values by name, in the order they were written. An entry that is null is not there.</summary>
internal sealed class PdfDictionary(IReadOnlyList<KeyValuePair<string, PdfValue>> entries) : PdfValue
{
    private readonly Dictionary<string, PdfValue> byName = entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public static PdfDictionary Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, PdfValue>> Entries => entries;

    public PdfValue? this[string name] => byName.GetValueOrDefault(name);

    public bool TryGet(string name, [NotNullWhen(true)] out PdfValue? value) => byName.TryGetValue(name, out value);

    /// <summary>The same entries with one set, in its old place or at the end; null takes it away.</summary>
    public PdfDictionary With(string name, PdfValue? value)
    {
        var changed = new List<KeyValuePair<string, PdfValue>>(entries.Count + 1);
        var placed = false;
        foreach (var entry in entries)
        {
            placed |= entry.Key == name;
            if (entry.Key != name)
            {
                changed.Add(entry);
            }
            else if (value is not null)
            {
                changed.Add(new(name, value));
            }
        }

        if (!placed && value is not null)
        {
            changed.Add(new(name, value));
        }

        return new PdfDictionary(changed);
    }
}

/// <summary>
/// A dictionary with data. The data of a stream that was read stays in the file (<see cref="Start"/>, <see cref="Length"/>); a new one carries its own.
/// </summary>
internal sealed class PdfStream : PdfValue
{
    public PdfStream(PdfDictionary dictionary, long start, long length)
    {
        (Dictionary, Start, Length) = (dictionary, start, length);
    }

    public PdfStream(PdfDictionary dictionary, byte[] data)
    {
        (Dictionary, Data, Start, Length) = (dictionary.With("Length", new PdfInteger(data.Length)), data, -1, data.Length);
    }

    public PdfDictionary Dictionary { get; }

    /// <summary>The data of a stream that is in no file yet, as it will be written; null for one that was read.</summary>
    public byte[]? Data { get; }

    public long Start { get; }

    public long Length { get; }
}

/// <summary>Another object, by number and generation.</summary>
internal sealed class PdfReference(int number, int generation = 0) : PdfValue
{
    public int Number => number;

    public int Generation => generation;
}

/// <summary>
/// Text that the updater writes as it is, and the offset it was written at: how a signer reserves a place of fixed width for its byte range and contents.
/// The reader never makes one.
/// </summary>
internal sealed class PdfPlaceholder(string text) : PdfValue
{
    public string Text => text;

    /// <summary>The offset in the whole file, once <see cref="Updating.PdfUpdate.Append"/> has run.</summary>
    public long WrittenAt { get; internal set; } = -1;
}
