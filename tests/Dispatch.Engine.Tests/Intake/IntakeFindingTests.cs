using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class IntakeFindingTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static IEnumerable<string> Codes(ADispatchText text) => IntakeReader.Read(text.Text(), Today).Findings.Select(f => f.Code + " " + f.Where);

    [Test]
    public void A_lawful_letter_raises_nothing() => Assert.That(Codes(new ADispatchText()), Is.Empty);

    [Test]
    public void A_date_that_no_calendar_has_is_an_error_and_not_kept()
    {
        var reading = IntakeReader.Read(new ADispatchText { Date = "Lam Sơn, ngày 31 tháng 6 năm 2025" }.Text(), Today);

        Assert.That(reading.Date, Is.Null);
        Assert.That(reading.Findings, Has.Some.Matches<IntakeFinding>(f => f is { Code: "intake.impossible-date", Where: "date", Severity: FindingSeverity.Error }));
    }

    [Test]
    public void A_leap_day_is_possible_in_a_leap_year_only()
    {
        Assert.That(IntakeReader.Read(new ADispatchText { Date = "Lam Sơn, ngày 29 tháng 02 năm 2024" }.Text(), Today).Date, Is.EqualTo(new DateOnly(2024, 2, 29)));
        Assert.That(IntakeReader.Read(new ADispatchText { Date = "Lam Sơn, ngày 29 tháng 02 năm 2025" }.Text(), Today).Date, Is.Null);
    }

    [Test]
    public void A_date_left_blank_is_pointed_out() => Assert.That(Codes(new ADispatchText { Date = "Lam Sơn, ngày     tháng     năm 2025" }), Has.Member("intake.illegible-date date"));

    [Test]
    public void A_date_after_today_is_pointed_out() => Assert.That(Codes(new ADispatchText { Date = "Lam Sơn, ngày 02 tháng 7 năm 2025" }), Has.Member("intake.future-date date"));

    [Test]
    public void A_weekend_date_is_pointed_out() => Assert.That(Codes(new ADispatchText { Date = "Lam Sơn, ngày 07 tháng 6 năm 2025" }), Has.Member("intake.weekend-date date"));

    [Test]
    public void A_cited_document_cannot_be_later_than_the_one_that_cites_it() =>
        Assert.That(Codes(new ADispatchText { Body = "Thực hiện Quyết định số 44/QĐ-UBND ngày 20/6/2025 của Ủy ban nhân dân tỉnh./." }), Has.Member("intake.cited-later references"));

    [TestCase("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "", "signer_name")]
    [TestCase("", "GIÁM ĐỐC\n\nTrần Văn An", "recipients")]
    public void A_missing_part_of_the_foot_is_pointed_out(string recipients, string signature, string where) =>
        Assert.That(Codes(new ADispatchText { Recipients = recipients, Signature = signature }), Has.Member("intake.missing-component " + where));

    [Test]
    public void A_missing_subject_is_pointed_out() => Assert.That(Codes(new ADispatchText { Subject = "" }), Has.Member("intake.missing-component subject"));

    [Test]
    public void A_deputy_signs_KT_and_nobody_else() =>
        Assert.That(Codes(new ADispatchText { Signature = "KT. GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nTrần Văn An" }), Has.Member("intake.capacity-mismatch signer_title"));

    [Test]
    public void TM_stands_before_a_body() =>
        Assert.That(Codes(new ADispatchText { Signature = "TM. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn An" }), Has.Member("intake.capacity-mismatch authority"));

    [Test]
    public void TL_stands_before_the_title_of_the_head()
    {
        Assert.That(Codes(new ADispatchText { Signature = "TL. ỦY BAN NHÂN DÂN\nCHÁNH VĂN PHÒNG\n\nTrần Văn An" }), Has.Member("intake.tl-before-body authority"));
        Assert.That(Codes(new ADispatchText { Signature = "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nTrần Văn An" }), Has.None.StartsWith("intake.tl-before-body"));
    }

    [Test]
    public void Blanks_inside_a_symbol_are_pointed_out_with_the_tight_form()
    {
        var finding = IntakeReader.Read(new ADispatchText { Number = "Số: 215 /SNgV - LSNV" }.Text(), Today).Findings.Single(f => f.Code == "intake.symbol-spacing");

        Assert.That(finding.Suggestion, Is.EqualTo("215/SNgV-LSNV"));
    }

    [Test]
    public void A_lawful_copy_raises_nothing_and_an_early_one_an_error()
    {
        const string Copy = "ỦY BAN NHÂN DÂN TỈNH LAM SƠN\n\nSAO Y\n\nSố: 12/SY-UBND\n\nLam Sơn, ngày {0} tháng 6 năm 2025\n\nNơi nhận:\n- Các sở;\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Thanh Tùng";

        Assert.That(Codes(new ADispatchText { After = Copy.Replace("{0}", "06", StringComparison.Ordinal) }), Is.Empty);
        Assert.That(Codes(new ADispatchText { After = Copy.Replace("{0}", "04", StringComparison.Ordinal) }), Is.EqualTo(["intake.copy-before-original copy.date"]));
    }

    [Test]
    public void An_unknown_unit_is_shown_with_the_nearest_known_one()
    {
        var text = new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- Các phòng: LSNV, HTQT, VP;\n- Lưu: VT, LSNV." }.Text();

        var findings = IntakeReader.Read(text, Today, ["VT", "LSNV", "HTQTE", "VP"]).Findings;

        Assert.That(findings.Select(f => (f.Code, f.Where, f.Suggestion)), Is.EqualTo([("intake.unknown-unit", "recipients", "HTQTE")]));
    }

    [Test]
    public void Units_are_not_judged_without_a_directory() =>
        Assert.That(Codes(new ADispatchText { Recipients = "Nơi nhận:\n- Các phòng: ABCD;\n- Lưu: VT." }), Is.Empty);

    [Test]
    public void An_issuer_inferred_from_the_symbol_is_pointed_out()
    {
        var text = new ADispatchText { Parent = null, Issuer = "", Number = "Số: 15/BNV-VP", Body = "Bộ Nội vụ trân trọng mời dự họp. Bộ Nội vụ gửi kèm tài liệu./." }.Text();

        var reading = IntakeReader.Read(text, Today);

        Assert.That(reading.Issuer, Is.EqualTo("Bộ Nội vụ"));
        Assert.That(reading.Findings.Select(f => f.Code), Has.Member("intake.issuer-inferred"));
    }

    [TestCase("Số: 5/SNgV-LSNV", "intake.number-grammar number")]
    [TestCase("Số: 0215/SNgV-LSNV", "intake.number-grammar number")]
    [TestCase("Số: 215/SNgV", "intake.symbol-grammar symbol")]
    [TestCase("Số: 215/STC-LSNV", "intake.symbol-not-of-issuer symbol")]
    public void A_number_and_symbol_are_held_against_the_grammar_and_the_issuer(string number, string code) =>
        Assert.That(Codes(new ADispatchText { Number = number }), Is.EqualTo([code]));

    [TestCase("Số: 05/SNgV-LSNV")]
    [TestCase("Số: 10/SNgV-LSNV")]
    public void A_number_as_the_decree_writes_it_raises_nothing(string number) => Assert.That(Codes(new ADispatchText { Number = number }), Is.Empty);

    [Test]
    public void The_letters_of_the_symbol_must_be_those_of_the_kind()
    {
        var notice = new ADispatchText { Subject = "", Addressee = "THÔNG BÁO\nVề lịch giao ban\n\nSở Ngoại vụ thông báo như sau." };

        Assert.That(Codes(notice with { Number = "Số: 18/BC-SNgV" }), Has.Member("intake.symbol-not-of-kind symbol"));
        Assert.That(Codes(notice with { Number = "Số: 18/TB-SNgV" }), Has.None.StartsWith("intake.symbol"));
    }

    [TestCase("V/v tăng cường công tác đổi ngoại", "đối ngoại")]
    [TestCase("V/v triên khai kế hoạch năm 2025", "triển khai")]
    [TestCase("V/v góp ý Nghị quyêt của tỉnh", "Nghị quyết")]
    public void A_slip_of_a_scan_is_pointed_out_with_the_word_that_was_meant(string subject, string meant)
    {
        var reading = IntakeReader.Read(new ADispatchText { Subject = subject }.Text(), Today);

        Assert.That(reading.Subject, Is.EqualTo(subject[4..]));
        Assert.That(reading.Findings.Single(f => f.Code == "intake.spelling").Suggestion, Does.Contain(meant));
    }

    [TestCase("V/v phương án hoà giải, uỷ ban nhân dân các cấp")]
    [TestCase("V/v cộng tác viên và công tác viên")]
    public void Another_place_of_the_tone_or_another_word_is_no_slip(string subject) => Assert.That(Codes(new ADispatchText { Subject = subject }), Is.Empty);

    [Test]
    public void Every_message_is_a_sentence_for_a_clerk()
    {
        var findings = IntakeReader.Read(SeedDispatches.CopiedByDienBien, Today).Findings;

        Assert.That(findings, Has.All.Matches<IntakeFinding>(f => f.Message.EndsWith('.') && f.Message.Length > 20 && f.Code.StartsWith("intake.", StringComparison.Ordinal)));
    }
}
