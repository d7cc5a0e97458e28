using System.Security.Cryptography;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Tests.Copying;

/// <summary>PrepareCopySeal, CompleteCopySeal: the copying organisation signs the file of the copy.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CopySealTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DevelopmentAuthority authority = null!;
    private SoftwareKey house = null!;

    [OneTimeSetUp]
    public void IssueKeys()
    {
        authority = DevelopmentAuthority.Create(From);
        house = authority.IssueToOrganisation("Ủy ban nhân dân tỉnh Điện Biên", From);
    }

    [OneTimeTearDown]
    public void ForgetKeys()
    {
        house.Dispose();
        authority.Dispose();
    }

    [Test]
    public async Task The_file_of_a_paper_copy_that_goes_over_the_network_bears_the_signature_of_who_copies()
    {
        var copy = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Numbered);

        var signed = await SignedAsync(copy);
        var issued = await Clerk.Do(new IssueCopy(copy.Id));

        Assert.That((signed.State, issued.State), Is.EqualTo((CopyState.Signed, CopyState.Issued)));
        var file = await Clerk.Do(new ReadPaper(copy.Id.Value));
        Assert.That(file.Hash, Is.EqualTo(issued.ContentHash));
        var found = Verified(file.Bytes);
        Assert.That((found.Integrity, found.Signatures.Single().Field, found.Signatures[0].CoversWholeFile), Is.EqualTo((FileIntegrity.Intact, SheetFields.CopyMark, true)), found.Reason);
    }

    [Test]
    public async Task An_electronic_extract_is_issued_only_with_the_signature_and_shows_no_block_of_paper()
    {
        var copy = await (new ACopy(Office, await SourceAsync()) { Form = CopyForm.TrichSao, Medium = Medium.Electronic, Parts = [1] }).AtAsync(CopyState.Numbered);

        Assert.That(await Clerk.RefusalOf(new IssueCopy(copy.Id)), Is.EqualTo("copying.seal-first"));
        await SignedAsync(copy);
        var issued = await Clerk.Do(new IssueCopy(copy.Id));

        Assert.That(issued.State, Is.EqualTo(CopyState.Issued));
        var file = await Clerk.Do(new ReadPaper(copy.Id.Value));
        Assert.That(Verified(file.Bytes).Integrity, Is.EqualTo(FileIntegrity.Intact));
        await Office.DeliverAsync();
        var arrived = (await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single();
        Assert.That((arrived.Facts.Form, arrived.Facts.Medium, arrived.ContentHash), Is.EqualTo((PaperForm.TrichSao, Medium.Electronic, issued.ContentHash)));
    }

    [Test]
    public async Task Only_the_recorded_certificate_of_the_organisation_signs_its_copies()
    {
        using var other = authority.IssueToOrganisation("Bộ Ngoại giao", From);
        var copy = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Numbered);

        Assert.That(await Clerk.RefusalOf(new PrepareCopySeal(copy.Id, new SignerCertificate(other.Certificate.RawData))), Is.EqualTo("signing.unknown-seal"));
        Assert.That(await Clerk.RefusalOf(new PrepareCopySeal(copy.Id, new SignerCertificate([1, 2, 3]))), Is.EqualTo("shape.certificate"));
    }

    [Test]
    public async Task A_copy_without_a_number_is_not_signed_and_a_signed_one_not_twice()
    {
        var approved = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Approved);
        Assert.That(await Clerk.RefusalOf(new PrepareCopySeal(approved.Id, By)), Is.EqualTo("lifecycle.not-now"));

        await SignedAsync(await Clerk.Do(new NumberCopy(approved.Id)));

        Assert.That(await Clerk.RefusalOf(new PrepareCopySeal(approved.Id, By)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_signature_of_another_key_is_refused_and_the_session_stays_open()
    {
        using var other = authority.IssueToOrganisation("Bộ Ngoại giao", From);
        var copy = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Numbered);
        var session = await Clerk.Do(new PrepareCopySeal(copy.Id, By));

        Assert.That(await Clerk.RefusalOf(new CompleteCopySeal(session.Id, await other.SignDigestAsync(session.Digest, CancellationToken.None))), Is.EqualTo("signing.wrong-signature"));
        Assert.That(await Clerk.RefusalOf(new CompleteCopySeal(session.Id, new byte[3])), Is.EqualTo("shape.signature"));
        Assert.That(await Clerk.RefusalOf(new CompleteSigning(session.Id, await house.SignDigestAsync(session.Digest, CancellationToken.None))), Is.EqualTo("access.unknown"), "a copy's session is no dispatch's");
        Assert.That((await Clerk.Do(new CompleteCopySeal(session.Id, await house.SignDigestAsync(session.Digest, CancellationToken.None)))).State, Is.EqualTo(CopyState.Signed));
    }

    [Test]
    public async Task A_certificate_that_was_withdrawn_while_the_session_was_open_signs_no_copy()
    {
        var copy = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Numbered);
        var session = await Clerk.Do(new PrepareCopySeal(copy.Id, By));
        var recorded = (await Office.As("admin.db").Do(new ListSealCertificates())).Items.Single();
        await Office.As("admin.db").Do(new WithdrawSealCertificate(recorded.Id, "Thiết bị bị mất"));

        Assert.That(await Clerk.RefusalOf(new CompleteCopySeal(session.Id, await house.SignDigestAsync(session.Digest, CancellationToken.None))), Is.EqualTo("signing.unknown-seal"));
    }

    [Test]
    public async Task The_arriving_copy_is_verified_and_names_who_certified_it()
    {
        var copy = await new ACopy(Office, await SourceAsync()).AtAsync(CopyState.Numbered);
        await SignedAsync(copy);
        await Clerk.Do(new IssueCopy(copy.Id));
        await Office.DeliverAsync();
        var arrived = (await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single();

        var seen = await Office.As("clerk.snv").Do(new VerifyIncoming(arrived.Id));

        Assert.That((seen.Found.Integrity, seen.Found.Signatory?.Stood, seen.Found.Signatory?.Number), Is.EqualTo((FileIntegrity.Intact, (bool?)true, copy.NumberAndSymbol)));
        var signed = (await Office.Look(async db => await Task.FromResult(db.Set<SigningSession>().Single(s => s.Purpose == SigningPurpose.Copy))));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(signed.Certificate)), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(house.Certificate.RawData))));
    }

    private TestActor Clerk => Office.As("clerk.db");

    private SignerCertificate By => new(house.Certificate.RawData, [.. house.Issuers.Select(issuer => issuer.RawData)]);

    private async Task<IncomingView> SourceAsync()
    {
        await Office.As("admin.db").Do(new RecordSealCertificate(house.Certificate.RawData, null, "Biên bản bàn giao"));
        return (await new AnIncoming(Office).AtAsync(IncomingState.Registered)).Incoming;
    }

    private async Task<CopyView> SignedAsync(CopyView copy)
    {
        var session = await Clerk.Do(new PrepareCopySeal(copy.Id, By));
        return await Clerk.Do(new CompleteCopySeal(session.Id, await house.SignDigestAsync(session.Digest, CancellationToken.None)));
    }

    private FileFinding Verified(byte[] file)
    {
        var trust = new VerificationSettings { Now = Office.Clock.GetUtcNow() };
        trust.Trust(authority.Root.RawData);
        return PdfVerifier.Verify(file, trust);
    }
}
