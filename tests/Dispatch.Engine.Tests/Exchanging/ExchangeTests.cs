using System.IO.Compression;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Exchanging;

/// <summary>Two installations that share nothing but two folders: the ministry's and the province's.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ExchangeTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private readonly DatabaseKind kind = kind;
    private TestOffice? other;
    private ServiceProvider? ours;
    private ServiceProvider? theirs;
    private string folder = string.Empty;

    private TestOffice Other => other!;

    [SetUp]
    public async Task PairAsync()
    {
        other = await TestOffice.OpenAsync(kind);
        folder = System.IO.Directory.CreateTempSubdirectory("dispatch-exchange-").FullName;
        ours = Office.Node(settings => settings with { ExchangeFolder = Path.Combine(folder, "ours") });
        theirs = Other.Node(settings => settings with { ExchangeFolder = Path.Combine(folder, "theirs") });
        // Each gives the other its key, as two administrators do by letter.
        var ourKey = await KeyAsync(Office, "bng");
        var theirKey = await KeyAsync(Other, "ubnd-dien-bien");
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-dien-bien"), DeliveryChannel.Exchange, "dien-bien", theirKey));
        await Other.As("admin.db").Do(new SetRecipientChannel(Other.Body("bng"), DeliveryChannel.Exchange, "bo-ngoai-giao", ourKey));
    }

    [TearDown]
    public async Task PartAsync()
    {
        await ours!.DisposeAsync();
        await theirs!.DisposeAsync();
        await Other.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_dispatch_goes_over_and_every_step_there_comes_back_by_itself()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(ours!);
        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Sent));
        Carry("ours/dien-bien/out", "theirs/bo-ngoai-giao/in");

        Assert.That(await FetchAsync(theirs!), Is.EqualTo(1));
        var incoming = await new AnIncoming(Other).ArrivedAsync();
        Assert.That((incoming.ContentHash, incoming.Facts.NumberAndSymbol), Is.EqualTo((sent.ContentHash, sent.NumberAndSymbol)));
        await new AnIncoming(Other).WalkAsync(incoming, IncomingState.Closed);
        await TestOffice.DeliverAsync(theirs!);
        Carry("theirs/bo-ngoai-giao/out", "ours/dien-bien/in");
        await FetchAsync(ours!);

        var delivery = await DeliveryAsync(sent);
        Assert.That((delivery.State, delivery.ArrivalNumber), Is.EqualTo((DeliveryState.Done, (int?)1)));
        Assert.That(System.IO.Directory.GetFiles(Path.Combine(folder, "ours/dien-bien/in")), Is.Empty);
    }

    [Test]
    public async Task The_same_package_again_is_taken_once_and_its_receipt_goes_out_again()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(ours!);
        for (var i = 0; i < 3; i++)
        {
            Carry("ours/dien-bien/out", "theirs/bo-ngoai-giao/in", keep: true);
            Assert.That(await FetchAsync(theirs!), Is.EqualTo(1));
            await TestOffice.DeliverAsync(theirs!);
            var receipts = System.IO.Directory.GetFiles(Path.Combine(folder, "theirs/bo-ngoai-giao/out"));
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
        await TestOffice.DeliverAsync(ours!);
        var path = Carry("ours/dien-bien/out", "theirs/bo-ngoai-giao/in").Single();
        Tamper(path, how);

        Assert.That(await FetchAsync(theirs!), Is.Zero);

        Assert.That((await Other.As("clerk.db").Do(new ListIncoming())).Items, Is.Empty);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo(code));
        Assert.That(File.ReadAllText(Path.Combine(folder, "theirs/bo-ngoai-giao/refused", Path.GetFileName(path) + ".txt")), Does.StartWith("Gói tin không đúng"));
    }

    [Test]
    public async Task A_state_secret_in_a_package_is_refused_before_a_byte_of_it_is_kept()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(ours!);
        var path = Carry("ours/dien-bien/out", "theirs/bo-ngoai-giao/in").Single();
        Rewrite(path, "manifest.json", text => text.Replace("phối hợp công tác đối ngoại địa phương", "TỐI MẬT", StringComparison.Ordinal));
        var before = Other.Files;

        Assert.That(await FetchAsync(theirs!), Is.Zero);

        Assert.That(Other.Files, Is.EqualTo(before));
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("secrecy.refused"));
    }

    [Test]
    public async Task A_package_for_another_house_is_refused()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Exchange, "dien-bien", await KeyAsync(Other, "ubnd-dien-bien")));
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(ours!);
        Carry("ours/dien-bien/out", "theirs/bo-ngoai-giao/in");

        Assert.That(await FetchAsync(theirs!), Is.Zero);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Message, Does.Contain("gửi cho cơ quan khác"));
    }

    private static Task<int> FetchAsync(ServiceProvider node) => node.GetRequiredService<ExchangeIn>().FetchAsync(CancellationToken.None);

    /// <summary>The key a house gives partners; a house that has given no receipt yet gets one by giving its first.</summary>
    private static async Task<string> KeyAsync(TestOffice office, string body)
    {
        await office.ReceiptAsync(body, new ReceiptNews(default, "", ReceiptCode.Arrived, office.Clock.GetUtcNow(), null, null));
        return (await office.AsRole(Role.Administrator, body).Do(new ListRecipientChannels())).OwnPublicKey!;
    }

    private async Task<DeliveryView> DeliveryAsync(DispatchView sent) => (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();

    /// <summary>What stands between the two: somebody who copies files.</summary>
    private List<string> Carry(string from, string to, bool keep = false)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(folder, to));
        var carried = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(folder, from)))
        {
            var there = Path.Combine(folder, to, Path.GetFileName(file));
            File.Copy(file, there);
            carried.Add(there);
            if (!keep)
            {
                File.Delete(file);
            }
        }

        return carried;
    }

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

    private static void Rewrite(string path, string entry, Func<string, string> change)
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
