using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Every "no" of the law of movement.</summary>
public static class LifecycleRefusals
{
    /// <summary>Sao lục is made from a sao y only (Điều 3.11).</summary>
    public static readonly Refusal SaoLucNeedsSaoY =
        new("copying.sao-luc-needs-sao-y", RefusalKind.Conflict, "Bản sao lục chỉ được làm từ bản sao y (Điều 3 khoản 11 Nghị định 30/2020/NĐ-CP). Với bản gốc, bản chính, hãy làm bản sao y.");

    /// <summary>From a sao y only a sao lục may be made (Điều 25).</summary>
    public static readonly Refusal OnlySaoLucFromSaoY =
        new("copying.only-sao-luc-from-sao-y", RefusalKind.Conflict, "Từ bản sao y chỉ được làm bản sao lục (Điều 25 Nghị định 30/2020/NĐ-CP). Hãy chọn hình thức sao lục.");

    /// <summary>Nothing is copied from a sao lục or trích sao.</summary>
    public static Refusal NothingFrom(PaperForm source) =>
        new("copying.copy-of-copy", RefusalKind.Conflict, $"Không được sao từ {Vietnamese.Of(source)}. Hãy đề nghị cơ quan ban hành hoặc cơ quan đã sao y cung cấp bản chính hay bản sao y.");

    /// <summary>The direction is not among those of Điều 25.</summary>
    public static Refusal Direction(CopyForm form, Medium from, Medium to) =>
        new("copying.direction", RefusalKind.Conflict, $"{Vietnamese.Of(form)} từ văn bản {Vietnamese.Of(from)} sang văn bản {Vietnamese.Of(to)} không được quy định (Điều 25 Nghị định 30/2020/NĐ-CP). Văn bản điện tử đã ký số thì chuyển tiếp nguyên tệp.");

    /// <summary>The act is not lawful in the state.</summary>
    /// <param name="act">The act, in Vietnamese.</param>
    /// <param name="state">Where the paper stands.</param>
    /// <param name="lawful">What may be done there.</param>
    /// <param name="lacking">What has to come before the act; null when it is too late for it, or nothing is simply missing.</param>
    internal static Refusal NotNow(string act, string state, IEnumerable<string> lawful, string? lacking = null)
    {
        var possible = string.Join(", ", lawful);
        return new("lifecycle.not-now", RefusalKind.Conflict,
            (lacking is null ? $"Chưa thể {act}: văn bản đang ở trạng thái “{state}”. " : $"Chưa thể {act}: văn bản {lacking} (đang ở trạng thái “{state}”). ")
            + (possible.Length == 0 ? "Không còn việc nào làm được ở trạng thái này." : $"Việc có thể làm: {possible}."));
    }
}
