using System.Text.RegularExpressions;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>Programs written by others judge what we signed.</summary>
public sealed class PadesSignerTests
{
    [TestCase("rsa", "rsa3072")]
    [TestCase("p256", "p384")]
    [TestCase("rsa", "p256")]
    public async Task Pdfsig_trusts_both_signatures_and_the_last_covers_the_whole_document(string leader, string seal)
    {
        var said = SignedPaper.Pdfsig(await SignedPaper.MakeAsync(DemoAuthority.QuietKeys[leader], DemoAuthority.QuietKeys[seal]));

        Assert.Multiple(() =>
        {
            Assert.That(Count(said, "Signature Validation: Signature is Valid."), Is.EqualTo(2), said);
            Assert.That(Count(said, "Certificate Validation: Certificate is Trusted."), Is.EqualTo(2), said);
            Assert.That(said[said.IndexOf(SignedPaper.Leader, StringComparison.Ordinal)..said.IndexOf(SignedPaper.Seal, StringComparison.Ordinal)], Does.Contain("  - Not total document signed"));
            Assert.That(said[said.IndexOf(SignedPaper.Seal, StringComparison.Ordinal)..], Does.Contain("  - Total document signed"));
            Assert.That(said, Does.Contain("Signing Time: Dec 17 2024").And.Contain("ETSI.CAdES.detached"));
        });
    }

    [TestCase(SignatureLevel.LongTerm)]
    [TestCase(SignatureLevel.Archival)]
    public async Task Our_own_verifier_passes_every_signature_and_sees_only_what_is_permitted(SignatureLevel level)
    {
        var found = SignedPaper.Verify(await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.P256, level));

        Assert.Multiple(() =>
        {
            Assert.That(found.Integrity, Is.EqualTo(FileIntegrity.Intact), found.Reason);
            Assert.That(found.Verdict, Is.EqualTo(SignatureVerdict.Passed), string.Join(", ", found.Signatures.Select(signature => signature.Reason)));
            Assert.That(found.Signatures[0].Kind, Is.EqualTo(SignatureKind.Certification));
            Assert.That(found.Signatures[0].Changes.Where(change => !change.Permitted), Is.Empty);
            Assert.That(found.Signatures[0].Changes.Select(change => change.Code), Has.Some.EqualTo(ChangeCodes.FieldFilled).And.Some.EqualTo(ChangeCodes.SignatureAdded));
        });
    }

    [Test]
    public async Task Every_bit_of_the_first_signature_stays_when_the_others_come()
    {
        var first = await SignedPaper.Basic.SignAsync(SignedPaper.Blank, SignedPaper.LeaderRequest, DemoAuthority.Rsa, SignatureLevel.Basic, CancellationToken.None);
        var filled = SignedPaper.Filled(first);
        var last = await SignedPaper.Basic.SignAsync(filled, SignedPaper.SealRequest, DemoAuthority.Seal, SignatureLevel.Basic, CancellationToken.None);

        Assert.That(filled.AsSpan(0, first.Length).SequenceEqual(first) && last.AsSpan(0, filled.Length).SequenceEqual(filled), Is.True);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task The_file_is_sound_after_every_step(int steps)
    {
        var paper = SignedPaper.Blank;
        paper = steps < 1 ? paper : await SignedPaper.WithServices.SignAsync(paper, SignedPaper.LeaderRequest, DemoAuthority.Rsa, SignatureLevel.Timestamped, CancellationToken.None);
        paper = steps < 2 ? paper : SignedPaper.Filled(paper);
        paper = steps < 3 ? paper : await SignedPaper.WithServices.SignAsync(paper, SignedPaper.SealRequest, DemoAuthority.Seal, SignatureLevel.Archival, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.Run("qpdf", paper, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
            Assert.That(PdfTool.Run("pdffonts", paper, "{pdf}").Split('\n').Skip(2).Where(line => line.Length > 0), Has.All.Matches<string>(line => Regex.IsMatch(line, @"yes yes yes +\d+ +\d+$", RegexOptions.None, TimeSpan.FromSeconds(1))));
            Assert.That(PdfTool.Run("mutool", paper, "info", "{pdf}"), Does.Not.Contain("warning").And.Not.Contain("error"));
        });
    }

    [Test]
    public async Task Mutool_finds_both_signatures_good()
    {
        using var bench = new Workbench();
        bench.Put("paper.pdf", await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.Seal));

        var said = bench.Try("mutool", "sign", "-v", "paper.pdf").Said;

        // It knows no root of ours, and takes the number, the date and the seal for edits, as it does any addition.
        Assert.That(said, Does.Not.Contain("Digest error").And.Not.Contain("failed"), said);
        Assert.That(Count(said, "Nguyễn Minh Vũ") + Count(said, "Bộ Ngoại giao"), Is.GreaterThanOrEqualTo(2), said);
        Assert.That(said, Does.Contain("The document is unchanged since signing"), said);
    }

    [TestCase(SignatureLevel.Basic)]
    [TestCase(SignatureLevel.Timestamped)]
    public async Task Openssl_takes_the_messages_for_CAdES(SignatureLevel level)
    {
        var paper = await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.P256, level);
        foreach (var signature in ReadSignature.AllOf(paper))
        {
            using var bench = new Workbench();
            bench.Put("root.pem", DemoAuthority.RootPem);
            bench.Put("message.der", signature.Message);
            bench.Put("covered", signature.Covered);
            Assert.That(
                bench.Run("openssl", "cms", "-verify", "-cades", "-binary", "-purpose", "any", "-inform", "DER", "-in", "message.der", "-content", "covered", "-CAfile", "root.pem", "-attime", Time, "-out", "out"),
                Does.Contain("CAdES Verification successful"));
        }
    }

    [Test]
    public async Task Openssl_believes_the_timestamp_of_a_signature_and_of_the_document()
    {
        var paper = await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.P256, SignatureLevel.Archival);
        var signatures = ReadSignature.AllOf(paper);
        Assert.That(signatures.Select(signature => signature.SubFilter), Is.EqualTo(new[] { "ETSI.CAdES.detached", "ETSI.CAdES.detached", "ETSI.RFC3161" }));
        foreach (var signature in signatures)
        {
            using var bench = new Workbench();
            var isDocument = signature.SubFilter == "ETSI.RFC3161";
            bench.Put("root.pem", DemoAuthority.RootPem);
            bench.Put("token.der", isDocument ? signature.Message : signature.Timestamp());
            bench.Put("stamped", isDocument ? signature.Covered : signature.Value());
            Assert.That(
                bench.Run("openssl", "ts", "-verify", "-token_in", "-in", "token.der", "-data", "stamped", "-CAfile", "root.pem", "-attime", Time),
                Does.Contain("Verification: OK"));
        }
    }

    [Test]
    public async Task The_evidence_in_the_file_is_enough_for_openssl_to_check_the_signer_offline()
    {
        var store = ReadStore.Of(await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.P256, SignatureLevel.LongTerm));
        using var bench = new Workbench();
        bench.Put("root.pem", DemoAuthority.RootPem);
        bench.Put("issuing.pem", DemoAuthority.Authority.Issuing.Pem());
        bench.Put("leader.pem", DemoAuthority.Rsa.Certificate.Pem());

        Assert.Multiple(() =>
        {
            Assert.That(store.Certificates, Has.Count.EqualTo(5), "leader, seal, timestamp authority, issuing authority, root; each once");
            Assert.That(store.OcspAnswers, Has.Count.EqualTo(3), "leader, seal, timestamp authority");
            Assert.That(store.RevocationLists, Has.Count.EqualTo(1), "the issuing authority, for which the root keeps a list");
        });
        var answers = store.OcspAnswers.Select(answer =>
        {
            bench.Put("answer", answer);
            return bench.Try("openssl", "ocsp", "-issuer", "issuing.pem", "-cert", "leader.pem", "-no_nonce", "-respin", "answer", "-CAfile", "root.pem", "-attime", Time).Said;
        });
        Assert.That(answers, Has.Some.Contains("leader.pem: ").And.Some.Contains("Response verify OK"));
    }

    [Test]
    public async Task A_flipped_bit_anywhere_spoils_the_last_signature()
    {
        var paper = await SignedPaper.MakeAsync(DemoAuthority.P256, DemoAuthority.P256);
        var last = ReadSignature.AllOf(paper)[^1];
        foreach (var offset in new[] { 9L, last.Hole.Start - 1, last.Hole.End, paper.Length - 2 })
        {
            var changed = paper.ToArray();
            changed[offset] ^= 1;
            using var bench = new Workbench();
            bench.Put("root.pem", DemoAuthority.RootPem);
            bench.Put("message.der", last.Message);
            bench.Put("covered", last.CoveredOf(changed));
            Assert.That(bench.Try("openssl", "cms", "-verify", "-binary", "-purpose", "any", "-inform", "DER", "-in", "message.der", "-content", "covered", "-CAfile", "root.pem", "-attime", Time, "-out", "out").Code, Is.Not.Zero);
        }
    }

    [Test]
    public async Task The_leaders_signature_permits_filling_in_and_nothing_else_and_the_seal_locks_number_and_date()
    {
        using var bench = new Workbench();
        bench.Put("paper.pdf", await SignedPaper.MakeAsync(DemoAuthority.P256, DemoAuthority.P256));

        var said = bench.Run("qpdf", "--qdf", "--object-streams=disable", "paper.pdf", "-");

        Assert.Multiple(() =>
        {
            Assert.That(Count(said, "/TransformMethod /DocMDP"), Is.EqualTo(1));
            Assert.That(said, Does.Match(@"/TransformParams <<\s+/P 2\s"));
            Assert.That(said, Does.Match(@"/Perms <<\s+/DocMDP \d+ 0 R"));
            Assert.That(Count(said, "/TransformMethod /FieldMDP"), Is.EqualTo(1));
            Assert.That(said, Does.Contain("/Action /Include"));
        });
    }

    [Test]
    public void What_cannot_be_signed_is_refused_with_the_reason_and_the_file_stays_as_it_was()
    {
        var blank = SignedPaper.Blank;
        var cases = new (SignatureRequest Request, SigningFault Fault, string Named)[]
        {
            (SignedPaper.LeaderRequest with { Field = "KhongCo" }, SigningFault.NoSuchField, "KhongCo"),
            (SignedPaper.LeaderRequest with { Field = SignedPaper.Number }, SigningFault.NoSuchField, SignedPaper.Number),
            (SignedPaper.LeaderRequest with { Locks = ["KhongCo"] }, SigningFault.NoSuchField, "KhongCo"),
            (SignedPaper.LeaderRequest with { Time = DemoAuthority.Start.AddYears(-1) }, SigningFault.CertificateNotValid, "hiệu lực"),
            (SignedPaper.LeaderRequest with { Field = null, Place = new NewField("A", "a", 9, 10, 10, 10, 10) }, SigningFault.CannotSignFile, "trang 9"),
            (SignedPaper.LeaderRequest with { Field = null, Place = new NewField("A", "a", 1, 200, 10, 20, 10) }, SigningFault.CannotSignFile, "ngoài trang"),
            (SignedPaper.LeaderRequest with { Look = SignatureLook.Text(string.Join(' ', Enumerable.Repeat("dài", 200))) }, SigningFault.TooLarge, "dài hơn"),
        };
        foreach (var (request, fault, named) in cases)
        {
            using var file = Copy(blank);
            Assert.That(
                () => SignedPaper.Basic.SignAsync(file, request, DemoAuthority.P256, SignatureLevel.Basic, CancellationToken.None),
                Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(fault).And.Message.Contains(named));
            Assert.That(file.ToArray(), Is.EqualTo(blank));
        }
    }

    [Test]
    public async Task A_field_is_signed_once_and_filled_once_and_certification_comes_first()
    {
        var paper = await SignedPaper.MakeAsync(DemoAuthority.P256, DemoAuthority.P256);

        Assert.Multiple(() =>
        {
            Assert.That(() => Again(paper, SignedPaper.SealRequest), Refused(SigningFault.FieldTaken));
            Assert.That(() => SignedPaper.Filled(paper), Refused(SigningFault.FieldTaken));
            Assert.That(
                () => Again(paper, SignedPaper.LeaderRequest with { Field = null, Place = NewField.Unseen("Khac", "khác") }),
                Refused(SigningFault.CannotSignFile));
        });
    }

    [Test]
    public async Task A_prepared_file_takes_only_the_signature_made_for_it()
    {
        using var one = Copy(SignedPaper.Blank);
        using var other = Copy(SignedPaper.Blank);
        var key = DemoAuthority.P256;
        var prepared = SignedPaper.Basic.Prepare(one, SignedPaper.LeaderRequest, key.Certificate, key.Issuers, key.Algorithm, SignatureLevel.Basic);
        var another = SignedPaper.Basic.Prepare(other, SignedPaper.LeaderRequest with { Reason = "khác" }, key.Certificate, key.Issuers, key.Algorithm, SignatureLevel.Basic);
        var begun = Dispatch.Templates.Signatures.Cms.DetachedSignature.Over(prepared.DocumentDigest.Span, key.Certificate, key.Algorithm);
        var signature = await key.SignDigestAsync(begun.Digest, CancellationToken.None);

        Assert.That(another.DocumentDigest.ToArray(), Is.Not.EqualTo(prepared.DocumentDigest.ToArray()));
        Assert.That(() => SignedPaper.Basic.FinishAsync(other, prepared, begun, signature, key.Issuers, SignatureLevel.Basic, CancellationToken.None), Refused(SigningFault.WrongSignature));
        await SignedPaper.Basic.FinishAsync(one, prepared, begun, signature, key.Issuers, SignatureLevel.Basic, CancellationToken.None);
        Assert.That(() => SignedPaper.Basic.FinishAsync(one, prepared, begun, signature, key.Issuers, SignatureLevel.Basic, CancellationToken.None), Refused(SigningFault.WrongSignature), "one prepared file, one signature");
        Assert.That(SignedPaper.Pdfsig(one.ToArray()), Does.Contain("Signature is Valid"));
    }

    [Test]
    public void The_same_file_prepared_again_is_the_same_to_the_bit()
    {
        var prepared = Enumerable.Range(0, 2).Select(_ =>
        {
            using var file = Copy(SignedPaper.Blank);
            var key = DemoAuthority.Rsa;
            SignedPaper.WithServices.Prepare(file, SignedPaper.LeaderRequest, key.Certificate, key.Issuers, key.Algorithm, SignatureLevel.Timestamped);
            return file.ToArray();
        }).ToList();

        Assert.That(prepared[0], Is.EqualTo(prepared[1]));
    }

    private static string Time => DemoAuthority.Now.ToUnixTimeSeconds().ToString();

    private static Task<byte[]> Again(byte[] paper, SignatureRequest request) =>
        SignedPaper.Basic.SignAsync(paper, request, DemoAuthority.P256, SignatureLevel.Basic, CancellationToken.None);

    private static MemoryStream Copy(byte[] paper)
    {
        var file = new MemoryStream();
        file.Write(paper);
        return file;
    }

    private static int Count(string text, string part) => Regex.Count(text, Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1));

    private static NUnit.Framework.Constraints.EqualConstraint<SigningFault> Refused(SigningFault fault) => Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(fault);
}
