using System.Security.Cryptography;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>Đổi khóa: what was signed stays proven, what comes is signed with the new key, and partners have time for it.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReceiptKeyTests(DatabaseKind kind) : ExchangeFixture(kind)
{
    private DateOnly Today => OfficeTime.DateAt(Office.Clock.GetUtcNow());

    [Test]
    public async Task A_key_that_leaked_is_changed_at_once_and_what_it_signed_until_then_stays_proven()
    {
        var admin = Office.As("admin.bng");
        var old = (await KeysAsync()).Single();
        var before = await ReceiptAsync();
        var ahead = await ReceiptAsync(TimeSpan.FromHours(1));
        Office.Clock.Advance(TimeSpan.FromMinutes(1));

        var rolled = await admin.Do(new RollReceiptKey("Máy chủ bị xâm nhập"));
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await ReceiptAsync();

        Assert.That((before.KeyId, after.KeyId), Is.EqualTo((old.KeyId, rolled.KeyId)));
        Assert.That((await KeysAsync()).Select(key => key.KeyId), Is.EqualTo(new[] { rolled.KeyId }));
        Assert.That(await ProvenAsync(before, after, ahead), Is.EqualTo(new[] { true, true, false }), "the last is dated after the end of its key");
    }

    [Test]
    public async Task A_change_set_for_a_day_comes_with_that_day_in_vietnam()
    {
        var old = (await KeysAsync()).Single();
        var day = Today.AddDays(3);

        var next = await Office.As("admin.bng").Do(new RollReceiptKey("Đổi khóa định kỳ", day));

        Assert.That((await KeysAsync()).Select(key => (key.KeyId, key.Until)), Is.EqualTo(new[] { (old.KeyId, (DateTimeOffset?)next.From), (next.KeyId, null) }), "both are given to partners");
        Assert.That(next.From, Is.EqualTo(OfficeTime.At(day, TimeOnly.MinValue)));
        Office.Clock.Advance(next.From - Office.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.That((await ReceiptAsync()).KeyId, Is.EqualTo(old.KeyId));
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await ReceiptAsync()).KeyId, Is.EqualTo(next.KeyId));
    }

    [Test]
    public async Task One_change_waits_at_a_time_and_a_leak_takes_it_back()
    {
        var admin = Office.As("admin.bng");
        var next = await admin.Do(new RollReceiptKey("Đổi khóa định kỳ", Today.AddDays(30)));

        Assert.That(await admin.RefusalOf(new RollReceiptKey("Nhầm ngày", Today.AddDays(10))), Is.EqualTo("distributing.key-follows-already"));
        var now = await admin.Do(new RollReceiptKey("Khóa mới bị lộ"));

        Office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.That((await ReceiptAsync()).KeyId, Is.EqualTo(now.KeyId).And.Not.EqualTo(next.KeyId));
        await admin.Do(new RollReceiptKey("Đổi khóa định kỳ", Today.AddDays(1)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(91)]
    public async Task A_day_that_is_past_or_far_off_is_refused(int days) =>
        Assert.That(await Office.As("admin.bng").RefusalOf(new RollReceiptKey("Đổi khóa", Today.AddDays(days))), Is.EqualTo("distributing.bad-key-day"));

    [Test]
    public async Task Only_an_administrator_changes_it_and_says_why()
    {
        Assert.That(await Office.As("clerk.bng").RefusalOf(new RollReceiptKey("Đổi khóa")), Is.EqualTo("access.forbidden"));
        Assert.That(await Office.As("admin.bng").RefusalOf(new RollReceiptKey(" ")), Is.EqualTo("shape.reason"));
        Assert.That(await KeysAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_partner_that_has_both_keys_notices_nothing_of_the_change()
    {
        await Office.As("admin.bng").Do(new RollReceiptKey("Đổi khóa định kỳ", Today.AddDays(1)));
        await BelieveAsync(await KeysAsync());
        var first = await SentAsync();

        Office.Clock.Advance(TimeSpan.FromDays(1));
        Other.Clock.Advance(TimeSpan.FromDays(1));
        var second = await SentAsync();

        Assert.That((await StateOfAsync(first), await StateOfAsync(second)), Is.EqualTo((DeliveryState.Arrived, DeliveryState.Arrived)));
        Assert.That(await AlarmsThereAsync(), Is.Empty);
    }

    [Test]
    public async Task A_partner_without_the_new_key_takes_nothing_in_until_it_has_it()
    {
        await Office.As("admin.bng").Do(new RollReceiptKey("Khóa bị lộ"));
        var sent = await SentAsync();

        Assert.That(await StateOfAsync(sent), Is.EqualTo(DeliveryState.Sent));
        Assert.That(await AlarmsThereAsync(), Is.EqualTo(new[] { "exchanging.bad-package" }));

        await BelieveAsync(await KeysAsync());
        foreach (var refused in System.IO.Directory.GetFiles(Houses.At("theirs/bo-ngoai-giao/refused"), "*.dispatch"))
        {
            File.Move(refused, Path.Combine(Houses.At(TwoHouses.TheirIn), Path.GetFileName(refused)));
        }

        await TwoHouses.FetchAsync(Houses.TheirNode);
        await Houses.ExchangeAsync();
        Assert.That(await StateOfAsync(sent), Is.EqualTo(DeliveryState.Arrived));
    }

    [Test]
    public async Task What_a_partner_signed_is_proven_in_a_bundle_after_its_key_is_believed_no_more()
    {
        var sent = await SentAsync();
        await Other.As("admin.db").Do(new RollReceiptKey("Khóa bị lộ"));
        var keys = (await Other.As("admin.db").Do(new ListRecipientChannels())).OwnKeys;
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-dien-bien"), DeliveryChannel.Exchange, "dien-bien", keys.Single().PublicKey));
        await Office.As("clerk.bng").Do(new SignTreeHead());

        var found = EvidenceCheck.Check((await Office.As("auditor.bng").Do(new BundleEvidence(sent.Id.Value))).Bytes, [], Office.Clock.GetUtcNow());

        Assert.That(found.Faults, Is.Empty);
        Assert.That(found.Evidence!.Receipts, Is.Not.Empty.And.All.Matches<EvidenceReceipt>(receipt => receipt.PublicKey is not null));
    }

    [Test]
    public async Task The_file_of_channels_keeps_both_keys()
    {
        await Office.As("admin.bng").Do(new RollReceiptKey("Đổi khóa định kỳ", Today.AddDays(1)));
        var both = await KeysAsync();
        await BelieveAsync(both);
        var admin = Other.As("admin.db");
        var csv = (await admin.Do(new ExportChannels())).Csv;

        Assert.That((await admin.Do(new ImportChannels(csv))).Changes, Is.Empty);
        Assert.That((await admin.Do(new ListRecipientChannels())).Items.Single().KeyIds, Is.EqualTo(both.Select(key => key.KeyId)));
    }

    [Test]
    public async Task What_stands_beside_keys_or_is_none_of_ours_is_refused_whole()
    {
        var good = (await KeysAsync()).Single().PublicKey;
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string[] wrong = [$"{good}\n{other.ExportSubjectPublicKeyInfoPem()}", $"khóa cũ:\n{good}", $"{good}\nhết", string.Join('\n', Enumerable.Range(0, 5).Select(_ => AnyKey()))];

        foreach (var pem in wrong)
        {
            Assert.That(await Other.As("admin.db").RefusalOf(new SetRecipientChannel(Other.Body("bng"), DeliveryChannel.Exchange, "bo-ngoai-giao", pem)), Is.EqualTo("distributing.bad-public-key"), pem);
        }
    }

    private static string AnyKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private async Task<IReadOnlyList<ReceiptKeyView>> KeysAsync() => (await Office.As("admin.bng").Do(new ListRecipientChannels())).OwnKeys;

    private Task<SignedReceipt> ReceiptAsync(TimeSpan ahead = default) => Office.ReceiptAsync("bng", new ReceiptNews(default, "", ReceiptCode.Arrived, Office.Clock.GetUtcNow() + ahead, null, null));

    private async Task<IReadOnlyList<bool>> ProvenAsync(params SignedReceipt[] receipts)
    {
        await using var scope = Office.Root.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var desk = scope.ServiceProvider.GetRequiredService<ReceiptDesk>();
        var keys = (await desk.KeysForAsync(Office.Body("ubnd-dien-bien"), [Office.Body("bng")], CancellationToken.None))[Office.Body("bng")].ToList();
        return desk.AreProven([.. receipts.Select(receipt => (receipt, (IEnumerable<ReceiptKey>)keys))]);
    }

    private Task<RecipientChannelView> BelieveAsync(IReadOnlyList<ReceiptKeyView> keys) =>
        Other.As("admin.db").Do(new SetRecipientChannel(Other.Body("bng"), DeliveryChannel.Exchange, "bo-ngoai-giao", string.Join('\n', keys.Select(key => key.PublicKey))));

    private async Task<DispatchView> SentAsync()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Houses.ExchangeAsync();
        return sent;
    }

    private async Task<DeliveryState> StateOfAsync(DispatchView sent) => (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single().State;

    private async Task<IEnumerable<string>> AlarmsThereAsync() => (await Other.As("admin.db").Do(new ListAlarms())).Items.Select(alarm => alarm.Code);
}
