using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class PersonalCertificateTests(DatabaseKind kind) : KeysFixture(kind)
{
    [Test]
    public async Task A_signers_certificate_that_ends_soon_is_told_to_them_and_to_the_administrator_until_they_sign_with_another()
    {
        await SignAsync(Leader);
        var ends = await EndsAsync("signer.bng");
        Assert.That(ends, Is.EqualTo(new DateTimeOffset(Leader.Certificate.NotAfter).ToUniversalTime()));
        Assert.That((await ToldAsync("signer.bng"), await ToldAsync("admin.bng")), Is.EqualTo((0, 0)));

        await LastsUntilAsync(Office.Clock.GetUtcNow() + TimeSpan.FromDays(29));
        Assert.That((await ToldAsync("signer.bng"), await ToldAsync("admin.bng")), Is.EqualTo((1, 1)), "a month before");
        await LastsUntilAsync(Office.Clock.GetUtcNow() - TimeSpan.FromDays(1));
        Assert.That((await ToldAsync("signer.bng"), await ToldAsync("admin.bng")), Is.EqualTo((1, 1)), "and after");

        await Office.Look(db => db.Set<PersonalCertificate>().ExecuteUpdateAsync(set => set.SetProperty(one => one.CertificateHash, "another")));
        await SignAsync(Leader);
        Assert.That((await ToldAsync("signer.bng"), await ToldAsync("admin.bng"), await EndsAsync("admin.bng")), Is.EqualTo((0, 0, ends)), "until another is used");
    }

    [Test]
    public async Task It_is_nobody_elses()
    {
        await SignAsync(Leader);
        await LastsUntilAsync(Office.Clock.GetUtcNow());

        Assert.That((await ToldAsync("drafter.bng"), await ToldAsync("clerk.bng"), await EndsAsync("clerk.bng")), Is.EqualTo((0, 0, (DateTimeOffset?)null)));
        Assert.That((await Office.AsRole(Role.Administrator, "ubnd-lai-chau").Do(new SummariseDay())).EndingCertificates, Is.Zero);
    }

    private async Task SignAsync(Templates.Signatures.Keys.ISigningKey key)
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        await signer.Do(await SignedBy(key, signer, new PrepareSignature(waiting.Id, By(key))));
    }

    private async Task<int> ToldAsync(string who) => (await Office.As(who).Do(new SummariseDay())).EndingCertificates;

    private async Task<DateTimeOffset?> EndsAsync(string who) =>
        (await Office.As(who).Do(new ListAuthorities(Office.Person("signer.bng")))).Items.Select(view => view.CertificateValidTo).FirstOrDefault();

    private Task LastsUntilAsync(DateTimeOffset end) => Office.Look(db => db.Set<PersonalCertificate>().ExecuteUpdateAsync(set => set.SetProperty(one => one.ValidTo, end)));
}
