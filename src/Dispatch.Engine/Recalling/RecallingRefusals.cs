using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Recalling;

/// <summary>Every "no" of recalling, replacing and correcting.</summary>
internal static class RecallingRefusals
{
    public static readonly Refusal ReasonNeeded =
        new("recalling.reason-needed", RefusalKind.Invalid, "Hãy ghi lý do (1 đến 1.000 ký tự); lý do được gửi cho nơi liên quan.");

    public static readonly Refusal NotTheDecider =
        new("recalling.not-the-decider", RefusalKind.Forbidden, "Việc thu hồi này được trình người khác quyết định. Chỉ người đó quyết định được.");

    public static readonly Refusal NotTheCertifier =
        new("recalling.not-the-certifier", RefusalKind.Forbidden, "Chỉ người đã ký sao được thu hồi bản sao này.");

    public static readonly Refusal CopyNotIssued =
        new("recalling.copy-not-issued", RefusalKind.Conflict, "Chỉ thu hồi được bản sao đã phát hành. Bản sao chưa phát hành thì từ chối sao; bản sao đã thu hồi thì không còn gì để thu hồi.");

    public static readonly Refusal EvidenceNeeded =
        new("recalling.evidence-needed", RefusalKind.Invalid, "Hãy ghi số văn bản trả lời, số phiếu hoặc số hiệu bưu gửi làm căn cứ (1 đến 100 ký tự).");

    public static readonly Refusal AnswersItself =
        new("recalling.answers-itself", RefusalKind.Conflict, "Nơi nhận này trả lời qua hệ thống; không ghi trả lời thay họ.");

    public static readonly Refusal NoAnswerAwaited =
        new("recalling.no-answer-awaited", RefusalKind.Conflict, "Lượt gửi này không chờ trả lời thu hồi: chưa bị thu hồi, hoặc nơi nhận đã đồng ý.");

    public static readonly Refusal AlreadyProposed =
        new("recalling.already-proposed", RefusalKind.Conflict, "Văn bản này đã có một đề nghị thu hồi đang chờ quyết định. Hãy chờ quyết định đó.");

    public static readonly Refusal NotANotice =
        new("recalling.not-a-notice", RefusalKind.Conflict, "Văn bản thông báo thu hồi phải là văn bản đi đã phát hành của cơ quan, còn hiệu lực, phát hành sau văn bản bị thu hồi.");

    public static readonly Refusal NotInForce =
        new("recalling.not-in-force", RefusalKind.Conflict, "Chỉ thay thế, đính chính được văn bản đi đã phát hành của cơ quan và chưa bị thu hồi.");

    /// <summary>Another document took the place of the one that this was to replace: two in force of one would say who knows what.</summary>
    public static Refusal ReplacedAlready(string? by) =>
        new("recalling.replaced-already", RefusalKind.Conflict, $"Văn bản cần thay thế đã được {by} thay thế. Hãy hủy số của văn bản này, kèm lý do, rồi soạn văn bản thay thế {by} nếu còn cần.");

    public static readonly Refusal OneOrTheOther =
        new("recalling.one-or-the-other", RefusalKind.Invalid, "Một văn bản hoặc thay thế, hoặc đính chính văn bản khác, không làm cả hai việc (Điều 18 khoản 3 Nghị định 30/2020/NĐ-CP).");

    public static readonly Refusal CorrectByLetter =
        new("recalling.correct-by-letter", RefusalKind.Conflict, "Văn bản sai thể thức, kỹ thuật trình bày hoặc thủ tục được đính chính bằng công văn (Điều 18 khoản 3 Nghị định 30/2020/NĐ-CP). Hãy chọn tên loại công văn; sai nội dung thì thay thế bằng văn bản tương đương.");

    public static readonly Refusal Sealed =
        new("recalling.sealed", RefusalKind.Conflict, "Văn bản đã bị nơi gửi thu hồi nên không còn được mở (Điều 18 khoản 4 Nghị định 30/2020/NĐ-CP). Số, ký hiệu và quá trình thu hồi vẫn được lưu.");

    /// <summary>A wrong content is put right by a document of equal form (Điều 18.3).</summary>
    public static Refusal NotEquivalent(string replaced) =>
        new("recalling.not-equivalent", RefusalKind.Conflict, $"Văn bản thay thế phải có hình thức tương đương văn bản bị thay thế (Điều 18 khoản 3 Nghị định 30/2020/NĐ-CP). Hãy chọn tên loại {replaced}.");
}
