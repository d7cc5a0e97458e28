using System.Text.Json;
using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class SeedDispatchTests
{
    private static readonly DateOnly Today = new(2025, 1, 2);

    [Test]
    public void The_copied_dispatch_is_read_whole()
    {
        var reading = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.IsDispatch, Is.True);
            Assert.That((reading.Kind, reading.Number, reading.Symbol), Is.EqualTo(("công văn", "6983", "BNG-CNV")));
            Assert.That((reading.Place, reading.Date), Is.EqualTo(("Hà Nội", (DateOnly?)new DateOnly(2024, 12, 17))));
            Assert.That(reading.Issuer, Is.EqualTo("Bộ Ngoại giao"));
            Assert.That(reading.Subject, Is.EqualTo("tăng cường phối hợp, đẩy mạnh công tác đổi ngoại địa phương hướng tới kỷ niệm 80 năm ngày thành lập ngành ngoại giao"));
            Assert.That(reading.Addressees, Is.EqualTo(["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"]));
            Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Văn phòng tỉnh ủy, thành ủy trực thuộc Trung ương", "Sở Ngoại vụ các tỉnh/thành phố", "Các đơn vị: CSDN, TCCB, VP"]));
            Assert.That(reading.Archive, Is.EqualTo(["HC", "CNV"]));
            Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "BỘ TRƯỞNG", "THỦ TRƯỞNG THƯỜNG TRỰC", "Nguyễn Minh Vũ")));
            Assert.That(reading.Body, Has.Count.EqualTo(6));
        }
    }

    [Test]
    public void The_copy_under_it_is_read_whole()
    {
        var copy = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today).Copy!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((copy.Form, copy.Body, copy.Number, copy.Symbol), Is.EqualTo(("SAO Y BẢN CHÍNH", "UBND TỈNH ĐIỆN BIÊN", "267", "SY")));
            Assert.That((copy.Place, copy.Date), Is.EqualTo(("Điện Biên", (DateOnly?)new DateOnly(2024, 12, 14))));
            Assert.That(copy.Recipients, Is.EqualTo(["Các sở, ban, ngành, đoàn thể tỉnh", "UBND các huyện, thị xã, thành phố"]));
            Assert.That(copy.Archive, Is.EqualTo(["VT", "NCNVB"]));
            Assert.That((copy.Authority, copy.OnBehalfOf, copy.SignerTitle, copy.SignerName), Is.EqualTo(("TL.", "ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG", "Lê Thanh Bình")));
        }
    }

    [TestCase("intake.copy-before-original", "copy.date", FindingSeverity.Error)]
    [TestCase("intake.weekend-date", "copy.date", FindingSeverity.Info)]
    [TestCase("intake.issuer-inferred", "issuer", FindingSeverity.Warning)]
    [TestCase("intake.missing-component", "national_header", FindingSeverity.Warning)]
    [TestCase("intake.spelling", "subject", FindingSeverity.Warning)]
    [TestCase("intake.spelling", "signer_title", FindingSeverity.Warning)]
    [TestCase("intake.spelling", "recipients", FindingSeverity.Warning)]
    [TestCase("intake.old-copy-label", "copy.form", FindingSeverity.Info)]
    [TestCase("intake.symbol-spacing", "copy.symbol", FindingSeverity.Info)]
    [TestCase("intake.copy-body-abbreviated", "copy.body", FindingSeverity.Warning)]
    [TestCase("intake.tl-before-body", "copy.authority", FindingSeverity.Warning)]
    [TestCase("intake.archive-without-vt", "archive", FindingSeverity.Info)]
    [TestCase("intake.no-end-mark", "body", FindingSeverity.Info)]
    public void Each_anomaly_of_the_copied_dispatch_is_pointed_out(string code, string where, FindingSeverity severity)
    {
        var findings = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today).Findings;

        Assert.That(findings, Has.Some.Matches<IntakeFinding>(f => f.Code == code && f.Where == where && f.Severity == severity));
    }

    [Test]
    public void A_correction_is_offered_and_not_made()
    {
        var reading = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today);

        Assert.That(reading.Findings.Single(f => f.Code == "intake.spelling" && f.Where == "signer_title").Suggestion, Is.EqualTo("THỨ TRƯỞNG THƯỜNG TRỰC"));
        Assert.That(reading.SignerTitle, Is.EqualTo("THỦ TRƯỞNG THƯỜNG TRỰC"));
    }

    [Test]
    public void The_inferred_issuer_is_less_sure_than_a_printed_one()
    {
        var inferred = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today).Confidence["issuer"];
        var printed = IntakeReader.Read(SeedDispatches.Original, Today).Confidence["issuer"];

        Assert.That(inferred, Is.LessThan(printed));
    }

    [Test]
    public void The_original_is_read_whole_and_has_no_copy()
    {
        var reading = IntakeReader.Read(SeedDispatches.Original, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((reading.Number, reading.Symbol, reading.Issuer), Is.EqualTo(("1349", "BNG-CNV", "BỘ NGOẠI GIAO")));
            Assert.That(reading.Date, Is.EqualTo(new DateOnly(2024, 3, 15)));
            Assert.That(reading.Subject, Does.StartWith("Định hướng công tác đối ngoại").And.EndsWith("trong thời gian tới"));
            Assert.That(reading.Recipients, Has.Count.EqualTo(4));
            Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Minh Hằng")));
            Assert.That(reading.Copy, Is.Null);
            Assert.That(reading.Body, Has.Count.EqualTo(9));
        }
    }

    [Test]
    public void The_original_cites_three_documents()
    {
        var references = IntakeReader.Read(SeedDispatches.Original, Today).References;

        Assert.That(references.Select(r => (r.Number, r.Symbol, r.Raw, r.Kind, r.Date, r.Issuer)), Is.EqualTo(new (string, string, string, string?, DateOnly?, string?)[]
        {
            ("1304", "VPCP-QHQT", "1304/VPCP-QHQT", "công văn", new DateOnly(2024, 2, 29), "Văn phòng Chính phủ"),
            ("34", "NQ/TW", "34-NQ/TW", "Nghị quyết", new DateOnly(2023, 1, 9), "Bộ Chính trị"),
            ("15", "CT/TW", "15-CT/TW", "Chỉ thị", new DateOnly(2022, 8, 10), "Ban Bí thư"),
        }));
    }

    [Test]
    public void The_json_has_the_names_of_the_registration_and_plain_Vietnamese_letters()
    {
        var json = JsonSerializer.Serialize(IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today), IntakeJson.Options);
        using var document = JsonDocument.Parse(json);
        string[] names =
        [
            "is_dispatch", "reason", "kind", "number", "symbol", "year", "issuer", "parent", "place", "date", "subject", "addressees", "recipients", "archive", "archive_line", "authority", "on_behalf_of",
            "signer_title", "signer_name", "signing_lines", "urgency", "secrecy", "references", "copy", "body", "confidence", "signatures", "findings",
        ];

        Assert.That(document.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo(names));
        Assert.That(document.RootElement.GetProperty("date").GetString(), Is.EqualTo("2024-12-17"));
        Assert.That(document.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString(), Is.EqualTo("error"));
        Assert.That(json, Does.Contain("Ủy ban nhân dân các tỉnh"));
    }
}
