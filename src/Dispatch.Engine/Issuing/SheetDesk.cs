using System.Text.Json;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Issuing;

/// <summary>Turns papers into sheets and sheets into files. Looks names up; everything else is a pure function of the paper.</summary>
internal sealed class SheetDesk(DispatchDbContext db, FileStore files, PaperPress press, EngineSettings installation)
{
    private const string Omitted = "[…]";

    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Body>, Id<Person>, Task<SheetNames>>> Named = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Body> issuer, Id<Person> signer) => db.Set<Body>().Where(b => b.Id == issuer)
            .Select(b => new SheetNames(
                b.Name,
                b.Place,
                b.Kind,
                db.Set<Body>().Where(p => p.Id == b.ParentId).Select(p => p.Name).SingleOrDefault(),
                db.Set<Person>().Where(p => p.Id == signer).Select(p => p.FullName).Single())).Single()));

    /// <summary>The printed dispatch as it stands: with number and date once it has them, with room for them before.</summary>
    public async Task<Outcome<byte[]>> PrintAsync(OfficialDispatch dispatch, CancellationToken cancellationToken) =>
        press.Print(await SheetAsync(dispatch, cancellationToken));

    /// <summary>The same for somebody who only looks, and may have to wait for it.</summary>
    public async Task<Outcome<byte[]>> ShowAsync(OfficialDispatch dispatch, ActContext context, CancellationToken cancellationToken) =>
        await press.ShowAsync(await SheetAsync(dispatch, cancellationToken), context, cancellationToken);

    /// <summary>The sheet of a dispatch.</summary>
    public async Task<DispatchSheet> SheetAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var names = await Named.On(db)(db, dispatch.OrganisationId, dispatch.SignerId).WaitAsync(cancellationToken);
        var text = dispatch.Text;
        return new DispatchSheet
        {
            ParentName = names.Kind.NamesItsSuperior() ? names.Parent : null,
            IssuerName = names.Name,
            Number = dispatch.Number is { } number ? FormattableString.Invariant($"{number:00}") : null,
            Symbol = dispatch.Symbol,
            Place = names.Place ?? string.Empty,
            Date = dispatch.IssuedOn,
            KindName = text.Kind == DispatchKind.OfficialLetter.Name ? null : text.Kind,
            Subject = text.Subject,
            Addressees = text.Addressees,
            Body = text.Body,
            Recipients = text.Recipients,
            Signing = new SigningBlock(text.Capacity, names.Signer),
            Urgency = text.Urgency switch
            {
                Urgency.Normal => SheetUrgency.Normal,
                Urgency.Urgent => SheetUrgency.Urgent,
                Urgency.VeryUrgent => SheetUrgency.VeryUrgent,
                Urgency.Express => SheetUrgency.Express,
            },
        };
    }

    /// <summary>
    /// The file of a copy. Of a paper copy its print. Of an electronic one what the law wants and no more: the digitised pages as they are, or, for a trích sao, the sheet composed anew
    /// without the block of a paper copy, which cell 14 takes the place of (Phụ lục I Phần II mục I).
    /// </summary>
    /// <param name="copy">The copy.</param>
    /// <param name="sheetHash">Where the source's sheet is kept; null where it has none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Outcome<byte[]>> FileAsync(CertifiedCopy copy, string? sheetHash, CancellationToken cancellationToken) => copy switch
    {
        { Medium: Medium.Paper } => await PrintAsync(copy, sheetHash, cancellationToken),
        { Parts.Count: 0 } => await files.ReadAsync(copy.SourceHash, cancellationToken),
        _ when sheetHash is null => CopyingRefusals.NoParts,
        _ => press.Print(Extract(await ReadAsync(sheetHash, cancellationToken), copy.Parts) with { HasCopyMark = true }),
    };

    /// <summary>The printed copy: the very pages of its source with the copy's block under them (Phụ lục I Phần II, Mẫu 3.1); a trích sao is composed anew from the chosen parts.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="sheetHash">Where the source's sheet is kept; null where it has none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Outcome<byte[]>> PrintAsync(CertifiedCopy copy, string? sheetHash, CancellationToken cancellationToken)
    {
        var block = await BlockAsync(copy, cancellationToken);
        if (copy.Parts.Count > 0)
        {
            return sheetHash is null ? CopyingRefusals.NoParts : press.Print(Extract(await ReadAsync(sheetHash, cancellationToken), copy.Parts) with { Copy = block });
        }

        var source = await files.ReadAsync(copy.SourceHash, cancellationToken);
        return press.Print(source, block);
    }

    /// <summary>The parts of a kept sheet's text, one string each, in order.</summary>
    public async Task<IReadOnlyList<string>> PartsAsync(string sheetHash, CancellationToken cancellationToken) => Parts(await ReadAsync(sheetHash, cancellationToken));

    /// <summary>A sheet as it is kept beside its file, so that receivers can print certified copies from it.</summary>
    public static byte[] Kept(DispatchSheet sheet) => JsonSerializer.SerializeToUtf8Bytes(sheet, KernelJson.Options);

    private async Task<DispatchSheet> ReadAsync(string hash, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<DispatchSheet>(await files.ReadAsync(hash, cancellationToken), KernelJson.Options)!;

    private static IReadOnlyList<string> Parts(DispatchSheet sheet) => MarkdownBody.Write(MarkdownBody.Read(sheet.Body));

    /// <summary>Trích sao: the whole form again, of the text only the parts that were chosen (Điều 25.3.b). Wherever something was left out a mark stands, so that nobody takes the part for the whole.</summary>
    private static DispatchSheet Extract(DispatchSheet source, IReadOnlyList<int> chosen)
    {
        var parts = Parts(source);
        var body = new List<string>();
        var next = 1;
        foreach (var number in chosen)
        {
            body.AddRange(number > next ? [Omitted, parts[number - 1]] : [parts[number - 1]]);
            next = number + 1;
        }

        return source with { Body = next <= parts.Count || source.Annexes.Count > 0 ? [.. body, Omitted] : body, Annexes = [] };
    }

    private async Task<CopyBlock> BlockAsync(CertifiedCopy copy, CancellationToken cancellationToken)
    {
        var body = await db.Set<Body>().AsNoTracking().SingleAsync(b => b.Id == copy.OrganisationId, cancellationToken);
        var settings = await db.Set<HouseSettings>().OfAsync(copy.OrganisationId, cancellationToken);
        var signer = await db.Set<Person>().Where(p => p.Id == copy.SignerId).Select(p => p.FullName).SingleAsync(cancellationToken);
        return new CopyBlock
        {
            Verification = installation.PublicUrl is { } address ? new VerificationMark(address + "/verify", copy.SourceHash) : null,
            Label = CopyWording.Label(copy.Form, settings),
            BodyName = body.Name,
            NumberAndSymbol = copy.NumberAndSymbol,
            Place = body.Place ?? string.Empty,
            Date = copy.CopiedOn,
            Recipients = copy.Recipients,
            Signing = new SigningBlock(copy.Capacity, signer),
        };
    }

    /// <param name="Name">The issuing body.</param>
    /// <param name="Place">Where it writes from.</param>
    /// <param name="Kind">What the issuing body is.</param>
    /// <param name="Parent">What it stands under.</param>
    /// <param name="Signer">Who signs.</param>
    private sealed record SheetNames(string Name, string? Place, BodyKind Kind, string? Parent, string Signer);
}
