using System.Globalization;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The files of an outgoing dispatch that its leader and its organisation sign.</summary>
internal sealed class DispatchSigning(
    SigningDesk signing, PaperDesk<OfficialDispatch, DispatchView> desk, DispatchDbContext db, FileStore files, SheetDesk sheets, PaperPress press, ISigningServices services, TimeProvider clock)
{
    // What an office may number between a signature and the number of that paper.
    private const int NumbersAhead = 500;

    /// <summary>Opens a session for a signature of a paper that the person may see.</summary>
    /// <param name="dispatchId">Which paper.</param>
    /// <param name="purpose">Whose signature.</param>
    /// <param name="by">With which certificate.</param>
    /// <param name="refuse">Why this signature may not be made; null when it may.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Outcome<SigningSessionView>> OpenAsync(
        Id<OfficialDispatch> dispatchId, SigningPurpose purpose, SignerCertificate by, Func<OfficialDispatch, CancellationToken, Task<Refusal?>> refuse, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(dispatchId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var dispatch = opened.Value;
        return await refuse(dispatch, cancellationToken) is { } refusal
            ? refusal
            : await signing.OpenAsync(new PaperToSign(dispatchId.Value, dispatch.OrganisationId, dispatch.Version, purpose), by, (now, cancel) => FileAsync(dispatch, purpose, now, cancel), cancellationToken);
    }

    private async Task<Outcome<FileToSign>> FileAsync(OfficialDispatch dispatch, SigningPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = purpose is SigningPurpose.Leader ? await BlankAsync(dispatch, cancellationToken) : await NumberedAsync(dispatch, cancellationToken);
        return content.IsRefused ? content.Refusal : new FileToSign(content.Value, RequestFor(dispatch, purpose, now));
    }

    private SignatureRequest RequestFor(OfficialDispatch dispatch, SigningPurpose purpose, DateTimeOffset now)
    {
        var image = purpose is SigningPurpose.Leader ? services.ImageOf(dispatch.SignerId) : services.ImageOf(dispatch.OrganisationId);
        return new SignatureRequest
        {
            Field = purpose is SigningPurpose.Leader ? SheetFields.Signature : SheetFields.Seal,
            Certifies = purpose is SigningPurpose.Leader,
            Time = OfficeTime.Local(now),
            Look = image is { } png ? SignatureLook.Image(png) : SignatureLook.Nothing,
        };
    }

    /// <summary>The sheet with its empty fields, as the leader signs it.</summary>
    private async Task<Outcome<MemoryStream>> BlankAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var sheet = await sheets.SheetAsync(dispatch, cancellationToken) with { IsToBeSigned = true, NumberFigures = await FiguresAsync(dispatch, cancellationToken) };
        var printed = press.Print(sheet);
        return printed.IsRefused ? printed.Refusal : SigningDesk.Growing(printed.Value);
    }

    /// <summary>Room for the numbers the book may have come to by the time the clerk numbers the paper.</summary>
    private async Task<int> FiguresAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var year = OfficeTime.DateAt(clock.GetUtcNow()).Year;
        var last = await db.Set<NumberSeries>().Where(s => s.OrganisationId == dispatch.OrganisationId && s.Book == RegisterBook.Outgoing && s.Year == year)
            .Select(s => (int?)s.Last).SingleOrDefaultAsync(cancellationToken) ?? 0;
        return (last + NumbersAhead).ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>The file the leader signed, with number and date in their fields. Made anew from what is recorded, so that it is the same every time (crash point CP6).</summary>
    private async Task<Outcome<MemoryStream>> NumberedAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var file = SigningDesk.Growing(await files.ReadAsync(dispatch.SignedHash!, cancellationToken));
        FieldFilling.Fill(file, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SheetFields.Number] = SheetFields.NumberInWords(dispatch.Number!.Value),
            [SheetFields.Date] = SheetFields.DateInWords(dispatch.IssuedOn!.Value),
        });
        return file;
    }
}
