using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>What is sure, what a clerk should look at, and what is only a candidate.</summary>
public sealed class IntakeConfidenceTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static double Of(ADispatchText text, string field) => IntakeReader.Read(text.Text(), Today).Confidence[field];

    [Test]
    public void What_a_lawful_letter_announces_is_sure() =>
        Assert.That(IntakeReader.Read(new ADispatchText().TwoColumns(), Today).Confidence.Where(c => c.Value < 0.9).Select(c => c.Key), Is.EqualTo(["parent"]));

    [Test]
    public void An_inferred_issuer_is_only_a_candidate() =>
        Assert.That(Of(new ADispatchText { Parent = null, Issuer = "", Number = "Số: 15/BNV-VP", Body = "Bộ Nội vụ trân trọng mời dự họp. Bộ Nội vụ gửi kèm tài liệu./." }, "issuer"), Is.LessThan(0.5));

    [Test]
    public void A_kind_that_nothing_printed_tells_is_only_a_candidate() =>
        Assert.That(Of(new ADispatchText { Number = "Số: 15/XYZ-VP", Subject = "", Addressee = "" }, "kind"), Is.LessThan(0.5));

    [TestCase("Nơi nhận:\n- Như trên;\n- Sở Y tế; PHÓ TỔNG cục\n- Lưu: VT.")]
    [TestCase("Nơi nhận:\n- Như trên;\n- Sở Y tế (để biết\n- Lưu: VT.")]
    [TestCase("Nơi nhận:\n- Như trên;\n- Sở Y tế ¬„;\n- Lưu: VT.")]
    public void A_list_with_strokes_of_another_column_is_looked_at_again(string list) => Assert.That(Of(new ADispatchText { Recipients = list }, "recipients"), Is.LessThan(0.9));

    [TestCase("V/v chuẩn bị hội nghị giao ban của")]
    [TestCase("V/v chuẩn bị hội nghị (giao ban")]
    public void A_subject_that_breaks_off_is_looked_at_again(string subject) => Assert.That(Of(new ADispatchText { Subject = subject }, "subject"), Is.LessThan(0.9));

    [Test]
    public void A_name_without_a_family_name_is_looked_at_again() =>
        Assert.That(Of(new ADispatchText { Signature = "GIÁM ĐỐC\n\nUyễn Văn Tám" }, "signer_name"), Is.InRange(0.5, 0.89));
}
