using System.Text;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// What was appended after a signature, byte by byte: objects that the cross-reference of the same update lists, that cross-reference, and nothing else. A reader
/// that takes a file for damaged looks for objects itself, and would find those that no table lists.
/// </summary>
internal sealed class AppendedBytes
{
    private const int LongestGap = 1 << 20;

    private static readonly string[] StructureWords = ["obj", "xref", "trailer"];

    private readonly PdfFileReader before;
    private readonly PdfFileReader now;
    private readonly List<(long Start, long End)> accounted = [];
    private readonly Dictionary<int, XrefEntry> known = [];

    private AppendedBytes(PdfFileReader before, PdfFileReader now) => (this.before, this.now) = (before, now);

    /// <summary>Whether every byte has its place.</summary>
    /// <exception cref="PdfFormatException">A listed object cannot be read.</exception>
    public static bool AreAccounted(PdfFileReader before, PdfFileReader now) => new AppendedBytes(before, now).AreAccounted();

    private bool AreAccounted()
    {
        var (floor, size) = (before.Length, SizeOf(before.Sections[0]));
        foreach (var section in now.Sections.Where(section => section.Start >= before.Length).Reverse())
        {
            if (section.Start < floor || !section.IsRegular || SizeOf(section) < size || !IsOfItsOwn(section, floor))
            {
                return false;
            }

            (floor, size) = (section.End, SizeOf(section));
        }

        return Gaps().All(gap => IsFilling(gap.Start, gap.End));
    }

    private static long SizeOf(XrefSection section) => (section.Trailer["Size"] as PdfInteger)?.Value ?? 0;

    // A section lists what its own update brought, or repeats what was so; to lead back to something older is how hidden content comes out.
    private bool IsOfItsOwn(XrefSection section, long floor)
    {
        accounted.Add((section.Start, section.End));
        accounted.AddRange(section.Beside is { } beside ? [beside] : []);
        foreach (var (number, entry) in section.Entries)
        {
            var isOwn = entry.Kind switch
            {
                XrefEntryKind.InFile => entry.Place >= floor && entry.Place <= section.Start && Takes(section, number, entry),
                XrefEntryKind.Packed => section.Entries.TryGetValue((int)entry.Place, out var container) && container.Kind == XrefEntryKind.InFile && container.Place >= floor,
                XrefEntryKind.Free => true,
            };
            if (!isOwn && (known.TryGetValue(number, out var earlier) ? earlier : before.EntryOf(number)) != entry)
            {
                return false;
            }
        }

        foreach (var (number, entry) in section.Entries)
        {
            known[number] = entry;
        }

        return true;
    }

    private bool Takes(XrefSection section, int number, XrefEntry entry)
    {
        var found = now.ObjectAt(entry.Place);
        accounted.Add((found.Start, found.End));
        return found.Value is not PdfStream stream || now.NameOf(stream.Dictionary, "Type") != "ObjStm"
            || now.Unpack(stream).Numbers.All(inside => section.Entries.TryGetValue(inside, out var packed) && packed.Kind == XrefEntryKind.Packed && packed.Place == number);
    }

    private IEnumerable<(long Start, long End)> Gaps()
    {
        var at = before.Length;
        foreach (var (start, end) in accounted.Where(part => part.End > before.Length).OrderBy(part => part.Start))
        {
            if (start > at)
            {
                yield return (at, start);
            }

            at = Math.Max(at, end);
        }

        yield return (at, now.Length);
    }

    // White space, the ends of updates, and comments without words of structure.
    private bool IsFilling(long start, long end)
    {
        if (end - start > LongestGap)
        {
            return false;
        }

        var at = start;
        while (at < end)
        {
            if (now.Source[at] == '%')
            {
                var line = LineAt(at, end);
                at += line.Length;
                if (StructureWords.Any(word => line.Contains(word, StringComparison.Ordinal)))
                {
                    return false;
                }
            }
            else if (now.Source.Has(at, "startxref"u8))
            {
                var parser = new PdfParser(now.Source, at + "startxref".Length);
                var place = parser.ReadCount();
                at = parser.Position;
                if (parser.Comments > 0 || !now.Sections.Any(section => section.Start == place))
                {
                    return false;
                }
            }
            else if (!PdfParser.IsWhite(now.Source[at++]))
            {
                return false;
            }
        }

        return true;
    }

    private string LineAt(long start, long end)
    {
        var after = start;
        while (after < end && now.Source[after] is not ('\n' or '\r'))
        {
            after++;
        }

        return Encoding.Latin1.GetString(now.Source.Read(start, after - start));
    }
}
