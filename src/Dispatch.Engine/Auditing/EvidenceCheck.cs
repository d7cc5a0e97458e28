using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Auditing;

/// <summary>What the check of a bundle found.</summary>
/// <param name="Verdict">Passed: all holds, and the keys of the log and of every receipt are among those given. Indeterminate: all holds, and of some key it was not asked whose it is. Failed: something does not hold.</param>
/// <param name="Evidence">What the bundle says; null when it cannot be read.</param>
/// <param name="Faults">What does not hold, each naming the line, receipt or file; in Vietnamese.</param>
/// <param name="Notes">What keeps it from passing and proves nothing against it.</param>
public sealed record EvidenceFinding(SignatureVerdict Verdict, Evidence? Evidence, IReadOnlyList<string> Faults, IReadOnlyList<string> Notes)
{
    /// <summary>Every key that signed something in it, to be compared with what its organisation published.</summary>
    public IReadOnlyList<EvidenceKey> Keys { get; init; } = [];
}

/// <summary>A key that signed something in a bundle.</summary>
/// <param name="KeyId">SHA-256 of the public key, hex.</param>
/// <param name="Of">Whose it is, as the bundle says.</param>
/// <param name="Signed">What it signed, in Vietnamese.</param>
/// <param name="IsKnown">Whether it is among those that were given.</param>
public sealed record EvidenceKey(string KeyId, string Of, string Signed, bool IsKnown);

/// <summary>
/// Checks an evidence bundle by itself: no server, no database, no network. Proven are the lines of the log, the receipts and the papers; that no line is missing, the tree, the reports and the cover
/// are what the organisation says and signed. Two bundles about one family convict each other when one tells a line that the other should tell too.
/// </summary>
public static class EvidenceCheck
{
    // More of them in a row are read by nobody.
    private const int FewKeys = 3;
    private const int MostFiles = 10_000;
    private const long MostBytes = 1L << 30;

    /// <summary>Whether these bytes begin as a bundle does.</summary>
    public static bool IsBundle(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Checks one.</summary>
    /// <param name="file">The bundle.</param>
    /// <param name="keys">The ids of keys the reader compared: SHA-256 of the public key, hex, alone or followed by a blank and whose it is. One with a name counts for that organisation only.</param>
    /// <param name="now">The time, for the signatures in the papers.</param>
    public static EvidenceFinding Check(byte[] file, IReadOnlyCollection<string> keys, DateTimeOffset now)
    {
        if (!IsBundle(file))
        {
            return Unreadable("đây không phải tệp ZIP");
        }

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            if (Unpack(file, files) is { } why)
            {
                return Unreadable(why);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or IOException)
        {
            return Unreadable("tệp ZIP bị hỏng, hoặc chép chưa trọn");
        }

        try
        {
            var evidence = files.TryGetValue(EvidenceNames.Statement, out var statement) ? KernelJson.ReadStrangers<Evidence>(statement) : null;
            var signature = files.TryGetValue(EvidenceNames.Signature, out var signed) ? KernelJson.ReadStrangers<EvidenceSignature>(signed) : null;
            return evidence is not { Version: Evidence.Format } ? Unreadable("thiếu tệp evidence.json, hoặc tệp đó thuộc phiên bản khác")
                : signature is null ? Unreadable("thiếu tệp evidence-signature.json, chữ ký của cơ quan trên hồ sơ")
                : new Checker(evidence, signature, files, keys, now).Check();
        }
        catch (Exception malformed) when (malformed is InvalidDataException or JsonException or FormatException or CryptographicException or NotSupportedException)
        {
            return Unreadable($"evidence.json hoặc chữ ký của nó không viết đúng mẫu{(malformed is JsonException { Path: { Length: > 1 } place } ? $", ở {place}" : null)}");
        }
    }

    /// <summary>Holds two checked bundles against each other: what the shorter log told of a family, the longer must tell too, line by line, and nothing between.</summary>
    /// <param name="found">What the check of one found.</param>
    /// <param name="other">What the check of the other found.</param>
    /// <returns>The first finding with what the two contradict each other in; null when they are not about one family of one log, or one of them cannot be read.</returns>
    public static EvidenceFinding? Compare(EvidenceFinding found, EvidenceFinding other)
    {
        if (found.Evidence is not { } one || other.Evidence is not { } two || one.Head.Organisation != two.Head.Organisation || one.Family != two.Family)
        {
            return null;
        }

        var (shorter, longer) = one.Head.Size <= two.Head.Size ? (one, two) : (two, one);
        return Finding(
            one, found.Keys, [.. found.Faults, .. other.Faults.Select(fault => $"Hồ sơ đối chiếu: {fault}"), .. Contradictions(shorter, longer)],
            [.. found.Notes, .. other.Notes.Except(found.Notes, StringComparer.Ordinal).Select(note => $"Hồ sơ đối chiếu: {note}")]);
    }

    private static IEnumerable<string> Contradictions(Evidence shorter, Evidence longer)
    {
        var (few, many) = (shorter.Head.Size, longer.Head.Size);
        if (few == many && shorter.Head.Root != longer.Head.Root)
        {
            yield return $"Cơ quan đã ký hai nhật ký khác nhau cùng dài {few} dòng.";
        }

        var told = Lines(shorter);
        var toldLater = Lines(longer);
        foreach (var index in told.Keys.Union(toldLater.Keys.Where(index => index < few)).Order())
        {
            if (!toldLater.TryGetValue(index, out var later))
            {
                yield return $"Dòng nhật ký {index} có trong hồ sơ ký ở {few} dòng nhưng thiếu trong hồ sơ ký ở {many} dòng.";
            }
            else if (!told.TryGetValue(index, out var earlier))
            {
                yield return $"Dòng nhật ký {index} có trong hồ sơ ký ở {many} dòng nhưng thiếu trong hồ sơ ký ở {few} dòng, khi ấy đã có dòng này.";
            }
            else if (earlier != later)
            {
                yield return $"Dòng nhật ký {index} trong hai hồ sơ có nội dung khác nhau.";
            }
        }

        static Dictionary<long, string> Lines(Evidence evidence) => evidence.Leaves.GroupBy(leaf => leaf.Index).ToDictionary(same => same.Key, same => same.First().Entry);
    }

    private static EvidenceFinding Finding(Evidence evidence, IReadOnlyList<EvidenceKey> keys, IReadOnlyList<string> faults, IReadOnlyList<string> notes) =>
        new(faults.Count > 0 ? SignatureVerdict.Failed : notes.Count == 0 ? SignatureVerdict.Passed : SignatureVerdict.Indeterminate, evidence, faults, notes) { Keys = keys };

    private static EvidenceFinding Unreadable(string why) => new(SignatureVerdict.Failed, null, [$"Tệp không phải hồ sơ chứng cứ đọc được: {why}."], []);

    /// <summary>Takes the files out; why it will not, or null.</summary>
    private static string? Unpack(byte[] file, Dictionary<string, byte[]> files)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostFiles)
        {
            return "quá nhiều tệp bên trong";
        }

        var left = MostBytes;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            using var plain = new MemoryStream();
            var part = new byte[81_920];
            for (int count; (count = content.Read(part)) > 0;)
            {
                left -= count;
                if (left < 0)
                {
                    return "giải nén ra quá lớn";
                }

                plain.Write(part, 0, count);
            }

            if (!files.TryAdd(entry.FullName, plain.ToArray()))
            {
                return $"tệp {entry.FullName} có hai lần";
            }
        }

        return null;
    }

    private sealed class Checker(Evidence evidence, EvidenceSignature signature, Dictionary<string, byte[]> files, IReadOnlyCollection<string> keys, DateTimeOffset now)
    {
        private readonly List<string> faults = [];
        private readonly List<string> notes = [];

        public EvidenceFinding Check()
        {
            CheckHead();
            CheckOrder();
            foreach (var leaf in evidence.Leaves)
            {
                CheckLeaf(leaf);
            }

            CheckFiles();
            foreach (var receipt in evidence.Receipts)
            {
                CheckReceipt(receipt);
            }

            // Last: what was bent is named by its line before it shows in the signature over all.
            CheckSignature();
            var signers = Signers();
            Compare(signers);
            return Finding(evidence, signers, faults, notes);
        }

        /// <summary>The organisation's key first, then those of the receivers.</summary>
        private List<EvidenceKey> Signers() =>
        [
            Signer(evidence.Head.KeyId, evidence.OrganisationName, "nhật ký và hồ sơ"),
            .. evidence.Receipts.GroupBy(receipt => (Key: receipt.KeyId.ToLowerInvariant(), Of: ReceiverOf(receipt))).Select(same => Signer(same.Key.Key, same.Key.Of, $"{same.Count()} xác nhận")),
        ];

        // A receiver's key that is known for a receiver's is none by which the log could be signed: with it the receiver could write a log of its own.
        private EvidenceKey Signer(string keyId, string of, string signed) => new(keyId, of, signed, keys.Any(known => IsOf(known, keyId) && NameIn(known) is var name && (name.Length == 0 || name == of)));

        private static bool IsOf(string known, string keyId) => known.Split(' ', 2)[0].Equals(keyId, StringComparison.OrdinalIgnoreCase);

        /// <summary>Whose a key is said to be: what stands behind its id, up to the colon behind which a list says what it signed.</summary>
        private static string NameIn(string known) => known.Split(' ', 2) is [_, var rest] ? rest.Split(':', 2)[0].Trim() : string.Empty;

        private void Compare(List<EvidenceKey> signers)
        {
            foreach (var (key, name) in signers.Where(key => !key.IsKnown).SelectMany(key => keys.Where(known => IsOf(known, key.KeyId)).Select(known => (key, NameIn(known)))))
            {
                notes.Add($"Khóa {key.KeyId}, khóa ký {key.Signed}, hồ sơ kê là của {key.Of}, danh sách đưa vào lại ghi là của “{name}”. Hãy hỏi lại cơ quan ấy.");
            }

            var unknown = signers.FindAll(key => !key.IsKnown && !keys.Any(known => IsOf(known, key.KeyId)));
            if (unknown.Count <= FewKeys)
            {
                notes.AddRange(unknown.Select(key => $"Chưa đối chiếu khóa {key.KeyId}, khóa ký {key.Signed}, hồ sơ kê là của {key.Of}. Hãy so mã khóa với mã do cơ quan ấy công bố rồi đưa vào bằng --key."));
            }
            else
            {
                notes.Add($"Chưa đối chiếu {unknown.Count} khóa, của {unknown[0].Of} và các nơi khác. Hãy in chúng ra bằng --list-keys, so từng mã khóa với mã do cơ quan ấy công bố, bỏ mã không khớp, rồi đưa tệp vào bằng --key @TỆP.");
            }
        }

        private string ReceiverOf(EvidenceReceipt receipt) => evidence.Papers.FirstOrDefault(paper => paper.Id == receipt.DeliveryId)?.Organisation ?? "nơi nhận";

        // What stands there twice makes a history longer than it was.
        private void CheckOrder()
        {
            foreach (var (before, leaf) in evidence.Leaves.Zip(evidence.Leaves.Skip(1)))
            {
                if (leaf.Index <= before.Index)
                {
                    faults.Add($"Dòng nhật ký {leaf.Index} có hai lần, hoặc đứng sai thứ tự.");
                }
            }

            faults.AddRange(evidence.Receipts.GroupBy(receipt => receipt.Statement, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => $"Xác nhận của lượt gửi {same.First().DeliveryId} có hai lần."));
        }

        private static bool IsSigned(string text, string keyId, string publicKey, string signature)
        {
            var key = new byte[publicKey.Length];
            return Convert.TryFromBase64String(publicKey, key, out var length) && ReceiptDesk.IsSignedBy(text, keyId, signature, key[..length]);
        }

        private void CheckSignature()
        {
            if (!IsSigned(evidence.Statement(files[EvidenceNames.Statement]), signature.KeyId, signature.PublicKey, signature.Signature))
            {
                faults.Add("Chữ ký của cơ quan trên hồ sơ không đúng: evidence.json không còn như cơ quan đã ký.");
            }
            else if (signature.KeyId != evidence.Head.KeyId)
            {
                faults.Add("Chữ ký trên hồ sơ không phải bằng khóa đã ký nhật ký.");
            }
        }

        private void CheckHead()
        {
            var head = evidence.Head;
            if (!IsSigned(head.Statement(), head.KeyId, head.PublicKey, head.Signature))
            {
                faults.Add($"Chữ ký trên đầu nhật ký ({head.Size} dòng) không đúng.");
            }
        }

        private void CheckLeaf(ProvenLeaf leaf)
        {
            var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(leaf.Entry));
            if (leaf.Proof.Append(evidence.Head.Root).Any(one => !FileStore.IsHash(one)) || !MerkleTree.Includes(hash, leaf.Index, evidence.Head.Size, [.. leaf.Proof.Select(Convert.FromHexString)], Convert.FromHexString(evidence.Head.Root)))
            {
                faults.Add($"Dòng nhật ký {leaf.Index} không nằm trong nhật ký đã ký: nội dung hoặc đường chứng minh của dòng này đã bị sửa.");
                return;
            }

            using var entry = JsonDocument.Parse(leaf.Entry);
            if (!IsOwn(entry.RootElement, leaf.Index))
            {
                faults.Add($"Dòng nhật ký {leaf.Index} tự ghi là dòng khác hoặc của cơ quan khác.");
            }
        }

        private bool IsOwn(JsonElement entry, long index) =>
            entry.ValueKind is JsonValueKind.Object
            && entry.TryGetProperty("index", out var number) && number.ValueKind is JsonValueKind.Number && number.TryGetInt64(out var said) && said == index
            && entry.TryGetProperty("organisation", out var whose) && whose.ValueKind is JsonValueKind.String && whose.TryGetGuid(out var organisation) && organisation == evidence.Head.Organisation;

        private void CheckFiles()
        {
            faults.AddRange(files.Keys.Where(name => name is not (EvidenceNames.Statement or EvidenceNames.Signature) && !evidence.Files.ContainsKey(name)).Select(name => $"Tệp {name} không có trong danh sách của hồ sơ."));
            foreach (var (name, stated) in evidence.Files)
            {
                if (!files.TryGetValue(name, out var bytes))
                {
                    faults.Add($"Thiếu tệp {name}.");
                }
                else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != stated)
                {
                    faults.Add($"Tệp {name} không còn đúng mã băm của nó.");
                }
                else if (name != EvidenceNames.Cover)
                {
                    CheckPaper(name, stated, bytes);
                }
            }
        }

        // A file is proven by the line of the log that names its hash; its own signatures must hold besides.
        private void CheckPaper(string name, string hash, byte[] bytes)
        {
            if (name != EvidenceNames.Paper(hash))
            {
                faults.Add($"Tệp {name} mang tên của mã băm khác.");
            }

            if (!evidence.Leaves.Any(leaf => leaf.Entry.Contains(hash, StringComparison.Ordinal)))
            {
                faults.Add($"Không dòng nhật ký nào nêu mã băm của tệp {name}.");
            }

            var found = PdfVerifier.Verify(bytes, new VerificationSettings { Now = now });
            if (found.Integrity is FileIntegrity.Changed or FileIntegrity.Broken)
            {
                faults.Add($"Tệp {name}: {FindingWords.Of(found.Reason, FindingLanguage.Vietnamese)}");
            }
        }

        private void CheckReceipt(EvidenceReceipt receipt)
        {
            if (receipt.PublicKey is null)
            {
                notes.Add($"Xác nhận của lượt gửi {receipt.DeliveryId} không kèm khóa để kiểm tra.");
            }
            else if (!IsSigned(receipt.Statement, receipt.KeyId, receipt.PublicKey, receipt.Signature) || !receipt.Statement.Contains($"\ndelivery={receipt.DeliveryId}\n", StringComparison.Ordinal))
            {
                faults.Add($"Xác nhận của lượt gửi {receipt.DeliveryId} không đúng chữ ký hoặc nói về lượt gửi khác.");
            }
            else if (!receipt.Statement.EndsWith($"\nreason={ReceiptNews.HashOf(receipt.Reason)}\n", StringComparison.Ordinal))
            {
                faults.Add($"Lý do ghi trong xác nhận của lượt gửi {receipt.DeliveryId} không phải lý do mà nơi nhận đã ký.");
            }
        }
    }
}
