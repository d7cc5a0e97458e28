using System.Text;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Auditing;

/// <summary>What the hashed entry of a leaf says.</summary>
internal sealed record LoggedLeaf(Guid Organisation, long Index, DateTimeOffset At, string Act, Guid Subject, string Actor, JsonElement Facts)
{
    /// <summary>Reads an entry; null for a text that no act of this system wrote, whatever its hash says.</summary>
    public static LoggedLeaf? Read(string entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var root = document.RootElement;
            return new LoggedLeaf(
                root.GetProperty("organisation").GetGuid(), root.GetProperty("index").GetInt64(), root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("act").GetString() ?? string.Empty,
                root.GetProperty("subject").GetGuid(), root.GetProperty("actor").GetString() ?? string.Empty, root.TryGetProperty("facts", out var facts) ? facts.Clone() : default);
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A fact as a text; null where there is none of this name.</summary>
    public string? Fact(string name) => Facts.ValueKind is JsonValueKind.Object && Facts.TryGetProperty(name, out var fact) ? fact.ToString() : null;

    /// <summary>The texts of a fact that is a list; none where it is no list.</summary>
    public IEnumerable<string> List(string name) => Facts.ValueKind is JsonValueKind.Object && Facts.TryGetProperty(name, out var fact) && fact.ValueKind is JsonValueKind.Array ? fact.EnumerateArray().Select(one => one.ToString()) : [];
}

/// <summary>Goes over the leaves of one log in their order, says of each whether it is as it was written, makes the tree again, and holds it against every head on the way.</summary>
internal sealed class LogWalk(Id<Body> house, PaperClaims claims, AuditFaults faults, IEnumerable<WitnessedHead> signed, IEnumerable<WitnessedHead> witnessed)
{
    private readonly Queue<WitnessedHead> signedHeads = new(signed);
    private readonly Queue<WitnessedHead> witnessedHeads = new(witnessed);
    private byte[] frontier = [];
    private long next;
    private long sure;

    // From where a leaf is missing or stands elsewhere no tree can be made, and no head be judged.
    private bool hasTree = true;

    /// <summary>Leaves that were met.</summary>
    public long Size { get; private set; }

    /// <summary>The root over them, hex; where no tree could be made to the end, what the database says it is.</summary>
    public string Root { get; private set; } = Hex(MerkleLog.EmptyRoot);

    /// <summary>The first leaf that is not as it was written.</summary>
    public long? FirstBad { get; private set; }

    /// <summary>The first head kept outside the database that the log does not begin with.</summary>
    public long? NotAsWitnessed { get; private set; }

    /// <summary>The next leaf there is.</summary>
    public void Take(AuditLeaf leaf)
    {
        Size++;
        hasTree &= leaf.Index == next;
        if (leaf.Index > next)
        {
            Bad(AuditFaultWords.Missing(next, leaf.Index - 1), next);
        }

        next = Math.Max(next, leaf.Index + 1);
        var entry = LoggedLeaf.Read(leaf.Entry);
        if (Wrong(leaf, entry) is { } fault)
        {
            Bad(fault, leaf.Index);
            hasTree &= fault.Kind is AuditFaultKind.ColumnChanged or AuditFaultKind.LeafChanged && leaf.LeafHash.Length == MerkleLog.HashSize;
        }

        if (entry is not null)
        {
            claims.Said(entry);
        }

        if (hasTree)
        {
            // By the hash that was recorded: an entry that alone was changed leaves the heads as they were.
            frontier = MerkleLog.Append(frontier, leaf.Index, leaf.LeafHash);
            CompareHeads();
        }
    }

    /// <summary>After the last leaf: what is missing at the end, and whether the head is that of the leaves.</summary>
    public void End(AuditLog? log)
    {
        var size = log?.Size ?? 0;
        if (next < size)
        {
            Bad(AuditFaultWords.Missing(next, size - 1), next);
            hasTree = false;
        }

        var root = hasTree ? MerkleLog.Root(frontier) : log?.Root ?? MerkleLog.EmptyRoot;
        Root = Hex(root);
        if (hasTree && (!root.AsSpan().SequenceEqual(log?.Root ?? MerkleLog.EmptyRoot) || !frontier.AsSpan().SequenceEqual(log?.Frontier ?? [])))
        {
            faults.Add(AuditFaultWords.Head(sure, size));
        }

        foreach (var head in signedHeads.Where(head => head.Size > size))
        {
            faults.Add(AuditFaultWords.Another(head.Size));
        }

        NotAsWitnessed ??= witnessedHeads.Where(head => head.Size > size).Select(head => (long?)head.Size).FirstOrDefault();
        if (NotAsWitnessed is { } witnessedSize)
        {
            faults.Add(AuditFaultWords.Witnessed(witnessedSize));
        }
    }

    private void CompareHeads()
    {
        while (signedHeads.TryPeek(out var head) && head.Size <= next)
        {
            signedHeads.Dequeue();
            if (head.Size < next || head.Root != Hex(MerkleLog.Root(frontier)))
            {
                faults.Add(AuditFaultWords.Another(head.Size));
            }
            else
            {
                sure = next;
            }
        }

        while (witnessedHeads.TryPeek(out var head) && head.Size <= next)
        {
            witnessedHeads.Dequeue();
            NotAsWitnessed ??= head.Size < next || head.Root != Hex(MerkleLog.Root(frontier)) ? head.Size : null;
        }
    }

    private void Bad(AuditFault fault, long index)
    {
        faults.Add(fault);
        FirstBad ??= index;
    }

    private AuditFault? Wrong(AuditLeaf leaf, LoggedLeaf? entry) => entry switch
    {
        _ when !MerkleLog.LeafHash(Encoding.UTF8.GetBytes(leaf.Entry)).AsSpan().SequenceEqual(leaf.LeafHash) => AuditFaultWords.Changed(entry, leaf.Index),
        null => AuditFaultWords.Unreadable(leaf.Index),
        _ when entry.Organisation != house.Value => AuditFaultWords.Moved(entry, leaf.Index, isOwn: false),
        _ when entry.Index != leaf.Index => AuditFaultWords.Moved(entry, leaf.Index, isOwn: true),
        _ => Column(leaf, entry) is { } column ? AuditFaultWords.Column(entry, leaf.Index, column) : null,
    };

    /// <summary>The column people search by that is not that of the hashed entry: an edit of it alone would lie too.</summary>
    private static string? Column(AuditLeaf leaf, LoggedLeaf entry) => leaf switch
    {
        _ when entry.Act != leaf.Act => "việc",
        _ when entry.Subject != leaf.Subject => "đối tượng",
        _ when entry.Actor != leaf.ActorName => "người làm",
        // PostgreSQL keeps microseconds, the entry ticks.
        _ when (entry.At - leaf.At).Duration() >= TimeSpan.FromMicroseconds(1) => "thời điểm",
        _ => null,
    };

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
