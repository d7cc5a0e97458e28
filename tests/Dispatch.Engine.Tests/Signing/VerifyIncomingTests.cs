using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Templates.Signatures.Verifying;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class VerifyIncomingTests(DatabaseKind kind) : KeysFixture(kind)
{
    [Test]
    public async Task What_arrives_is_verified_once_and_the_clerk_may_ask_again()
    {
        var incoming = await ArrivedSignedAsync();
        var clerk = Office.As("clerk.db");
        Assert.That(await clerk.RefusalOf(new FindVerification(incoming.Id)), Is.EqualTo("signing.not-verified"));

        var first = await RoundAsync();
        var second = await RoundAsync();
        var kept = await clerk.Do(new FindVerification(incoming.Id));

        Assert.That((first, second), Is.EqualTo((1, 0)));
        Assert.That((kept.Found.Verdict, kept.Found.Integrity), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Intact)), "this office trusts nobody yet");
        Assert.That(kept.Found.Signatures.Select(signature => signature.Signer), Is.EqualTo(new[] { "Nguyễn Minh Vũ", "Bộ Ngoại giao" }));
        Office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await clerk.Do(new VerifyIncoming(incoming.Id))).VerifiedAt, Is.GreaterThan(kept.VerifiedAt));
    }

    [Test]
    public async Task The_signers_authority_is_judged_as_at_the_signature()
    {
        var incoming = await ArrivedSignedAsync();
        var asked = new FindSignatory(incoming.ContentHash!);
        var before = await Office.As("clerk.db").Do(asked);
        var authority = (await Office.As("admin.bng").Do(new ListAuthorities(Office.Person("signer.bng")))).Items[0];

        Office.Clock.Advance(TimeSpan.FromDays(1));
        await Office.As("admin.bng").Do(new RevokeAuthority(authority.Id, "Chuyển công tác"));

        Assert.That((before.Stood, before.Organisation), Is.EqualTo((true, "Bộ Ngoại giao")));
        Assert.That((await Office.As("clerk.db").Do(asked)).Stood, Is.True, "what was taken back later does not undo it");
        Assert.That(await Office.As("clerk.db").RefusalOf(new FindSignatory(new string('0', 64))), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task A_paper_without_a_file_has_nothing_to_verify()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);
        var paper = await Office.As("clerk.db").Do(new RegisterPaper(incoming.Facts with { Author = "Bộ Nội vụ", SheetHash = null }));

        Assert.That(await Office.As("clerk.db").RefusalOf(new VerifyIncoming(paper.Id)), Is.EqualTo("signing.nothing-to-verify"));
    }

    [Test]
    public async Task A_file_that_is_lost_is_left_to_the_next_start_and_stops_nothing_else()
    {
        var incoming = await ArrivedSignedAsync();
        var back = Office.Lose(incoming.ContentHash!);

        var broken = await RoundAsync();
        back();

        Assert.That((broken, await RoundAsync()), Is.EqualTo((0, 0)));
        Assert.That(await new VerificationRound(Office.Root.GetRequiredService<IServiceScopeFactory>(), Office.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<VerificationRound>.Instance).RunAsync(CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task An_outage_ends_the_round_and_the_next_one_verifies_what_it_left()
    {
        await ArrivedSignedAsync();
        Office.Crash.When(point => point == CrashPoints.BeforeCommit ? throw new IOException("no space left", 28) : false);
        Assert.That(RoundAsync, Throws.InstanceOf<IOException>());

        Office.Crash.At(null);

        Assert.That(await RoundAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_arrives_after_the_clock_was_put_back_is_verified_too()
    {
        Office.Clock.Advance(TimeSpan.FromDays(1));
        await ArrivedSignedAsync();
        Assert.That(await RoundAsync(), Is.EqualTo(1));

        Office.Clock.Advance(TimeSpan.FromHours(-2));
        var before = await Office.Look(db => db.Set<IncomingDispatch>().CountAsync());
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();

        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(before + 1));
        Assert.That(await RoundAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_signer_finds_what_waits_the_urgent_first()
    {
        var calm = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var urgent = await new ADispatch(Office) { Text = ADispatch.Words() with { Urgency = Urgency.Express } }.AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");

        Assert.That((await signer.Do(new ListToSign())).Select(dispatch => dispatch.Id), Is.EqualTo(new[] { urgent.Id, calm.Id }));
        await signer.Do(new SignDispatch(urgent.Id));
        Assert.That((await signer.Do(new ListToSign())).Select(dispatch => dispatch.Id), Is.EqualTo(new[] { calm.Id }));
        Assert.That((await signer.Do(new ListToSign(Signed: true))).Select(dispatch => dispatch.Id), Is.EqualTo(new[] { urgent.Id }));
        Assert.That(await Office.As("signer.db").Do(new ListToSign()), Is.Empty);
    }

    private Task<int> RoundAsync() => Office.Root.GetRequiredService<VerificationRound>().RunAsync(CancellationToken.None);

    /// <summary>Signed in its file, numbered, sealed, issued to the province.</summary>
    private async Task<IncomingView> ArrivedSignedAsync()
    {
        var (signer, clerk) = (Office.As("signer.bng"), Office.As("clerk.bng"));
        await Office.As("admin.bng").Do(new RecordSealCertificate(House.Certificate.RawData, null, "Biên bản bàn giao"));
        var waiting = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.AwaitingSignature);
        await signer.Do(await SignedBy(Leader, signer, new PrepareSignature(waiting.Id, By(Leader))));
        await clerk.Do(new AssignNumber(waiting.Id));
        await clerk.Do(await SignedBy(House, clerk, new PrepareSeal(waiting.Id, By(House))));
        await clerk.Do(new IssueDispatch(waiting.Id));
        await Office.DeliverAsync();
        return (await Office.As("clerk.db").Do(new ListIncoming())).Items.Single();
    }
}
