using System.Globalization;
using System.Numerics;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Auditing;

/// <summary>
/// What stands outside the database: the last number of every series and heads of every log, in a file that is only appended to. A database that was put back from a backup agrees with itself;
/// only what lies elsewhere can say that numbers were given since, or that a history was written anew. The office keeps the folder on another disk than the database. Nodes that share it write one at a time.
/// </summary>
public sealed class Witness
{
    private const string FileName = "witness.tsv";

    // A file of twice as many lines as facts is written anew when it is opened.
    private const int SlackLines = 1_000;

    // Of more heads of a log every other is let go, the first and the newest never: one of them stands below every stretch of the history.
    private const int HeadsAtMost = 64;

    // A line is written in well under a millisecond; whoever holds the file longer is frozen or a disk away.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Dictionary<SeriesKey, int> numbers = [];
    private readonly Dictionary<Id<Body>, List<WitnessedHead>> heads = [];
    private readonly Lock turn = new();
    private readonly string path;
    private bool isBehind;

    /// <summary>Opens the file in a folder, which is made when it is not there. A last line that was cut off by a crash is passed over.</summary>
    /// <exception cref="DamagedWitnessException">A line cannot be read: guessing what it said could give a number twice.</exception>
    /// <exception cref="WitnessHeldException">Another node holds the file and does not let go.</exception>
    public Witness(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        path = Path.Combine(folder, FileName);
        using var alone = Hold(LongestWait);
        var lines = Read();
        if (lines > (2 * (numbers.Count + heads.Sum(log => log.Value.Count))) + SlackLines)
        {
            WriteAnew();
        }
    }

    /// <summary>Whether something could not be written beside the database; it is tried again with the next fact.</summary>
    public bool IsBehind => Volatile.Read(ref isBehind);

    /// <summary>The last number known to be given in a series; 0 when none is.</summary>
    internal int LastOf(Id<Body> organisation, RegisterBook book, int year)
    {
        lock (turn)
        {
            return numbers.GetValueOrDefault(new SeriesKey(organisation, book, year));
        }
    }

    /// <summary>The last numbers known to be given of an organisation, series by series.</summary>
    internal IReadOnlyList<(RegisterBook Book, int Year, int Last)> NumbersOf(Id<Body> organisation)
    {
        lock (turn)
        {
            return [.. numbers.Where(series => series.Key.Organisation == organisation).Select(series => (series.Key.Book, series.Key.Year, series.Value))];
        }
    }

    /// <summary>Heads of a log, the shortest first.</summary>
    internal IReadOnlyList<WitnessedHead> HeadsOf(Id<Body> organisation)
    {
        lock (turn)
        {
            return heads.TryGetValue(organisation, out var known) ? [.. known] : [];
        }
    }

    /// <summary>Every log it knows heads of, with them.</summary>
    internal IReadOnlyList<(Id<Body> Organisation, IReadOnlyList<WitnessedHead> Heads)> Heads()
    {
        lock (turn)
        {
            return [.. heads.Select(log => (log.Key, (IReadOnlyList<WitnessedHead>)[.. log.Value]))];
        }
    }

    /// <summary>A number was given, and that is committed.</summary>
    internal void Given(Id<Body> organisation, RegisterBook book, int year, int number)
    {
        var series = new SeriesKey(organisation, book, year);
        lock (turn)
        {
            if (Keep(series, number))
            {
                Append(Line(series, number));
            }
        }
    }

    /// <summary>A head was signed, and that is committed. Another root for a size that is known is not taken: a witness does not change its mind.</summary>
    internal void Signed(SignedHead head)
    {
        var (organisation, seen) = (new Id<Body>(head.Organisation), new WitnessedHead(head.Size, head.Root));
        lock (turn)
        {
            if (Keep(organisation, seen))
            {
                Append(Line(organisation, seen));
            }
        }
    }

    private bool Keep(SeriesKey series, int number)
    {
        var isNew = number > numbers.GetValueOrDefault(series);
        if (isNew)
        {
            numbers[series] = number;
        }

        return isNew;
    }

    private bool Keep(Id<Body> organisation, WitnessedHead head)
    {
        if (!heads.TryGetValue(organisation, out var known))
        {
            heads.Add(organisation, known = []);
        }

        var after = known.FindIndex(other => other.Size >= head.Size);
        if (after >= 0 && known[after].Size == head.Size)
        {
            return false;
        }

        known.Insert(after < 0 ? known.Count : after, head);
        if (known.Count > HeadsAtMost)
        {
            var thinned = known.Where((_, place) => place % 2 == 0 || place == known.Count - 1).ToList();
            heads[organisation] = thinned;
        }

        return true;
    }

    private int Read()
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length)
        {
            // What a crash cut off goes, or the next line would be joined to it.
            File.WriteAllText(path, whole);
        }

        var count = 0;
        foreach (var line in whole.AsSpan().EnumerateLines())
        {
            if (line.Length > 0)
            {
                count++;
                Take(line.ToString().Split('\t'), count);
            }
        }

        return count;
    }

    private void Take(string[] parts, int line)
    {
        switch (parts)
        {
            case ["number", var owner, var book, var year, var last]
                when Guid.TryParseExact(owner, "D", out var organisation) && Enum.TryParse<RegisterBook>(book, out var named) && Whole<int>(year) is { } inYear && Whole<int>(last) is { } number:
                Keep(new SeriesKey(new Id<Body>(organisation), named, inYear), number);
                break;
            case ["head", var owner, var size, var root] when Guid.TryParseExact(owner, "D", out var organisation) && Whole<long>(size) is { } leaves && root.Length == 2 * MerkleLog.HashSize:
                Keep(new Id<Body>(organisation), new WitnessedHead(leaves, root));
                break;
            default:
                throw new DamagedWitnessException(path, line);
        }
    }

    private void Append(string line)
    {
        try
        {
            // Who found the file held once does not make every act wait for it.
            using var alone = Hold(isBehind ? TimeSpan.Zero : LongestWait);
            if (isBehind || !TryAppend(line))
            {
                // What other nodes wrote meanwhile stands there too.
                Read();
                WriteAnew();
            }

            Volatile.Write(ref isBehind, false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DamagedWitnessException)
        {
            // The act is committed and its number given: it is not undone for this. The health of the server tells, and the next fact writes all that is known.
            Volatile.Write(ref isBehind, true);
        }
    }

    /// <summary>Adds a line behind the others; false where the last was cut off by a node that died, and this one would be joined to it.</summary>
    private bool TryAppend(string line)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.Seek(file.Length == 0 ? 0 : -1, SeekOrigin.End);
        if (file.Length > 0 && file.ReadByte() != '\n')
        {
            return false;
        }

        file.Write(Encoding.UTF8.GetBytes(line));
        return true;
    }

    /// <summary>Nodes that share the folder take turns: .NET writes at the end a file had when it was opened, and two would write into each other.</summary>
    private IDisposable Hold(TimeSpan patience) => HeldFile.Take(path + ".lock", patience) ?? throw new WitnessHeldException(path);

    private void WriteAnew()
    {
        var aside = path + ".tmp";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(file, leaveOpen: true);
            foreach (var (series, last) in numbers)
            {
                writer.Write(Line(series, last));
            }

            foreach (var (organisation, known) in heads)
            {
                known.ForEach(head => writer.Write(Line(organisation, head)));
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    private static string Line(SeriesKey series, int last) => string.Create(CultureInfo.InvariantCulture, $"number\t{series.Organisation.Value:D}\t{series.Book}\t{series.Year}\t{last}\n");

    private static string Line(Id<Body> organisation, WitnessedHead head) => string.Create(CultureInfo.InvariantCulture, $"head\t{organisation.Value:D}\t{head.Size}\t{head.Root}\n");

    private static T? Whole<T>(string text)
        where T : struct, INumber<T> => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct SeriesKey(Id<Body> Organisation, RegisterBook Book, int Year);
}

/// <summary>A head as it was signed.</summary>
/// <param name="Size">Leaves.</param>
/// <param name="Root">The root over them, hex.</param>
internal sealed record WitnessedHead(long Size, string Root);

/// <summary>Somebody else has the witness and does not let go of it.</summary>
public sealed class WitnessHeldException(string path) : IOException($"Tệp chứng kiến “{path}” đang bị một chương trình khác giữ (máy chủ khác bị treo, hoặc ổ đĩa chung không cho khóa tệp). Hãy dừng chương trình đó, hoặc đặt DISPATCH_Witness sang thư mục khác.");

/// <summary>A line of the witness cannot be read.</summary>
public sealed class DamagedWitnessException(string path, int line)
    : Exception($"Dòng {line} của tệp chứng kiến “{path}” không đọc được. Hãy lấy lại tệp từ bản sao lưu của nó; nếu không còn, xóa riêng dòng đó sau khi đối chiếu các sổ với giấy tờ đã phát hành.");
