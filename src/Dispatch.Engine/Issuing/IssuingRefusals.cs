using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Issuing;

/// <summary>Every "no" of issuing.</summary>
internal static class IssuingRefusals
{
    /// <summary>The font has no such letter: printing it would lie.</summary>
    public static Refusal MissingGlyph(MissingGlyphException missing) =>
        new("issuing.missing-glyph", RefusalKind.Invalid, $"Phông chữ của văn bản không có ký tự {missing.Quoted} (U+{missing.CodePoint:X4}). Hãy thay ký tự này rồi thực hiện lại.");

    /// <summary>Too many large papers are being laid out.</summary>
    public static readonly Refusal PressBusy =
        new("issuing.press-busy", RefusalKind.Busy, "Máy chủ đang lập trang cho nhiều văn bản dài cùng lúc. Hãy đợi ít phút rồi làm lại; chưa có gì thay đổi.");

    /// <summary>The sheet cannot be printed; its code begins with "sheet.".</summary>
    public static Refusal Unprintable(UnprintableSheetException wrong) => new(wrong.Code, RefusalKind.Invalid, wrong.Message);

    /// <summary>Some recipients are not known; a clerk decides, nothing is guessed.</summary>
    public static Refusal Unresolved(RecipientPlan plan) =>
        new("distributing.unresolved", RefusalKind.Conflict,
            $"Chưa thể phát hành: còn {plan.Unresolved.Count} nơi nhận chưa xác định ({string.Join("; ", plan.Unresolved.Select(u => $"“{u.Unknown.Text}”"))}). Văn thư hãy quyết định từng nơi nhận rồi phát hành lại.");
}
