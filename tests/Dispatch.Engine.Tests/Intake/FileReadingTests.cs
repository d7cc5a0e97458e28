using Dispatch.Engine.Intake;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>Signatures of a file beside what its pages say.</summary>
public sealed class FileReadingTests
{
    private static readonly IntakeReading Printed = new() { IsDispatch = true, Issuer = "UBND TỈNH ĐIỆN BIÊN", SignerName = "Lê Thanh Bình", Date = new DateOnly(2024, 12, 23) };

    [Test]
    public void Names_that_agree_however_they_are_written_raise_nothing() =>
        Assert.That(CodesOf(File([Signed("LÊ THANH BÌNH", 23), Signed("Ủy ban nhân dân tỉnh Điện Biên", 23)])), Is.Empty);

    [Test]
    public void Another_signer_another_body_and_another_day_are_told_beside_the_printed_ones()
    {
        var read = File([Signed("Trần Văn Khác", 3), Signed("Sở Nội vụ tỉnh Điện Biên", 3)]).Beside(Printed);

        Assert.That(read.Findings.Select(finding => (finding.Code, finding.Where)), Is.EquivalentTo(new[]
        {
            ("intake.signer-differs", "signer_name"), ("intake.issuer-differs", "issuer"), ("intake.signed-on-another-day", "date"),
        }));
        Assert.That((read.SignerName, read.Issuer, read.Signatures.Count), Is.EqualTo(("Lê Thanh Bình", "UBND TỈNH ĐIỆN BIÊN", 2)), "what is printed stays");
    }

    [TestCase(FileIntegrity.Changed)]
    [TestCase(FileIntegrity.Broken)]
    public void A_file_that_was_changed_after_signing_is_an_error(FileIntegrity integrity) =>
        Assert.That(File([Signed("Lê Thanh Bình", 23)], integrity).Beside(Printed).Findings.Single(), Has.Property("Code").EqualTo("intake.signature-broken").And.Property("Severity").EqualTo(FindingSeverity.Error));

    [Test]
    public void What_is_not_proven_or_not_signed_or_would_act_is_told() =>
        Assert.Multiple(() =>
        {
            Assert.That(CodesOf(File([Signed("Lê Thanh Bình", 23) with { Verdict = SignatureVerdict.Indeterminate }])), Is.EqualTo(new[] { "intake.signature-unproven" }));
            Assert.That(CodesOf(File([], FileIntegrity.Unsigned)), Is.EqualTo(new[] { "intake.file-unsigned" }));
            Assert.That(CodesOf(File([Signed("Lê Thanh Bình", 23)]) with { IsActive = true, Attachments = ["bảng.xlsx"] }), Is.EquivalentTo(new[] { "intake.file-active", "intake.file-attachments" }));
        });

    [Test]
    public void Of_what_is_no_dispatch_or_a_secret_nothing_more_is_said()
    {
        var file = File([Signed("Trần Văn Khác", 3)]);

        Assert.That(file.Beside(new IntakeReading { Secrecy = "MẬT" }), Is.EqualTo(new IntakeReading { Secrecy = "MẬT" }).Using<IntakeReading>((a, b) => a.Signatures.Count == b.Signatures.Count && a.Findings.Count == b.Findings.Count));
    }

    private static IEnumerable<string> CodesOf(FileReading file) => file.Beside(Printed).Findings.Select(finding => finding.Code);

    private static FileReading File(IReadOnlyList<SignatureReading> signatures, FileIntegrity integrity = FileIntegrity.Intact) => new(integrity, signatures, false, []);

    private static SignatureReading Signed(string signer, int day) =>
        new(signer, new DateTimeOffset(2024, 12, day, 9, 0, 0, TimeSpan.FromHours(7)), true, SignatureVerdict.Passed, FileIntegrity.Intact, "Đã chứng minh.");
}
