using System.Security.Cryptography;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Images;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Signing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SigningSessionTests(DatabaseKind kind) : KeysFixture(kind)
{
    [Test]
    public async Task Leader_number_seal_and_issue_leave_one_file_that_holds_both_signatures()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var clerk = Office.As("clerk.bng");
        await Office.As("admin.bng").Do(new RecordSealCertificate(House.Certificate.RawData, null, "Biên bản bàn giao"));

        var signed = await signer.Do(await SignedBy(Leader, signer, new PrepareSignature(waiting.Id, By(Leader))));
        var numbered = await clerk.Do(new AssignNumber(waiting.Id));
        Assert.That(await clerk.RefusalOf(new IssueDispatch(waiting.Id)), Is.EqualTo("signing.seal-first"));
        var @sealed = await clerk.Do(await SignedBy(House, clerk, new PrepareSeal(waiting.Id, By(House))));
        var issued = await clerk.Do(new IssueDispatch(waiting.Id));

        Assert.That((signed.State, numbered.State, @sealed.State, issued.State), Is.EqualTo((OutgoingState.Signed, OutgoingState.Numbered, OutgoingState.Sealed, OutgoingState.Issued)));
        var file = await clerk.Do(new ReadPaper(waiting.Id.Value));
        Assert.That(file.Hash, Is.EqualTo(issued.ContentHash));
        var trust = new VerificationSettings { Now = Office.Clock.GetUtcNow() };
        trust.Trust(Authority.Root.RawData);
        var verified = PdfVerifier.Verify(file.Bytes, trust);
        Assert.That(verified.Signatures, Has.Count.EqualTo(2));
        Assert.That(verified.Integrity, Is.EqualTo(FileIntegrity.Intact), verified.Reason);
    }

    [Test]
    public async Task A_signature_of_another_key_is_refused_and_the_session_stays_open()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var session = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));

        var wrong = await signer.RefusalOf(new CompleteSigning(session.Id, await House.SignDigestAsync(session.Digest, CancellationToken.None)));
        var right = await signer.Do(new CompleteSigning(session.Id, await Leader.SignDigestAsync(session.Digest, CancellationToken.None)));

        Assert.That((wrong, right.State), Is.EqualTo(("signing.wrong-signature", OutgoingState.Signed)));
    }

    [Test]
    public async Task A_session_takes_one_signature_from_its_own_person_within_five_minutes()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var first = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));
        var complete = new CompleteSigning(first.Id, await Leader.SignDigestAsync(first.Digest, CancellationToken.None));

        Assert.That(await Office.As("clerk.bng").RefusalOf(complete), Is.EqualTo("access.unknown"));
        Office.Clock.Advance(SigningSession.Lifetime);
        Assert.That(await signer.RefusalOf(complete), Is.EqualTo("signing.session-over"));

        var again = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));
        var done = new CompleteSigning(again.Id, await Leader.SignDigestAsync(again.Digest, CancellationToken.None));
        await signer.Do(done, "once");
        Assert.That((await signer.Do(done, "once")).State, Is.EqualTo(OutgoingState.Signed), "a repeat gets the first answer");
        Assert.That(await signer.RefusalOf(done), Is.EqualTo("signing.session-over"));
    }

    [Test]
    public async Task Who_asks_again_signs_the_same_bytes()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");

        var first = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));

        Assert.That((second.Id, second.PreparedHash), Is.EqualTo((first.Id, first.PreparedHash)));
        Assert.That(second.Digest, Is.EqualTo(first.Digest));
        var shown = await signer.Do(new ReadSigningSession(first.Id));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(shown.Bytes)), Is.EqualTo(first.PreparedHash));
    }

    [TestCase("file-stored")]
    [TestCase("before-commit")]
    [TestCase("after-commit")]
    public async Task A_signing_that_breaks_off_is_finished_with_the_same_signature(string where)
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var session = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));
        var complete = new CompleteSigning(session.Id, await Leader.SignDigestAsync(session.Digest, CancellationToken.None));
        Office.Crash.At(where);
        Assert.That(() => signer.Try(complete, "k"), Throws.InstanceOf<CrashException>());
        Office.Crash.At(null);

        var signed = await signer.Do(complete, "k");

        Assert.That(signed.State, Is.EqualTo(OutgoingState.Signed));
        Assert.That((await signer.Do(new ReadPaper(waiting.Id.Value))).Hash, Is.EqualTo(signed.SignedHash), "one file, one hash");
    }

    [Test]
    public async Task A_dispatch_that_went_back_is_not_signed_by_an_old_session()
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var session = await signer.Do(new PrepareSignature(waiting.Id, By(Leader)));
        var signature = await Leader.SignDigestAsync(session.Digest, CancellationToken.None);
        await signer.Do(new ReturnDispatch(waiting.Id, "Sửa câu đầu"));
        await new ADispatch(Office).WalkAsync(await Office.As("drafter.bng").Do(new FindDispatch(waiting.Id)), OutgoingState.AwaitingSignature);

        Assert.That(await signer.RefusalOf(new CompleteSigning(session.Id, signature)), Is.EqualTo("signing.session-outdated"));
    }

    [Test]
    public async Task An_authority_that_was_taken_back_while_the_session_was_open_signs_nothing()
    {
        string[] capacity = ["BỘ TRƯỞNG"];
        var granted = await Office.As("admin.bng").Do(new GrantAuthority(Office.Person("signer.bng"), capacity, null, new DateOnly(2024, 1, 1), null, "Quy chế"));
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Capacity = capacity } }.AtAsync(OutgoingState.AwaitingSignature);
        var signer = Office.As("signer.bng");
        var complete = await SignedBy(Leader, signer, new PrepareSignature(waiting.Id, By(Leader)));
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        await Office.As("admin.bng").Do(new RevokeAuthority(granted.Id, "Đình chỉ công tác"));
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = await Office.ContentsAsync();

        Assert.That(await signer.RefusalOf(complete), Is.EqualTo("signing.no-authority"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_certificate_of_the_house_that_was_withdrawn_while_the_session_was_open_seals_nothing()
    {
        var (signer, clerk, admin) = (Office.As("signer.bng"), Office.As("clerk.bng"), Office.As("admin.bng"));
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        await signer.Do(await SignedBy(Leader, signer, new PrepareSignature(waiting.Id, By(Leader))));
        await clerk.Do(new AssignNumber(waiting.Id));
        var recorded = await admin.Do(new RecordSealCertificate(House.Certificate.RawData, null, "Biên bản bàn giao"));
        var complete = await SignedBy(House, clerk, new PrepareSeal(waiting.Id, By(House)));
        await admin.Do(new WithdrawSealCertificate(recorded.Id, "Thiết bị bị mất"));

        Assert.That(await clerk.RefusalOf(complete), Is.EqualTo("signing.unknown-seal"));
        Assert.That((await clerk.Do(new FindDispatch(waiting.Id))).State, Is.EqualTo(OutgoingState.Numbered));
    }

    [Test]
    public async Task The_signer_uses_the_certificate_that_is_recorded()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Leader.Certificate.RawData));
        string[] capacity = ["BỘ TRƯỞNG"];
        await Office.As("admin.bng").Do(new GrantAuthority(Office.Person("signer.bng"), capacity, null, new DateOnly(2024, 1, 1), null, "Quy chế", hash));
        var waiting = await new ADispatch(Office) { Text = ADispatch.Words() with { Capacity = capacity } }.AtAsync(OutgoingState.AwaitingSignature);

        Assert.That(await Office.As("signer.bng").RefusalOf(new PrepareSignature(waiting.Id, By(House))), Is.EqualTo("signing.other-certificate"));
        Assert.That((await Office.As("signer.bng").Try(new PrepareSignature(waiting.Id, By(Leader)))).IsRefused, Is.False);
    }

    [Test]
    public async Task A_certificate_that_has_run_out_signs_nothing()
    {
        using var old = Authority.IssueToPerson("Nguyễn Minh Vũ", null, "Bộ Ngoại giao", ValidFrom.AddYears(-2), to: ValidFrom.AddYears(-1));
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);

        Assert.That(await Office.As("signer.bng").RefusalOf(new PrepareSignature(waiting.Id, By(old))), Is.EqualTo("signing.certificate-not-valid"));
    }

    [Test]
    public async Task What_ink_signed_on_paper_has_no_file_to_seal()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new PrepareSeal(numbered.Id, By(House))), Is.EqualTo("signing.nothing-to-seal"));
        Assert.That((await Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id))).State, Is.EqualTo(OutgoingState.Issued));
    }

    [TestCase(0)]
    [TestCase(3)]
    public async Task A_certificate_that_is_none_is_refused_by_shape(int length)
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);

        Assert.That(await Office.As("signer.bng").RefusalOf(new PrepareSignature(waiting.Id, new SignerCertificate(new byte[length]))), Is.EqualTo("shape.certificate"));
    }

    [Test]
    public void A_certificate_whose_days_cannot_be_read_is_refused_by_shape()
    {
        byte[] certificate = [.. By(House).Certificate];
        var day = Enumerable.Range(0, certificate.Length).First(i => certificate[i] == 0x17 && certificate[i + 1] == 13 && certificate[i + 14] == 'Z');
        certificate[day + 4] = (byte)'9';

        Assert.That(new SignerCertificate(certificate).Flaw()?.Code, Is.EqualTo("shape.certificate"));
    }

    [TestCase(new byte[] { 1, 2, 3 })]
    [TestCase(null)]
    public async Task An_image_that_cannot_be_read_stops_the_signature_and_says_so(byte[]? image)
    {
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        await using var node = Office.SecondNode(services => services.AddSingleton<ISigningServices>(new OneImage(image)));
        var signer = new TestActor(node, Office.As("signer.bng").Actor);

        var refused = await signer.Try(new PrepareSignature(waiting.Id, By(Leader)));

        Assert.That((refused.Refusal?.Code, refused.Refusal?.Message), Is.EqualTo(("signing.unreadable-image", "Ảnh chữ ký của người ký trên máy chủ bị hỏng hoặc không đọc được. Nhờ người quản trị máy chủ thay tệp PNG đó trong thư mục keys rồi ký lại.")));
    }

    /// <summary>Keeps one image for everybody; without bytes the disk does not give it.</summary>
    private sealed class OneImage(byte[]? image) : ISigningServices
    {
        public SignatureLevel Level => SignatureLevel.Basic;

        public ITimestampService? Timestamps => null;

        public IRevocationService? Revocation => null;

        public Task<FileFinding> VerifyAsync(byte[] file, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ISigningKey? KeyOf(Id<Person> person) => null;

        public ISigningKey? KeyOf(Id<Body> organisation) => null;

        public ReadOnlyMemory<byte>? ImageOf(Id<Person> person) => image ?? throw new UnreadableImageException("không đọc được tệp");

        public ReadOnlyMemory<byte>? ImageOf(Id<Body> organisation) => null;
    }
}
