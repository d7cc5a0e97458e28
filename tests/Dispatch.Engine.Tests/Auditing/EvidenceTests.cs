using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
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
        // Signed over the bent words by the key that signed the head: what stands under no other proof is the organisation's word, the rest is found all the same.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        plain = plain with { Head = SignedAnew(plain.Head, key) };
        string[] keys = [plain.Head.KeyId, .. Keys(bundle)];
        Assert.That(EvidenceCheck.Check(Rewritten(bundle.Bytes, plain, files => SignAnew(files, plain, key)), keys, Now).Verdict, Is.EqualTo(SignatureVerdict.Passed), "as it is");
        var places = Places(JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(plain, KernelJson.Options))!).Select(node => node.GetPath()).ToList();

        Assert.That(places, Has.Count.GreaterThan(30));
        foreach (var (place, bend) in places.SelectMany(place => new[] { "gone", "null", "7", "[]" }.Select(bend => (place, bend))))
        {
            var bent = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(plain, KernelJson.Options))!;
            Bend(Places(bent).Single(node => node.GetPath() == place), bend);
            var found = EvidenceCheck.Check(Rewritten(bundle.Bytes, plain, Bent), keys, Now);
            void Bent(Dictionary<string, byte[]> files)
            {
                files["evidence.json"] = Encoding.UTF8.GetBytes(bent.ToJsonString(KernelJson.Options));
                SignAnew(files, plain, key);
            }

            Assert.That(found.Verdict is SignatureVerdict.Passed, Is.False.Or.EqualTo(IsOnlySaid(place)), $"{place}: {bend}");
        }
    }

    [Test]
    public async Task The_same_evidence_is_the_same_bytes_but_for_its_signature()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var first = Files((await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes);
        var second = Files((await Office.As("clerk.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes);

        Assert.That(second.Keys, Is.EqualTo(first.Keys));
        Assert.That(second.Where(file => !file.Value.SequenceEqual(first[file.Key])).Select(file => file.Key), Is.EqualTo(new[] { "evidence-signature.json" }));
    }

    [Test]
    public async Task Nothing_in_what_the_organisation_says_can_be_changed_on_the_way()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var keys = Keys(bundle);
        var evidence = EvidenceCheck.Check(bundle.Bytes, keys, Now).Evidence!;

        Assert.Multiple(() =>
        {
            Told(evidence with { OrganisationName = "Ủy ban nhân dân tỉnh Lào Cai" });
            Told(evidence with { Leaves = [.. evidence.Leaves.Skip(1)] });
            Told(evidence with { Receipts = [.. evidence.Receipts.Skip(1)] });
            Told(evidence with { Papers = [evidence.Papers[0] with { StateName = "Đã thu hồi" }, .. evidence.Papers.Skip(1)] });
        });

        void Told(Evidence bent) => Assert.That(
            EvidenceCheck.Check(Rewritten(bundle.Bytes, bent), keys, Now), Has.Property(nameof(EvidenceFinding.Verdict)).EqualTo(SignatureVerdict.Failed)
            .And.Property(nameof(EvidenceFinding.Faults)).EqualTo(new[] { "Chữ ký của cơ quan trên hồ sơ không đúng: evidence.json không còn như cơ quan đã ký." }));
    }

    [Test]
    public async Task After_a_change_of_keys_a_bundle_waits_for_a_head_that_is_signed_with_the_new_one()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        var key = await Office.As("admin.bng").Do(new RollReceiptKey("Máy chủ bị mất"));

        Assert.That(await Office.As("auditor.bng").RefusalOf(new BundleEvidence(sent.Id.Value)), Is.EqualTo("auditing.head-of-old-key"));
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        Assert.That(Keys(bundle)[0], Is.EqualTo(key.KeyId));
        Assert.That(EvidenceCheck.Check(bundle.Bytes, Keys(bundle), Now).Verdict, Is.EqualTo(SignatureVerdict.Passed));
    }

    [Test]
    public async Task A_key_that_is_known_for_another_proves_nothing_of_this_one()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var (log, receiver) = (Keys(bundle)[0], Keys(bundle)[1]);
        var evidence = EvidenceCheck.Check(bundle.Bytes, [], Now).Evidence!;
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var resigned = Rewritten(bundle.Bytes, evidence with { Receipts = [] }, files => SignAnew(files, evidence with { Receipts = [] }, forger));

        Assert.That(EvidenceCheck.Check(bundle.Bytes, [$"{log} Bộ Ngoại giao: nhật ký và hồ sơ", $"{receiver} Ủy ban nhân dân tỉnh Điện Biên: 3 xác nhận"], Now).Verdict, Is.EqualTo(SignatureVerdict.Passed));
        Assert.That(EvidenceCheck.Check(bundle.Bytes, [$"{log} Ủy ban nhân dân tỉnh Điện Biên", receiver], Now), Has.Property(nameof(EvidenceFinding.Verdict)).EqualTo(SignatureVerdict.Indeterminate)
            .And.Property(nameof(EvidenceFinding.Notes)).EqualTo(new[] { $"Khóa {log}, khóa ký nhật ký và hồ sơ, hồ sơ kê là của Bộ Ngoại giao, danh sách đưa vào lại ghi là của “Ủy ban nhân dân tỉnh Điện Biên”. Hãy hỏi lại cơ quan ấy." }));
        Assert.That(EvidenceCheck.Check(resigned, [log, ReceiptKey.IdOf(forger.ExportSubjectPublicKeyInfo())], Now).Faults, Is.EqualTo(new[] { "Chữ ký trên hồ sơ không phải bằng khóa đã ký nhật ký." }));
    }

    [Test]
    public async Task What_was_decided_about_taking_it_back_stands_in_the_evidence()
    {
        await new ARecall(Office, sent.Id).ProposedAsync();
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var found = EvidenceCheck.Check((await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes, [], Now);

        Assert.That(found.Evidence!.Leaves.Select(leaf => JsonDocument.Parse(leaf.Entry).RootElement.GetProperty("act").GetString()), Does.Contain("recalling.proposed"));
        Assert.That((await Office.As("auditor.bng").Do(new ListLog(Subject: sent.Id.Value))).Items.Single(line => line.Act == "recalling.proposed").PaperId, Is.EqualTo(sent.Id.Value), "the log names the paper too");
    }

    [Test]
    public async Task Two_bundles_about_one_paper_that_tell_the_same_bear_each_other_out()
    {
        var (earlier, later) = await TwoAsync();

        Assert.That(EvidenceCheck.Compare(Found(later), Found(earlier)), Has.Property(nameof(EvidenceFinding.Verdict)).EqualTo(SignatureVerdict.Passed));
        Assert.That(EvidenceCheck.Compare(Found(earlier), Found(later)), Has.Property(nameof(EvidenceFinding.Verdict)).EqualTo(SignatureVerdict.Passed), "either way round");
    }

    [TestCase("left out later", "thiếu trong hồ sơ ký ở {1} dòng.")]
    [TestCase("left out earlier", "thiếu trong hồ sơ ký ở {0} dòng, khi ấy đã có dòng này.")]
    [TestCase("told otherwise", "trong hai hồ sơ có nội dung khác nhau.")]
    [TestCase("two logs", "Cơ quan đã ký hai nhật ký khác nhau cùng dài {0} dòng.")]
    [TestCase("not whole itself", "Hồ sơ đối chiếu: Chữ ký của cơ quan trên hồ sơ không đúng")]
    public async Task Two_bundles_that_contradict_each_other_convict_whoever_signed_them(string what, string said)
    {
        var (earlier, later) = await TwoAsync();
        var (one, two) = (Found(earlier), Found(later));
        var (before, after) = (one.Evidence!, two.Evidence!);
        said = string.Format(System.Globalization.CultureInfo.InvariantCulture, said, before.Head.Size, after.Head.Size);
        (one, two) = what switch
        {
            "left out later" => (one, two with { Evidence = after with { Leaves = [.. after.Leaves.Skip(1)] } }),
            "left out earlier" => (one with { Evidence = before with { Leaves = [.. before.Leaves.Skip(1)] } }, two),
            "told otherwise" => (one, two with { Evidence = after with { Leaves = [after.Leaves[0] with { Entry = "{}" }, .. after.Leaves.Skip(1)] } }),
            "two logs" => (one, one with { Evidence = before with { Head = before.Head with { Root = new string('0', 64) } } }),
            _ => (EvidenceCheck.Check(Rewritten(earlier, before with { OrganisationName = "" }), Keys(earlier), Now), two),
        };

        var found = EvidenceCheck.Compare(two, one)!;

        Assert.That(found.Verdict, Is.EqualTo(SignatureVerdict.Failed));
        Assert.That(found.Faults, Has.One.Contains(said));
    }

    [Test]
    public async Task Bundles_of_other_papers_or_other_houses_are_not_compared()
    {
        var (earlier, _) = await TwoAsync();
        await Office.As("clerk.db").Do(new SignTreeHead());
        var receivers = await Office.As("auditor.db").Do(new BundleEvidence(incoming.Id.Value));

        Assert.That(EvidenceCheck.Compare(Found(earlier), Found(receivers.Bytes)), Is.Null);
        Assert.That(EvidenceCheck.Compare(Found(earlier), EvidenceCheck.Check("PK\u0003\u0004"u8.ToArray(), [], Now)), Is.Null);
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
    [TestCase("statement of another kind", "evidence.json hoặc chữ ký của nó không viết đúng mẫu, ở $.leaves.")]
    [TestCase("no signature", "thiếu tệp evidence-signature.json")]
    [TestCase("signature of nobody", "Chữ ký của cơ quan trên hồ sơ không đúng")]
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

        var course = EvidenceCover.Of(found.Evidence!, "Hà Nội", later: 2).Parts[2];
        var lines = course.Table!.Rows.Select(row => row[3]).ToList();

        Assert.That(lines, Has.None.Match(@"\b[a-z]+\.[a-z]+(-[a-z]+)*\b"), "no act's code");
        Assert.That(lines, Has.Some.Contains("Ủy ban nhân dân tỉnh Điện Biên · số đến 01 · Đã vào sổ"));
        Assert.That(course.Lines, Has.One.StartsWith("Còn 2 dòng về văn bản này được ghi sau lúc ký nhật ký"));
        Assert.That(EvidenceCover.Of(found.Evidence! with { Reports = [] }, "Hà Nội", later: 0).Parts[0].Lines, Has.One.StartsWith("Không có tệp nào"));
        Assert.That(found.Keys, Has.Some.Matches<EvidenceKey>(key => key is { Of: "Ủy ban nhân dân tỉnh Điện Biên", Signed: "3 xác nhận", IsKnown: false }));
    }

    [Test]
    public async Task The_failing_line_is_named_by_its_number()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var bundle = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        var evidence = EvidenceCheck.Check(bundle.Bytes, [], Now).Evidence!;
        var bent = evidence.Leaves[2];

        var found = EvidenceCheck.Check(Rewritten(bundle.Bytes, evidence with { Leaves = [.. evidence.Leaves.Select(leaf => leaf == bent ? leaf with { Entry = leaf.Entry + " " } : leaf)] }), [], Now);

        Assert.That(found.Faults, Has.Count.EqualTo(2), "the line, and the signature over all");
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

    /// <summary>What the sender's auditor took away on two days, between which it was proposed to take the paper back.</summary>
    private async Task<(byte[] Earlier, byte[] Later)> TwoAsync()
    {
        await Office.As("clerk.bng").Do(new SignTreeHead());
        var earlier = await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value));
        await new ARecall(Office, sent.Id).ProposedAsync();
        await Office.As("clerk.bng").Do(new SignTreeHead());
        return (earlier.Bytes, (await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes);
    }

    private EvidenceFinding Found(byte[] bundle) => EvidenceCheck.Check(bundle, Keys(bundle), Now);

    private static string[] Keys(EvidenceBundle bundle) => Keys(bundle.Bytes);

    private static string[] Keys(byte[] bundle)
    {
        var evidence = EvidenceCheck.Check(bundle, [], DateTimeOffset.UnixEpoch).Evidence!;
        return [evidence.Head.KeyId, .. evidence.Receipts.Select(receipt => receipt.KeyId)];
    }

    private static SignedHead SignedAnew(SignedHead head, ECDsa key)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return head with { KeyId = ReceiptKey.IdOf(publicKey), PublicKey = Convert.ToBase64String(publicKey), Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(head.Statement()), HashAlgorithmName.SHA256)) };
    }

    /// <summary>What an organisation could sign that means to deceive: the same signature over other words.</summary>
    private static void SignAnew(Dictionary<string, byte[]> files, Evidence evidence, ECDsa key)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var signature = new EvidenceSignature(ReceiptKey.IdOf(publicKey), Convert.ToBase64String(publicKey), Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(evidence.Statement(files["evidence.json"])), HashAlgorithmName.SHA256)));
        files["evidence-signature.json"] = JsonSerializer.SerializeToUtf8Bytes(signature, KernelJson.Options);
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
            "no signature" => Rewritten(bundle, evidence, files => files.Remove("evidence-signature.json")),
            "signature of nobody" => Rewritten(bundle, evidence, files => files["evidence-signature.json"] = JsonSerializer.SerializeToUtf8Bytes(new EvidenceSignature("", "", ""), KernelJson.Options)),
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

    private static Dictionary<string, byte[]> Files(byte[] bundle)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(bundle));
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            using var plain = new MemoryStream();
            content.CopyTo(plain);
            files[entry.FullName] = plain.ToArray();
        }

        return files;
    }

    private static byte[] Rewritten(byte[] bundle, Evidence evidence, Action<Dictionary<string, byte[]>>? change = null)
    {
        var files = Files(bundle);
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
