using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>Mở phiên ký số của cơ quan sao (Điều 25.1.c; Phụ lục I Phần II mục I.3): the file of the copy is made ready, with form, organisation and time at the upper right of page 1.</summary>
/// <param name="CopyId">Which copy, with its number.</param>
/// <param name="By">With which certificate: the organisation's.</param>
public sealed record PrepareCopySeal(Id<CertifiedCopy> CopyId, SignerCertificate By) : IAct<SigningSessionView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => By.Flaw();
}

internal sealed class PrepareCopySealHandler(
    PaperDesk<CertifiedCopy, CopyView> desk, SigningDesk signing, AuthorityDesk authorities, SheetDesk sheets, DispatchDbContext db, TimeProvider clock)
    : IRequestHandler<PrepareCopySeal, Outcome<SigningSessionView>>
{
    public async Task<Outcome<SigningSessionView>> Handle(PrepareCopySeal request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(request.CopyId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var copy = opened.Value;
        return (copy.RefuseSeal() ?? await authorities.RefuseSealAsync(copy.OrganisationId, request.By.Certificate, clock.GetUtcNow(), cancellationToken)) is { } refusal
            ? refusal
            : await signing.OpenAsync(
                new PaperToSign(copy.Id.Value, copy.OrganisationId, copy.Version, SigningPurpose.Copy), request.By, (now, cancel) => FileAsync(copy, now, cancel), cancellationToken);
    }

    private async Task<Outcome<FileToSign>> FileAsync(CertifiedCopy copy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = await sheets.FileAsync(copy, (await db.SourceOfAsync(copy, cancellationToken)).SheetHash, cancellationToken);
        if (file.IsRefused)
        {
            return file.Refusal;
        }

        var body = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        var (content, time) = (SigningDesk.Growing(file.Value), OfficeTime.Local(now));
        return new FileToSign(content, CopyMark.On(content, CopyMark.Words(Vietnamese.Of(copy.Form), body, time), time));
    }
}
