using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Whether whoever signed a file had authority at the time, asked by somebody who has the file.</summary>
/// <param name="ContentHash">SHA-256 of the file, hex.</param>
public sealed record FindSignatory(string ContentHash) : IQuestion<SignatoryFinding>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => FileStore.IsHash(ContentHash) ? null : KernelRefusals.Shape("contentHash", "Mã băm phải là SHA-256, 64 chữ số hệ 16 viết thường.");
}

internal sealed class FindSignatoryHandler(SignatoryDesk signatories) : IRequestHandler<FindSignatory, Outcome<SignatoryFinding>>
{
    public async Task<Outcome<SignatoryFinding>> Handle(FindSignatory request, CancellationToken cancellationToken) =>
        await signatories.FindAsync(request.ContentHash, cancellationToken) is { } finding ? finding : KernelRefusals.Unknown("văn bản có mã băm này");
}
