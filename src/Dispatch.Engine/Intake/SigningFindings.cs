namespace Dispatch.Engine.Intake;

/// <summary>Capacities that do not fit the title or the words they stand before (Điều 13, Phụ lục I mục II.7).</summary>
internal static class SigningFindings
{
    private static readonly string[] Bodies = ["uy ban", "hoi dong", "ban ", "bo ngoai", "chinh phu", "doan chu tich", "van phong", "so ", "thuong truc ", "dang uy", "tinh uy", "thanh uy", "huyen uy", "lien doan", "tap the", "to cong tac"];

    private static readonly IntakeFinding Joint =
        new("intake.joint-signers", FindingSeverity.Info, "Nhiều người cùng ký văn bản này; chỉ một người được ghi, ký cạnh nhau thì là người ở bên phải. Hãy kiểm tra người ký của cơ quan chủ trì.", "signer_name");

    public static IEnumerable<IntakeFinding> Of(FindingContext context)
    {
        var reading = context.Reading;
        return
        [
            .. context.Parts.Closing is { Signing.IsJoint: true } ? [Joint] : Array.Empty<IntakeFinding>(),
            .. OfOne(reading.Authority, reading.OnBehalfOf, reading.SignerTitle, ""),
            .. reading.Copy is { } copy ? OfOne(copy.Authority, copy.OnBehalfOf, copy.SignerTitle, "copy.") : [],
        ];
    }

    private static IEnumerable<IntakeFinding> OfOne(string? authority, string? onBehalfOf, string? title, string prefix)
    {
        if (authority is null || onBehalfOf is null)
        {
            yield break;
        }

        var capacity = Plain.Compact(authority);
        var isBody = NamesBody(onBehalfOf);
        if (capacity == "tl" && isBody)
        {
            yield return new IntakeFinding("intake.tl-before-body", FindingSeverity.Warning, $"\"TL.\" đứng trước tên tập thể \"{onBehalfOf}\"; Nghị định 30/2020/NĐ-CP ghi TL. trước chức vụ người đứng đầu (ví dụ TL. CHỦ TỊCH).", prefix + "authority");
        }
        else if ((capacity is "kt" or "tuq" or "q" && isBody) || (capacity == "tm" && SigningTitles.StartsTitle(onBehalfOf) && !isBody && !Plain.Of(onBehalfOf).StartsWith("chinh phu", StringComparison.Ordinal)))
        {
            yield return new IntakeFinding("intake.capacity-mismatch", FindingSeverity.Warning, $"\"{authority}\" không đi với \"{onBehalfOf}\": {Rule(capacity)}. Hãy đối chiếu bản giấy.", prefix + "authority");
        }

        if (capacity == "kt" && title is not null && !IsDeputy(title))
        {
            yield return new IntakeFinding("intake.capacity-mismatch", FindingSeverity.Warning, $"Ký thay \"{onBehalfOf}\" nhưng chức vụ \"{title}\" không phải cấp phó. Hãy đối chiếu bản giấy.", prefix + "signer_title");
        }
    }

    public static bool NamesBody(string text)
    {
        var plain = Plain.Of(text) + " ";
        return Array.Exists(Bodies, b => plain.StartsWith(b, StringComparison.Ordinal));
    }

    private static bool IsDeputy(string title)
    {
        var plain = Plain.Of(title);
        return plain.StartsWith("pho", StringComparison.Ordinal) || plain.StartsWith("thu truong", StringComparison.Ordinal) || $" {plain} ".Contains(" pho ", StringComparison.Ordinal) || plain.StartsWith("uy vien", StringComparison.Ordinal);
    }

    private static string Rule(string capacity) => capacity == "tm" ? "TM. ghi trước tên tập thể hoặc cơ quan" : "ghi trước chức vụ của người đứng đầu";
}
