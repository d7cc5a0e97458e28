using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;

namespace Dispatch.Engine.Intake;

/// <summary>What only the directory and the register can tell: unknown and ended recipients, an unknown issuer, a dispatch that is already here.</summary>
internal static class RegisterFindings
{
    public static IEnumerable<IntakeFinding> Of(IntakeReading reading, KnownName? issuer, RecipientPlan plan, IReadOnlyList<IncomingView> duplicates, Id<Body> organisation) =>
        Duplicates(duplicates).Concat(Issuer(reading, issuer)).Concat(Recipients(reading, plan, issuer)).Concat(NotForUs(plan, organisation));

    private static IEnumerable<IntakeFinding> Duplicates(IReadOnlyList<IncomingView> duplicates) => duplicates.Select(d => new IntakeFinding(
        "intake.duplicate", FindingSeverity.Error,
        $"Văn bản {d.Facts.NumberAndSymbol} ngày {d.Facts.Date:dd/MM/yyyy} của {d.Facts.Author} đã có{(d.ArrivalNumber is { } number ? $", số đến {number:00}" : "")} ({d.StateName}). Chỉ ghi nhận nếu đây là văn bản khác.", "number"));

    private static IEnumerable<IntakeFinding> Issuer(IntakeReading reading, KnownName? issuer)
    {
        if (reading.Issuer is { } printed && issuer is null)
        {
            yield return new IntakeFinding("intake.unknown-issuer", FindingSeverity.Info, $"Danh mục không có \"{printed}\" vào ngày của văn bản, hoặc có nhiều cơ quan cùng tên. Hãy ghi tên đầy đủ.", "issuer");
        }
    }

    private static IEnumerable<IntakeFinding> Recipients(IntakeReading reading, RecipientPlan plan, KnownName? issuer)
    {
        foreach (var (line, unknown) in plan.Lines.SelectMany(l => l.Unknown.Select(u => (l, u))))
        {
            var where = line.Block is Distributing.RecipientBlock.Addressees ? "addressees" : "recipients";
            var nearest = unknown.NearMatches.Select(n => IsNear(n.Name, unknown.Text) ? n.Name : n.Abbreviation is { } letters && IsNear(letters, unknown.Text) ? letters : null).FirstOrDefault(n => n is not null);
            switch (unknown.Reason)
            {
                case UnknownRecipientReason.Ended or UnknownRecipientReason.NotYet or UnknownRecipientReason.Empty:
                    yield return new IntakeFinding("intake.recipient-closed", FindingSeverity.Warning, $"\"{unknown.Text}\" không hoạt động vào ngày {plan.AsOf:dd/MM/yyyy} của văn bản (đã giải thể, sáp nhập hoặc chưa thành lập). Hãy đối chiếu bản giấy.", where, nearest);
                    break;
                case UnknownRecipientReason.NotFound when nearest is not null && !IsSlip(reading, unknown.Text):
                    yield return new IntakeFinding("intake.unknown-recipient", FindingSeverity.Warning, $"Danh mục không có \"{unknown.Text}\"; gần nhất là \"{nearest}\". Hãy đối chiếu bản giấy.", where, nearest);
                    break;
                case UnknownRecipientReason.NotFound when (issuer is not null || unknown.Text.Contains(' ', StringComparison.Ordinal)) && !Plain.Of(unknown.Text).StartsWith("nhu ", StringComparison.Ordinal) && !IsSlip(reading, unknown.Text):
                    yield return new IntakeFinding("intake.unknown-recipient", FindingSeverity.Info, $"Danh mục không có \"{unknown.Text}\" vào ngày {plan.AsOf:dd/MM/yyyy}.", where);
                    break;
                default:
                    // An office holder, an article or a unit of a body we do not know: nothing is wrong with the paper.
                    break;
            }
        }
    }

    private static bool IsNear(string known, string text) => Plain.Of(known) == Plain.Of(text) || (text.Length > 5 && EditDistance.Between(Plain.Of(known), Plain.Of(text)) == 1);

    private static bool IsSlip(IntakeReading reading, string text) => reading.Findings.Any(f => f.Code == "intake.spelling" && f.Message.StartsWith($"\"{text}\"", StringComparison.Ordinal));

    /// <summary>Every line is understood and none means this office: the paper may have gone astray.</summary>
    private static IEnumerable<IntakeFinding> NotForUs(RecipientPlan plan, Id<Body> organisation)
    {
        if (plan is { IsComplete: true, Recipients.Count: > 0 } && plan.Recipients.All(r => r.BodyId != organisation))
        {
            yield return new IntakeFinding("intake.not-for-us", FindingSeverity.Warning, "Không dòng nào trong Kính gửi và Nơi nhận nói đến cơ quan mình. Hãy xem văn bản có gửi nhầm không.", "recipients");
        }
    }
}
