using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SealCertificateTests(DatabaseKind kind) : KeysFixture(kind)
{
    [Test]
    public async Task Nothing_is_sealed_with_a_certificate_that_is_not_recorded()
    {
        var numbered = await NumberedAsync();

        Assert.That(await Office.As("clerk.bng").RefusalOf(new PrepareSeal(numbered.Id, By(House))), Is.EqualTo("signing.unknown-seal"));
        await RecordAsync();
        Assert.That(await Office.As("clerk.bng").RefusalOf(new PrepareSeal(numbered.Id, By(Leader))), Is.EqualTo("signing.unknown-seal"), "a person's certificate is not the organisation's");
        Assert.That((await Office.As("clerk.bng").Try(new PrepareSeal(numbered.Id, By(House)))).IsRefused, Is.False);
    }

    [Test]
    public async Task A_seal_is_applied_by_who_may_apply_it()
    {
        var clerk = Office.Person("clerk.bng");
        var numbered = await NumberedAsync();
        await RecordAsync(clerk);

        Assert.That((await Office.As("clerk.bng").Try(new PrepareSeal(numbered.Id, By(House)))).IsRefused, Is.False);
        Assert.That((await Office.AsRole(Engine.Directory.Role.Clerk).Try(new PrepareSeal(numbered.Id, By(House)))).Refusal?.Code, Is.EqualTo("signing.not-your-seal"));
        Assert.That(await Office.As("admin.bng").RefusalOf(new RecordSealCertificate(Leader.Certificate.RawData, [Office.Person("drafter.bng")], "Biên bản")), Is.EqualTo("signing.unknown-applier"));
    }

    [Test]
    public async Task What_is_withdrawn_seals_no_more_and_is_recorded_anew()
    {
        var numbered = await NumberedAsync();
        var recorded = await RecordAsync();
        Assert.That(await Office.As("admin.bng").RefusalOf(new RecordSealCertificate(House.Certificate.RawData, null, "Biên bản")), Is.EqualTo("signing.seal-recorded"));

        await Office.As("admin.bng").Do(new WithdrawSealCertificate(recorded.Id, "Đổi chứng thư"));

        Assert.That(await Office.As("clerk.bng").RefusalOf(new PrepareSeal(numbered.Id, By(House))), Is.EqualTo("signing.unknown-seal"));
        Assert.That(await Office.As("admin.bng").RefusalOf(new WithdrawSealCertificate(recorded.Id, "Lần nữa")), Is.EqualTo("signing.seal-withdrawn"));
        await RecordAsync();
        var all = await Office.As("admin.bng").Do(new ListSealCertificates());
        Assert.That(all.Items.Select(certificate => certificate.WithdrawnBecause), Is.EquivalentTo(new[] { "Đổi chứng thư", null }));
    }

    [Test]
    public async Task Another_houses_administrator_neither_sees_nor_withdraws_it()
    {
        var recorded = await RecordAsync();
        var stranger = Office.AsRole(Engine.Directory.Role.Administrator, "ubnd-lai-chau");

        Assert.That((await stranger.Do(new ListSealCertificates())).Items, Is.Empty);
        Assert.That(await stranger.RefusalOf(new WithdrawSealCertificate(recorded.Id, "x")), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task A_certificate_that_ends_soon_is_told_to_who_keeps_it()
    {
        var recorded = await RecordAsync();
        Office.Clock.Advance(recorded.ValidTo - Office.Clock.GetUtcNow() - TimeSpan.FromDays(31));
        var before = await Office.As("clerk.bng").Do(new SummariseDay());
        Office.Clock.Advance(TimeSpan.FromDays(2));

        Assert.That((before.EndingSeals, (await Office.As("clerk.bng").Do(new SummariseDay())).EndingSeals, (await Office.As("admin.bng").Do(new SummariseDay())).EndingSeals), Is.EqualTo((0, 1, 1)));
        Assert.That((await Office.As("drafter.bng").Do(new SummariseDay())).EndingSeals, Is.Zero);
        Assert.That((await Office.AsRole(Engine.Directory.Role.Administrator, "ubnd-lai-chau").Do(new SummariseDay())).EndingSeals, Is.Zero);
        await Office.As("admin.bng").Do(new WithdrawSealCertificate(recorded.Id, "Đổi chứng thư"));
        Assert.That((await Office.As("clerk.bng").Do(new SummariseDay())).EndingSeals, Is.Zero);
    }

    private Task<SealCertificateView> RecordAsync(params Id<Engine.Directory.Person>[] appliers) =>
        Office.As("admin.bng").Do(new RecordSealCertificate(House.Certificate.RawData, appliers, "Biên bản bàn giao 01/BB"));

    private async Task<DispatchView> NumberedAsync()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        await signer.Do(await SignedBy(Leader, signer, new PrepareSignature(waiting.Id, By(Leader))));
        return await Office.As("clerk.bng").Do(new AssignNumber(waiting.Id));
    }
}
