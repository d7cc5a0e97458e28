using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Engine.Copying;

/// <summary>
/// Đề nghị sao văn bản đến đã vào sổ, hoặc văn bản đi đã phát hành của chính cơ quan (Điều 25-27). What may be copied from what, and in which direction, the law's table says.
/// </summary>
/// <param name="Form">Sao y, sao lục or trích sao.</param>
/// <param name="Medium">What the copy is made of.</param>
/// <param name="Recipients">Nơi nhận as it will be printed.</param>
/// <param name="SignerId">Who certifies (Điều 27.1).</param>
/// <param name="Capacity">Quyền hạn, chức vụ as printed, at most four lines; none, or null, for what is recorded for the certifier, where that is one.</param>
/// <param name="Parts">For a trích sao, which parts of the text, by the numbers <see cref="ListCopyParts"/> gives them; null for the other forms, which copy all.</param>
public sealed record RequestCopy(
    CopyForm Form, Medium Medium, IReadOnlyList<string> Recipients, Id<Person> SignerId, IReadOnlyList<string>? Capacity = null, IReadOnlyList<int>? Parts = null)
    : IAct<CopyView>, IShaped, ICarriesText
{
    /// <summary>The source, where it was received; null where <c>dispatchId</c> names one of the organisation's own.</summary>
    public Id<IncomingDispatch>? IncomingId { get; init; }

    /// <summary>The source, where the organisation issued it itself; null where it was received.</summary>
    public Id<OfficialDispatch>? DispatchId { get; init; }

    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        _ when (IncomingId is null) == (DispatchId is null) => KernelRefusals.Shape("incomingId", "Hãy ghi văn bản cần sao: incomingId (văn bản đến) hoặc dispatchId (văn bản đi đã phát hành), đúng một trong hai."),
        { Recipients.Count: 0 or > 500 } => KernelRefusals.Shape("recipients", "Nơi nhận của bản sao phải có từ 1 đến 500 dòng; dòng cuối là “Lưu: VT.”"),
        { Capacity.Count: > 4 } => AuthorityShape.LongBlock,
        { Form: CopyForm.TrichSao, Parts: null or { Count: 0 or > 1000 } } => KernelRefusals.Shape("parts", "Hãy chọn phần văn bản cần trích sao (từ 1 đến 1.000 phần)."),
        { Form: not CopyForm.TrichSao, Parts.Count: > 0 } => KernelRefusals.Shape("parts", "Sao y và sao lục là bản sao đầy đủ, không chọn phần (Điều 3 Nghị định 30/2020/NĐ-CP). Muốn sao một phần, hãy chọn trích sao."),
        _ when Texts().Any(text => text is null or { Length: > 1000 }) => KernelRefusals.Shape("text", "Một dòng dài quá 1.000 ký tự."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [.. Recipients, .. Capacity ?? []];
}

internal sealed class RequestCopyHandler(CopyDesk copies) : IRequestHandler<RequestCopy, Outcome<CopyView>>
{
    public Task<Outcome<CopyView>> Handle(RequestCopy request, CancellationToken cancellationToken) => copies.RequestAsync(request, cancellationToken);
}
