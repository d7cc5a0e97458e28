using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Auditing;

/// <summary>What an evidence bundle says: the file evidence.json in it.</summary>
/// <param name="Version">The format: 2.</param>
/// <param name="PaperId">The paper it was asked about.</param>
/// <param name="Family">The family of that paper: the id of what it comes from.</param>
/// <param name="OrganisationName">Whose evidence it is.</param>
/// <param name="Head">The signed head to which every leaf leads.</param>
/// <param name="Leaves">Every line of the log about the family up to the head, in order.</param>
/// <param name="Receipts">What receivers signed.</param>
/// <param name="Papers">The family as the organisation may see it.</param>
/// <param name="Reports">What the server's verifier said of each file.</param>
public sealed record Evidence(
    int Version, Guid PaperId, Guid Family, string OrganisationName, SignedHead Head, IReadOnlyList<ProvenLeaf> Leaves, IReadOnlyList<EvidenceReceipt> Receipts, IReadOnlyList<EvidenceNode> Papers, IReadOnlyList<EvidenceReport> Reports)
{
    /// <summary>The format written here.</summary>
    public const int Format = 2;

    /// <summary>SHA-256, hex, of each other file of the bundle by its name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// What the organisation signs of a bundle: that these are all lines of its log about the family below the head, and that what evidence.json says beside them is what it says. One fact a line; two that
    /// speak of one log and one family and tell different lines convict each other.
    /// </summary>
    /// <param name="json">The bytes of evidence.json.</param>
    internal string Statement(byte[] json) => string.Create(CultureInfo.InvariantCulture,
        $"dispatch-evidence/1\nlog={Head.Organisation}\nsize={Head.Size}\nroot={Head.Root}\nfamily={Family}\nlines={Leaves.Count}\ncontent={Convert.ToHexStringLower(SHA256.HashData(json))}\n");
}

/// <summary>The signature of a bundle: the file evidence-signature.json in it.</summary>
/// <param name="KeyId">The key: SHA-256 of the public key, hex.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256 of the statement, base64 of r and s side by side.</param>
public sealed record EvidenceSignature(string KeyId, string PublicKey, string Signature);

/// <summary>A line of the log with its way to the head.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Entry">The exact text that was hashed.</param>
/// <param name="Proof">The hashes from it to the root (RFC 9162, 2.1.3), hex.</param>
public sealed record ProvenLeaf(long Index, string Entry, IReadOnlyList<string> Proof);

/// <summary>A signed receipt.</summary>
/// <param name="DeliveryId">About which delivery.</param>
/// <param name="Statement">The exact text that was signed.</param>
/// <param name="Reason">Why it was refused; its hash stands in the statement.</param>
/// <param name="KeyId">The key that signed.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64; null when it is not known any more.</param>
/// <param name="Signature">ECDSA P-256, base64.</param>
public sealed record EvidenceReceipt(Guid DeliveryId, string Statement, string? Reason, string KeyId, string? PublicKey, string Signature);

/// <summary>A paper, a delivery or a copy of the family.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">What it came from.</param>
/// <param name="Type">What it is.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="Title">How people name it.</param>
/// <param name="Subject">Trích yếu, at the root.</param>
/// <param name="StateName">Where it stands, in Vietnamese.</param>
/// <param name="At">When it came to be.</param>
/// <param name="ContentHash">SHA-256 of its file, hex.</param>
public sealed record EvidenceNode(Guid Id, Guid? ParentId, TraceNodeType Type, string Organisation, string Title, string? Subject, string StateName, DateTimeOffset At, string? ContentHash)
{
    internal static EvidenceNode Of(TraceNode node) => new(node.Id, node.ParentId, node.Type, node.Organisation, node.Title, node.Subject, node.StateName, node.At, node.ContentHash);
}

/// <summary>What the server's verifier said of a file.</summary>
/// <param name="File">SHA-256, hex.</param>
/// <param name="Found">The verdict and its reasons.</param>
public sealed record EvidenceReport(string File, VerifiedFile Found);

/// <summary>The names inside a bundle.</summary>
internal static class EvidenceNames
{
    public const string Statement = "evidence.json";
    public const string Signature = "evidence-signature.json";
    public const string Cover = "phieu.pdf";

    public static string Paper(string hash) => $"papers/{hash}.pdf";
}

/// <summary>Writes a bundle: files in the order of their names, no time but a fixed one, so that the same evidence is the same bytes but for its signature, which is another each time.</summary>
internal sealed class EvidenceArchive
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public void Add(string name, byte[] bytes) => files[name] = bytes;

    /// <summary>The finished file.</summary>
    /// <param name="evidence">What it says.</param>
    /// <param name="sign">Signs its statement.</param>
    public byte[] Close(Evidence evidence, Func<string, EvidenceSignature> sign)
    {
        var hashes = new SortedDictionary<string, string>(files.ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value)), StringComparer.Ordinal), StringComparer.Ordinal);
        var said = JsonSerializer.SerializeToUtf8Bytes(evidence with { Files = hashes }, KernelJson.Options);
        files[EvidenceNames.Statement] = said;
        files[EvidenceNames.Signature] = JsonSerializer.SerializeToUtf8Bytes(sign(evidence.Statement(said)), KernelJson.Options);
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                using var content = entry.Open();
                content.Write(bytes);
            }
        }

        return whole.ToArray();
    }
}
