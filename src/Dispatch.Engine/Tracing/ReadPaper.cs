using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>The file of a paper: the final bytes once issued, the page as it would be signed while an outgoing dispatch is on its way.</summary>
/// <param name="PaperId">A dispatch, an incoming dispatch or a copy that the person may see.</param>
public sealed record ReadPaper(Guid PaperId) : IQuestion<PaperFile>, IReadsPaper
{
    Guid IReadsPaper.Paper => PaperId;
}

/// <summary>A file to be shown or kept.</summary>
/// <param name="Bytes">PDF.</param>
/// <param name="Hash">SHA-256, lower-case hex.</param>
/// <param name="Name">A file name without diacritics.</param>
/// <param name="IsFinal">False for the page of a draft, which may still change.</param>
public sealed record PaperFile(byte[] Bytes, string Hash, string Name, bool IsFinal);

internal sealed class ReadPaperHandler(DispatchDbContext db, FileStore files, SheetDesk sheets, ActContext context) : IRequestHandler<ReadPaper, Outcome<PaperFile>>
{
    private static readonly Refusal NoFile = new("tracing.no-file", RefusalKind.Unknown, "Văn bản này chưa có tệp: bản giấy từ ngoài hệ thống, hoặc bản sao chưa phát hành.");

    public async Task<Outcome<PaperFile>> Handle(ReadPaper request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(d => d.Id == new Id<OfficialDispatch>(request.PaperId), cancellationToken) is { } dispatch)
        {
            return await OfAsync(dispatch, cancellationToken);
        }

        if (await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(i => i.Id == new Id<IncomingDispatch>(request.PaperId), cancellationToken) is { } incoming)
        {
            return IncomingLifecycle.IsSealed(incoming.State) ? RecallingRefusals.Sealed : await StoredAsync(incoming.ContentHash, incoming.Facts.CopyNumberAndSymbol ?? incoming.Facts.NumberAndSymbol, cancellationToken);
        }

        return await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(c => c.Id == new Id<CertifiedCopy>(request.PaperId), cancellationToken) is { } copy
            ? CopyLifecycle.IsSealed(copy.State) ? RecallingRefusals.Sealed : await StoredAsync(copy.ContentHash ?? copy.SignedHash, copy.NumberAndSymbol ?? "ban-sao", cancellationToken)
            : KernelRefusals.Unknown("văn bản");
    }

    private async Task<Outcome<PaperFile>> OfAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        if ((dispatch.ContentHash ?? dispatch.SealedHash ?? (dispatch.IsSignedInFile ? dispatch.SignedHash : null)) is { } hash)
        {
            return await StoredAsync(hash, dispatch.NumberAndSymbol ?? "da-ky " + dispatch.Symbol, cancellationToken);
        }

        var page = await sheets.ShowAsync(dispatch, context, cancellationToken);
        return page.IsRefused
            ? page.Refusal
            : new PaperFile(page.Value, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(page.Value)), NameOf("du-thao " + dispatch.Symbol), IsFinal: false);
    }

    private async Task<Outcome<PaperFile>> StoredAsync(string? hash, string name, CancellationToken cancellationToken) =>
        hash is null ? NoFile : new PaperFile(await files.ReadAsync(hash, cancellationToken), hash, NameOf(name), IsFinal: true);

    /// <summary>Letters a file name may hold everywhere: no diacritics, no separators (Quyết định 161/2025 Ninh Bình asks for at most 50).</summary>
    private static string NameOf(string text)
    {
        var plain = text.Replace('Đ', 'D').Replace('đ', 'd').Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var name = string.Concat(plain).Trim('-');
        return (name.Length > 46 ? name[..46] : name) + ".pdf";
    }
}
