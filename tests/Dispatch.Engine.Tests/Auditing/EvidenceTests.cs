using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Templates.Signatures.Verifying;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>What an organisation gives to a court: one file that proves itself, and says which line does not hold when somebody bent it.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class EvidenceTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private DispatchView sent = null!;
    private IncomingView incoming = null!;

    private DateTimeOffset Now => Office.Clock.GetUtcNow();

    [SetUp]
    public async Task ActAsync()
    {
        (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
    }

    [Test]
    public async Task A_bundle_proves_itself_and_is_passed_where_the_key_is_known()
    {
        var head = await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var found = EvidenceCheck.Check(bundle.Bytes, Keys(bundle), Now);

        Assert.That(found.Faults, Is.Empty);
        Assert.That(found.Verdict, Is.EqualTo(SignatureVerdict.Passed));
        Assert.That(found.Evidence!.Leaves.Select(leaf => JsonDocument.Parse(leaf.Entry).RootElement.GetProperty("act").GetString()), Does.Contain("issuing.issued").And.Contain("numbering.numbered"));
        Assert.That(found.Evidence.Receipts, Is.Not.Empty);
        Assert.That(found.Evidence.Reports, Has.Count.EqualTo(1));
        Assert.That(found.Evidence.Papers.Select(paper => paper.Organisation), Does.Contain("Ủy ban nhân dân tỉnh Điện Biên"));
        Assert.That(EvidenceCheck.Check(bundle.Bytes, [], Now).Verdict, Is.EqualTo(SignatureVerdict.Indeterminate), "nobody compared the key");
        Assert.That(EvidenceCheck.Check(bundle.Bytes, [head.KeyId], Now).Verdict, Is.EqualTo(SignatureVerdict.Indeterminate), "anybody could have signed the receipts");
    }

    [Test]
    public async Task A_file_with_anything_missing_or_of_another_kind_is_answered_and_never_passed()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var evidence = EvidenceCheck.Check(bundle.Bytes, [], Now).Evidence!;
        var naming = evidence.Leaves.First(leaf => leaf.Entry.Contains(evidence.Reports[0].File, StringComparison.Ordinal));
        var plain = evidence with { Leaves = [naming], Receipts = [evidence.Receipts[0]], Papers = [evidence.Papers[0]] };
        Assert.That(EvidenceCheck.Check(Rewritten(bundle.Bytes, plain), Keys(bundle), Now).Verdict, Is.EqualTo(SignatureVerdict.Passed), "as it is");
        var places = Places(JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(plain, KernelJson.Options))!).Select(node => node.GetPath()).ToList();

        Assert.That(places, Has.Count.GreaterThan(30));
        foreach (var (place, bend) in places.SelectMany(place => new[] { "gone", "null", "7", "[]" }.Select(bend => (place, bend))))
        {
            var bent = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(plain, KernelJson.Options))!;
            Bend(Places(bent).Single(node => node.GetPath() == place), bend);
            var found = EvidenceCheck.Check(Rewritten(bundle.Bytes, plain, files => files["evidence.json"] = Encoding.UTF8.GetBytes(bent.ToJsonString(KernelJson.Options))), Keys(bundle), Now);

            Assert.That(found.Verdict is SignatureVerdict.Passed, Is.False.Or.EqualTo(IsOnlySaid(place)), $"{place}: {bend}");
        }
    }

    [Test]
    public async Task The_same_evidence_is_the_same_bytes()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var first = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));

        Assert.That((await Office.As("clerk.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes, Is.EqualTo(first.Bytes));
    }

    [Test]
    public async Task A_receiver_proves_its_own_lines_and_shows_nobody_elses()
    {
        await Office.As("clerk.db").Do(new SignTreeHead());
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var found = EvidenceCheck.Check((await Office.As("auditor.db").Do(new BundleEvidence(incoming.Id.Value))).Bytes, [], Now);

        Assert.That(found.Faults, Is.Empty);
        Assert.That(found.Evidence!.Head.Organisation, Is.EqualTo(Office.Body("ubnd-dien-bien").Value));
        Assert.That(found.Evidence.Leaves.Select(leaf => JsonDocument.Parse(leaf.Entry).RootElement.GetProperty("organisation").GetGuid()), Is.All.EqualTo(Office.Body("ubnd-dien-bien").Value));
    }

    [Test]
    public async Task What_was_taken_back_lies_in_no_bundle_and_its_lines_do()
    {
        await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var before = await BundleAsync();
        await new ARecall(Office, sent.Id).ToldAsync();

        var after = await BundleAsync();

        Assert.That(before.Files.Keys.Count(IsPaper), Is.EqualTo(2), "what arrived, and the copy made of it");
        Assert.That(after.Files.Keys.Count(IsPaper), Is.Zero);
        Assert.That(after.Leaves, Has.Count.GreaterThan(before.Leaves.Count));

        static bool IsPaper(string name) => name.StartsWith("papers/", StringComparison.Ordinal);
    }

    [Test]
    public async Task Evidence_waits_for_a_signed_head()
    {
        Assert.That(await Office.As("auditor.bng").RefusalOf(new BundleEvidence(sent.Id.Value)), Is.EqualTo("auditing.no-head"));
        Assert.That(await Office.As("auditor.bng").RefusalOf(new FindTreeHead()), Is.EqualTo("auditing.no-head"));
        Assert.That(await Office.AsSystem(Id<Body>.New(Now)).RefusalOf(new SignTreeHead()), Is.EqualTo("auditing.empty-log"));
    }

    [Test]
    public async Task A_stranger_gets_no_evidence() =>
        Assert.That((await Office.As("auditor.lc").Try(new BundleEvidence(sent.Id.Value))).Refusal, Has.Property(nameof(Refusal.Kind)).EqualTo(RefusalKind.Unknown));

    [TestCase("leaf", "Dòng nhật ký")]
    [TestCase("proof", "Dòng nhật ký")]
    [TestCase("head", "đầu nhật ký")]
    [TestCase("paper", "không còn đúng mã băm")]
    [TestCase("swapped paper", "Không dòng nhật ký nào")]
    [TestCase("receipt", "Xác nhận của lượt gửi")]
    [TestCase("reason", "Lý do ghi trong xác nhận")]
    [TestCase("missing paper", "Thiếu tệp")]
    [TestCase("extra file", "không có trong danh sách")]
    [TestCase("two papers under one name", "có hai lần")]
    [TestCase("proof no hash", "không nằm trong nhật ký đã ký: nội dung hoặc đường chứng minh")]
    [TestCase("root no hash", "không nằm trong nhật ký đã ký: nội dung hoặc đường chứng minh")]
    [TestCase("line twice", "có hai lần, hoặc đứng sai thứ tự")]
    [TestCase("receipt twice", "có hai lần")]
    [TestCase("half a file", "tệp ZIP bị hỏng, hoặc chép chưa trọn.")]
    [TestCase("statement of another kind", "evidence.json không viết đúng mẫu, ở $.leaves.")]
    public async Task What_was_bent_is_named(string what, string said)
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var found = EvidenceCheck.Check(Bend(bundle.Bytes, what), [], Now);

        Assert.That(found.Verdict, Is.EqualTo(SignatureVerdict.Failed));
        Assert.That(found.Faults, Has.Some.Contains(said));
    }

    [Test]
    public async Task The_cover_tells_every_line_in_words_and_says_what_is_not_in_the_file()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var found = EvidenceCheck.Check(bundle.Bytes, [], Now);

        var lines = EvidenceCover.Of(found.Evidence!, "Hà Nội", later: 2).Parts[2].Lines;

        Assert.That(lines, Has.None.Match(@"\b[a-z]+\.[a-z]+(-[a-z]+)*\b"), "no act's code");
        Assert.That(lines, Has.Some.Contains("Ủy ban nhân dân tỉnh Điện Biên · số đến 01 · Đã vào sổ"));
        Assert.That(lines[^1], Does.StartWith("Còn 2 dòng về văn bản này được ghi sau lúc ký nhật ký"));
        Assert.That(EvidenceCover.Of(found.Evidence! with { Reports = [] }, "Hà Nội", later: 0).Parts[0].Lines, Has.One.StartsWith("Không có tệp nào"));
        Assert.That(found.Notes, Has.Some.Contains("xác nhận mà hồ sơ kê là của Ủy ban nhân dân tỉnh Điện Biên"));
    }

    [Test]
    public async Task The_failing_line_is_named_by_its_number()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var evidence = EvidenceCheck.Check(bundle.Bytes, [], Now).Evidence!;
        var bent = evidence.Leaves[2];

        var found = EvidenceCheck.Check(Rewritten(bundle.Bytes, evidence with { Leaves = [.. evidence.Leaves.Select(leaf => leaf == bent ? leaf with { Entry = leaf.Entry + " " } : leaf)] }), [], Now);

        Assert.That(found.Faults, Is.EqualTo(new[] { found.Faults[0] }));
        Assert.That(found.Faults[0], Does.StartWith($"Dòng nhật ký {bent.Index} "));
    }

    [Test]
    public async Task A_log_that_grew_is_consistent_with_every_head_it_had()
    {
        var first = await Office.As("clerk.bng").Do(new SignTreeHead());
        Assert.That(await Office.As("clerk.bng").Do(new SignTreeHead()), Is.EqualTo(first), "a log that did not grow keeps its head");
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var second = await Office.As("clerk.bng").Do(new SignTreeHead());
        var proof = await Office.As("auditor.bng").Do(new ProveConsistency(first.Size, second.Size));

        Assert.That((proof.FirstRoot, proof.SecondRoot), Is.EqualTo((first.Root, second.Root)));
        Assert.That(MerkleTree.IsConsistent(first.Size, Convert.FromHexString(first.Root), second.Size, Convert.FromHexString(second.Root), [.. proof.Path.Select(Convert.FromHexString)]), Is.True);
        Assert.That(await Office.As("auditor.bng").Do(new FindTreeHead()), Is.EqualTo(second));
    }

    [Test]
    public async Task A_rewritten_history_is_not_consistent_with_a_head_kept_elsewhere()
    {
        var kept = await Office.As("clerk.bng").Do(new SignTreeHead());
        var house = Office.Body("bng");
        var other = MerkleLog.LeafHash("another story"u8);
        await Office.Look(db => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Index == 3).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.LeafHash, other)));
        var proof = await Office.As("auditor.bng").Do(new ProveConsistency(kept.Size - 1, kept.Size));

        Assert.That(proof.SecondRoot, Is.Not.EqualTo(kept.Root));
    }

    [Test]
    public async Task A_log_shorter_than_a_kept_head_says_so() =>
        Assert.That(await Office.As("auditor.bng").RefusalOf(new ProveConsistency(1, 1_000_000)), Is.EqualTo("auditing.shorter-log"));

    [Test]
    public async Task The_system_signs_every_log_that_grew_once()
    {
        var round = (HeadRound)Office.Root.GetService(typeof(HeadRound))!;

        Assert.That(await round.RunAsync(CancellationToken.None), Is.GreaterThan(1));
        Assert.That(await round.RunAsync(CancellationToken.None), Is.Zero);
    }

    /// <summary>What the receiver's auditor takes away, checked.</summary>
    private async Task<Evidence> BundleAsync()
    {
        await Office.As("clerk.db").Do(new SignTreeHead());
        var found = EvidenceCheck.Check((await Office.As("auditor.db").Do(new BundleEvidence(incoming.Id.Value))).Bytes, [], Now);
        Assert.That(found.Faults, Is.Empty);
        return found.Evidence!;
    }

    private static string[] Keys(EvidenceBundle bundle)
    {
        var evidence = EvidenceCheck.Check(bundle.Bytes, [], DateTimeOffset.UnixEpoch).Evidence!;
        return [evidence.Head.KeyId, .. evidence.Receipts.Select(receipt => receipt.KeyId)];
    }

    /// <summary>What the organisation says of its papers is not proven by the bundle, and a change of it is not found.</summary>
    private static bool IsOnlySaid(string place) =>
        place is "$.paperId" or "$.organisationName" || place.StartsWith("$.papers", StringComparison.Ordinal) || place.StartsWith("$.reports", StringComparison.Ordinal)
        || place is "$.receipts" or "$.receipts[0]";

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Places(member.Value!).Prepend(member.Value!)),
        JsonArray items => items.SelectMany(item => Places(item!).Prepend(item!)),
        _ => [],
    };

    private static void Bend(JsonNode node, string bend)
    {
        var other = bend is "gone" or "null" ? null : JsonNode.Parse(bend);
        switch (node.Parent)
        {
            case JsonObject members when bend is "gone":
                members.Remove(node.GetPropertyName());
                break;
            case JsonArray items when bend is "gone":
                items.Remove(node);
                break;
            default:
                node.ReplaceWith(other);
                break;
        }
    }

    private static byte[] Bend(byte[] bundle, string what)
    {
        var evidence = EvidenceCheck.Check(bundle, [], DateTimeOffset.UnixEpoch).Evidence!;
        var paper = evidence.Files.Keys.Single(name => name.StartsWith("papers/", StringComparison.Ordinal));
        var other = Encoding.ASCII.GetBytes("%PDF-1.7 another paper");
        var hash = Convert.ToHexStringLower(SHA256.HashData(other));
        return what switch
        {
            "leaf" => Rewritten(bundle, evidence with { Leaves = [evidence.Leaves[0] with { Entry = evidence.Leaves[0].Entry.Replace("\"act\"", "\"act\" ", StringComparison.Ordinal) }, .. evidence.Leaves.Skip(1)] }),
            "proof" => Rewritten(bundle, evidence with { Leaves = [evidence.Leaves[0] with { Proof = [.. evidence.Leaves[0].Proof.Skip(1)] }, .. evidence.Leaves.Skip(1)] }),
            "head" => Rewritten(bundle, evidence with { Head = evidence.Head with { At = evidence.Head.At.AddDays(-1) } }),
            "receipt" => Rewritten(bundle, evidence with { Receipts = [evidence.Receipts[0] with { Statement = evidence.Receipts[0].Statement + " " }] }),
            "reason" => Rewritten(bundle, evidence with { Receipts = [evidence.Receipts[0] with { Reason = "thiếu phụ lục" }] }),
            "paper" => Rewritten(bundle, evidence, files => files[paper] = other),
            "swapped paper" => Rewritten(bundle, evidence with { Files = new Dictionary<string, string>(StringComparer.Ordinal) { [$"papers/{hash}.pdf"] = hash } }, files =>
            {
                files.Remove(paper);
                files.Remove("phieu.pdf");
                files[$"papers/{hash}.pdf"] = other;
            }),
            "proof no hash" => Rewritten(bundle, evidence with { Leaves = [evidence.Leaves[0] with { Proof = ["zz", .. evidence.Leaves[0].Proof.Skip(1)] }, .. evidence.Leaves.Skip(1)] }),
            "root no hash" => Rewritten(bundle, evidence with { Head = evidence.Head with { Root = "zz" } }),
            "line twice" => Rewritten(bundle, evidence with { Leaves = [evidence.Leaves[0], .. evidence.Leaves] }),
            "receipt twice" => Rewritten(bundle, evidence with { Receipts = [evidence.Receipts[0], .. evidence.Receipts] }),
            "half a file" => bundle[..(bundle.Length / 2)],
            "statement of another kind" => Rewritten(bundle, evidence, files => files["evidence.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["evidence.json"]).Replace("\"leaves\":[", "\"leaves\":7,\"was\":[", StringComparison.Ordinal))),
            "two papers under one name" => Twice(bundle, paper, other),
            "missing paper" => Rewritten(bundle, evidence, files => files.Remove(paper)),
            _ => Rewritten(bundle, evidence, files => files["them.txt"] = other),
        };
    }

    /// <summary>One reader of archives takes the first of a name, another the last.</summary>
    private static byte[] Twice(byte[] bundle, string name, byte[] other)
    {
        using var whole = new MemoryStream();
        whole.Write(bundle);
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var content = zip.CreateEntry(name).Open();
            content.Write(other);
        }

        return whole.ToArray();
    }

    private static byte[] Rewritten(byte[] bundle, Evidence evidence, Action<Dictionary<string, byte[]>>? change = null)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using (var zip = new ZipArchive(new MemoryStream(bundle)))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                using var plain = new MemoryStream();
                content.CopyTo(plain);
                files[entry.FullName] = plain.ToArray();
            }
        }

        files["evidence.json"] = JsonSerializer.SerializeToUtf8Bytes(evidence, KernelJson.Options);
        change?.Invoke(files);
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var content = zip.CreateEntry(name).Open();
                content.Write(bytes);
            }
        }

        return whole.ToArray();
    }
}
