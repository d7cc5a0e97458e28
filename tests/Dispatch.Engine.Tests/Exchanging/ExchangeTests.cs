using System.IO.Compression;
using System.Text.Json.Nodes;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Exchanging;

/// <summary>Papers and receipts between two installations that share nothing but folders.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ExchangeTests(DatabaseKind kind) : ExchangeFixture(kind)
{
    [Test]
    public async Task A_dispatch_goes_over_and_every_step_there_comes_back_by_itself()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Sent));
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn);

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.EqualTo(1));
        var incoming = await new AnIncoming(Other).ArrivedAsync();
        Assert.That((incoming.ContentHash, incoming.Facts.NumberAndSymbol), Is.EqualTo((sent.ContentHash, sent.NumberAndSymbol)));
        await new AnIncoming(Other).WalkAsync(incoming, IncomingState.Closed);
        await TestOffice.DeliverAsync(Houses.TheirNode);
        Houses.Carry(TwoHouses.TheirOut, TwoHouses.OurIn);
        await TwoHouses.FetchAsync(Houses.OurNode);

        var delivery = await DeliveryAsync(sent);
        Assert.That((delivery.State, delivery.ArrivalNumber), Is.EqualTo((DeliveryState.Done, (int?)1)));
        Assert.That(System.IO.Directory.GetFiles(Houses.At(TwoHouses.OurIn)), Is.Empty);
    }

    [Test]
    public async Task What_a_dispatch_cites_goes_over_with_it_and_is_found_there()
    {
        var earlier = await Other.As("clerk.db").Do(new RegisterPaper(new PaperFacts
        {
            Form = PaperForm.Original,
            Medium = Medium.Paper,
            Author = "Văn phòng Chính phủ",
            Kind = "công văn",
            NumberAndSymbol = "1304/VPCP-QHQT",
            Date = new DateOnly(2024, 2, 29),
            Subject = "chỉ đạo",
            Signer = "",
        }));
        var text = ADispatch.Words() with { Body = ["Thực hiện công văn số 1304/VPCP-QHQT ngày 29/02/2024 của Văn phòng Chính phủ, Bộ Ngoại giao đề nghị phối hợp."] };

        await new ADispatch(Office) { Text = text }.AtAsync(OutgoingState.Issued);
        await Houses.ExchangeAsync();

        var there = (await Other.As("clerk.db").Do(new ListIncoming())).Items.Single(incoming => incoming.Id != earlier.Id);
        var seen = (await Other.As("auditor.db").Do(new TraceFamily(there.Id.Value))).References.Cites.Single();
        Assert.That((seen.Text, seen.Paper?.PaperId), Is.EqualTo(("1304/VPCP-QHQT", (Guid?)earlier.Id.Value)));
        await Other.As("clerk.db").Do(new CorrectCitations(there.Id, []));
        Assert.That((await Other.As("auditor.db").Do(new TraceFamily(there.Id.Value))).References.Cites, Is.Empty);
    }

    [Test]
    public async Task While_a_partners_folder_is_not_there_the_package_waits_and_does_not_count_as_sent()
    {
        System.IO.Directory.Move(Houses.At("ours/dien-bien"), Houses.At("elsewhere"));
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        await TestOffice.DeliverAsync(Houses.OurNode);

        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Queued));
        Assert.That(System.IO.Directory.EnumerateFileSystemEntries(Houses.At("ours")), Is.Empty, "what is written where a disk was reaches nobody");
        System.IO.Directory.Move(Houses.At("elsewhere"), Houses.At("ours/dien-bien"));
        Office.Clock.Advance(TimeSpan.FromSeconds(2));
        await TestOffice.DeliverAsync(Houses.OurNode);
        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Sent));
    }

    [Test]
    public async Task A_package_that_could_not_be_written_takes_no_room_in_the_partners_folder()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        System.IO.Directory.CreateDirectory(Path.Combine(Houses.At(TwoHouses.OurOut), $"{(await DeliveryAsync(sent)).Id}{ExchangeFolders.PackageEnding}", "in the way"));

        await TestOffice.DeliverAsync(Houses.OurNode);

        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Queued));
        Assert.That(System.IO.Directory.GetFiles(Houses.At(TwoHouses.OurOut)), Is.Empty);
    }

    [Test]
    public async Task A_partners_folder_that_cannot_be_listed_is_told_once_and_holds_up_no_other_partner()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn);
        // A link to itself is there and leads nowhere: as root, whom no mode of a folder keeps out, the one way to such a folder.
        await Other.As("admin.db").Do(new SetRecipientChannel(Other.Body("ubnd-lai-chau"), DeliveryChannel.Exchange, "a-truoc", await TwoHouses.KeyAsync(Other, "ubnd-lai-chau")));
        System.IO.Directory.CreateDirectory(Houses.At("theirs/a-truoc"));
        System.IO.Directory.CreateSymbolicLink(Houses.At("theirs/a-truoc/in"), Houses.At("theirs/a-truoc/in"));
        var heard = new HeardLog<ExchangeIn>();
        var exchange = ActivatorUtilities.CreateInstance<ExchangeIn>(Houses.TheirNode, heard);

        Assert.That(await exchange.FetchAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await exchange.FetchAsync(CancellationToken.None), Is.Zero);
        Assert.That(heard.Errors, Has.Count.EqualTo(1).And.All.Contains("a-truoc"), "told once, not at every round");
    }

    [Test]
    public async Task The_same_consignment_with_other_bytes_or_a_secret_word_is_refused_though_the_partner_signed_it()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        await using var file = File.OpenRead(System.IO.Directory.GetFiles(Houses.At(TwoHouses.OurOut)).Single());
        var package = ExchangePackage.Read(file).Value;
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn, keep: true);
        await TwoHouses.FetchAsync(Houses.TheirNode);
        var before = await Other.ContentsAsync();

        Assert.That(await SaidAsync(package.ManifestText.Replace(sent.ContentHash!, new string('a', 64), StringComparison.Ordinal)), Is.EqualTo("receiving.same-key-other-content"));
        Assert.That(await SaidAsync(package.ManifestText.Replace(package.Manifest.Facts.Subject, "TỐI MẬT", StringComparison.Ordinal)), Is.EqualTo("secrecy.refused"));
        Assert.That(await Other.ContentsAsync(), Is.EqualTo(before));

        async Task<string?> SaidAsync(string manifest)
        {
            Assert.That(manifest, Is.Not.EqualTo(package.ManifestText));
            var (key, signature) = await Office.SignAsync("bng", manifest);
            return await Other.AsSystem("ubnd-dien-bien").RefusalOf(new AcceptPackage(Other.Body("bng"), manifest, key, signature));
        }
    }

    [Test]
    public async Task The_same_package_again_is_taken_once_and_its_receipt_goes_out_again()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        for (var i = 0; i < 3; i++)
        {
            Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn, keep: true);
            Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.EqualTo(1));
            await TestOffice.DeliverAsync(Houses.TheirNode);
            var receipts = System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirOut));
            Assert.That(receipts, Has.Length.EqualTo(1), "the partner that lost it gets it again");
            File.Delete(receipts[0]);
        }

        Assert.That((await Other.As("clerk.db").Do(new ListIncoming())).Items, Has.Count.EqualTo(1));
        Assert.That(sent.ContentHash, Is.Not.Null);
    }

    [TestCase("other bytes", "exchanging.bad-package")]
    [TestCase("another manifest", "exchanging.bad-package")]
    [TestCase("a file too many", "exchanging.bad-package")]
    [TestCase("no zip", "exchanging.bad-package")]
    public async Task A_package_that_was_tampered_with_is_put_aside_with_the_reason_and_an_alarm(string how, string code)
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        var path = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Single();
        Tamper(path, how);

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);

        Assert.That((await Other.As("clerk.db").Do(new ListIncoming())).Items, Is.Empty);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo(code));
        Assert.That(File.ReadAllText(Path.Combine(Houses.Folder, "theirs/bo-ngoai-giao/refused", Path.GetFileName(path) + ".txt")), Does.StartWith("Gói tin không đúng"));
    }

    [Test]
    public async Task A_state_secret_in_a_package_is_refused_before_a_byte_of_it_is_kept()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        var path = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Single();
        Rewrite(path, "manifest.json", text => text.Replace("phối hợp công tác đối ngoại địa phương", "TỐI MẬT", StringComparison.Ordinal));
        var before = Other.Files;

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);

        Assert.That(Other.Files, Is.EqualTo(before));
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("secrecy.refused"));
    }

    [Test]
    public async Task A_package_whose_manifest_is_not_whole_is_put_aside_whatever_it_lacks()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        var good = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Single();
        var manifest = JsonNode.Parse(Text(good, "manifest.json"))!;
        var bent = Bent(manifest).ToList();
        for (var number = 0; number < bent.Count; number++)
        {
            var path = Path.Combine(Houses.At(TwoHouses.TheirIn), $"bent-{number}.dispatch");
            File.Copy(good, path);
            Rewrite(path, "manifest.json", _ => bent[number]);
        }

        File.Delete(good);
        for (var round = 0; round < 3; round++)
        {
            Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);
        }

        Assert.That(bent, Has.Count.GreaterThan(50));
        Assert.That(System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirIn)), Is.Empty, "nothing is tried for ever");
        Assert.That(System.IO.Directory.GetFiles(Houses.At("theirs/bo-ngoai-giao/refused"), "*.txt").Select(File.ReadAllText), Has.None.Contains("nhật ký máy chủ"), "every flaw is named");
    }

    [TestCase("author", 201)]
    [TestCase("subject", 501)]
    [TestCase("copyNumberAndSymbol", 61)]
    public async Task What_no_register_could_hold_is_not_taken_in(string member, int length)
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        var path = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Single();
        var manifest = JsonNode.Parse(Text(path, "manifest.json"))!;
        manifest["facts"]![member] = new string('a', length);
        Rewrite(path, "manifest.json", _ => manifest.ToJsonString());

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Message, Does.Contain($"{length - 1} ký tự"));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"news":null,"keyId":"x","signature":"y"}""")]
    [TestCase("""{"news":{"deliveryId":"00000000-0000-0000-0000-000000000000","contentHash":"","code":7,"at":"2024-12-17T00:00:00Z","arrivalNumber":null,"reason":null},"keyId":"x","signature":"y"}""")]
    public async Task A_receipt_that_is_not_whole_is_put_aside(string receipt)
    {
        System.IO.Directory.CreateDirectory(Houses.At(TwoHouses.TheirIn));
        await File.WriteAllTextAsync(Path.Combine(Houses.At(TwoHouses.TheirIn), "bent.receipt"), receipt);

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Message, Does.Contain("không đọc được"));
    }

    [Test]
    public async Task A_package_for_another_house_is_refused()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Exchange, "dien-bien", await TwoHouses.KeyAsync(Other, "ubnd-dien-bien")));
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn);

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Message, Does.Contain("gửi cho cơ quan khác"));
    }

    /// <summary>The manifest with each of its members gone, empty, or of another kind.</summary>
    private static IEnumerable<string> Bent(JsonNode manifest)
    {
        foreach (var path in new[] { manifest, manifest["facts"]! }.SelectMany(node => node.AsObject().Where(member => member.Value is not null).Select(member => member.Value!.GetPath())).ToList())
        {
            foreach (var other in new[] { "gone", "null", "[]", "7.5" })
            {
                var copy = manifest.DeepClone();
                var place = new[] { copy, copy["facts"]! }.SelectMany(node => node.AsObject()).Select(member => member.Value).Single(value => value?.GetPath() == path)!;
                if (other is "gone")
                {
                    place.Parent!.AsObject().Remove(place.GetPropertyName());
                }
                else
                {
                    place.ReplaceWith(JsonNode.Parse(other));
                }

                yield return copy.ToJsonString();
            }
        }
    }

    private static string Text(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private async Task<DeliveryView> DeliveryAsync(DispatchView sent) => (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();

    private static void Tamper(string path, string how)
    {
        switch (how)
        {
            case "other bytes":
                Rewrite(path, "content.pdf", text => text + "x");
                break;
            case "another manifest":
                Rewrite(path, "manifest.json", text => text.Replace("phối hợp", "không phối hợp", StringComparison.Ordinal));
                break;
            case "a file too many":
                using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
                {
                    zip.CreateEntry("../evil");
                }

                break;
            default:
                File.WriteAllText(path, "PK, or not");
                break;
        }
    }

    internal static void Rewrite(string path, string entry, Func<string, string> change)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        using var stream = zip.GetEntry(entry)!.Open();
        var text = new StreamReader(stream, System.Text.Encoding.Latin1).ReadToEnd();
        var utf8 = entry.EndsWith("json", StringComparison.Ordinal);
        text = utf8 ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(text)) : text;
        stream.SetLength(0);
        stream.Write((utf8 ? System.Text.Encoding.UTF8 : System.Text.Encoding.Latin1).GetBytes(change(text)));
    }
}
