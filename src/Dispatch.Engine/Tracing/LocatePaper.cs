using System.Buffers.Text;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>Which papers of the person's organisation is it? From a number, a số đến, the SHA-256 of a file, or what a QR code says; the newest first. A copy that another organisation made leads to the own paper in whose tree it stands.</summary>
/// <param name="Text">Số, ký hiệu, or the number alone, as it stands on the paper or as another paper cites it; 64 hexadecimal digits; or the text of a QR code.</param>
public sealed record LocatePaper(string Text) : IQuestion<Page<SearchHit>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => HeldPaper.Read(Text) is null
        ? KernelRefusals.Shape("text", "Hãy nhập số, ký hiệu văn bản (ví dụ 6983/BNG-CNV), số đến (ví dụ số đến 12/2024), mã băm SHA-256 của tệp, hoặc nội dung mã QR trên bản sao.")
        : null;
}

/// <summary>What a person holds of a paper: its number, the hash of its file, or both as a QR code gives them.</summary>
/// <param name="NumberKey">The number as <see cref="PaperNumber"/> writes it; empty when it is not known.</param>
/// <param name="Hash">SHA-256, lower-case hex; null when it is not known.</param>
internal sealed record HeldPaper(string NumberKey, string? Hash)
{
    /// <summary>Số đến, when that is what is held.</summary>
    public (int Number, int? Year)? Arrival { get; private init; }

    private const int HashDigits = 64;
    private const int Longest = 400;

    public static HeldPaper? Read(string? text)
    {
        var mark = text?.Trim() ?? string.Empty;
        if (mark.Length is 0 or > Longest)
        {
            return null;
        }

        if (mark.Length == HashDigits && mark.All(char.IsAsciiHexDigit))
        {
            return new HeldPaper(string.Empty, mark.ToLowerInvariant());
        }

        if (PaperNumber.Arrival(mark) is { } arrival)
        {
            return new HeldPaper(string.Empty, null) { Arrival = arrival };
        }

        return OfQr(mark) ?? (PaperNumber.Asked(mark) is { Length: > 0 } key ? new HeldPaper(key, null) : null);
    }

    /// <summary>The hash as a QR code writes it, in hexadecimal; null when it is none.</summary>
    public static string? HashOfQr(string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length == HashDigits / 2 ? Convert.ToHexStringLower(bytes) : null;
    }

    /// <summary>"https://…/verify?so=267/SY&amp;ngay=2024-12-23&amp;sha256=…", whatever the address before it.</summary>
    private static HeldPaper? OfQr(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Query.Length == 0)
        {
            return null;
        }

        var said = uri.Query[1..].Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        return HashOfQr(said["sha256"].FirstOrDefault()) is { } hash ? new HeldPaper(PaperNumber.Key(said["so"].FirstOrDefault()), hash) : null;
    }
}

internal sealed class LocatePaperHandler(DispatchDbContext db, ActContext context) : IRequestHandler<LocatePaper, Outcome<Page<SearchHit>>>
{
    private const int Most = 50;

    public async Task<Outcome<Page<SearchHit>>> Handle(LocatePaper request, CancellationToken cancellationToken)
    {
        var mark = HeldPaper.Read(request.Text)!;
        var organisation = context.Someone.OrganisationId;
        var entries = db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == organisation);
        var ids = mark.Hash is { } hash ? await ByHashAsync(entries, hash, cancellationToken) : [];
        if (mark.Arrival is { } arrival)
        {
            ids = await ArrivalEntries.Of(db, organisation, arrival).OrderByDescending(e => e.Id).Select(e => e.Id).Take(Most).ToListAsync(cancellationToken);
        }

        if (mark.NumberKey.Length > 0)
        {
            var (key, head) = (mark.NumberKey, PaperNumber.Head(mark.NumberKey));
            // A number alone names every paper that bears it, the newest first.
            var byNumber = entries.Where(e => (e.NumberHead == head && (key == head || e.NumberKey == key)) || (e.CopyHead == head && (key == head || e.CopyKey == key)));
            // A QR code names the copy and what it was made from: first the copy itself, of that source and no other.
            var families = ids.Count == 0 ? [] : await entries.Where(e => ids.Contains(e.Id)).Select(e => e.FamilyId).Distinct().ToListAsync(cancellationToken);
            byNumber = mark.Hash is null ? byNumber : byNumber.Where(e => families.Contains(e.FamilyId));
            ids = [.. await byNumber.OrderByDescending(e => e.Id).Select(e => e.Id).Take(Most).ToListAsync(cancellationToken), .. ids];
        }

        var elsewhere = await new CopiesElsewhere(db, organisation).FindAsync(mark, cancellationToken);
        return new Page<SearchHit>(await HitsAsync([.. ids.Concat(elsewhere.Select(copy => copy.Entry)).Distinct().Take(Most)], elsewhere, cancellationToken), null);
    }

    private async Task<IReadOnlyList<SearchHit>> HitsAsync(IReadOnlyList<long> ids, IReadOnlyList<(long Entry, string Copies)> elsewhere, CancellationToken cancellationToken)
    {
        var hits = await new SearchHits(db, context.Someone, SearchTerms.Of(string.Empty)).LoadAsync(ids, cancellationToken);
        if (elsewhere.Count == 0)
        {
            return hits;
        }

        var leading = elsewhere.Select(copy => copy.Entry).ToList();
        var papers = await db.Set<PaperEntry>().Where(e => leading.Contains(e.Id)).ToDictionaryAsync(e => e.PaperId, e => e.Id, cancellationToken);
        var called = elsewhere.ToDictionary(copy => copy.Entry, copy => copy.Copies);
        return [.. hits.Select(hit => papers.TryGetValue(hit.PaperId, out var entry) ? hit with { Title = $"{hit.Title} ({called[entry]})" } : hit)];
    }

    private async Task<List<long>> ByHashAsync(IQueryable<PaperEntry> entries, string hash, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var dispatches = await db.Set<OfficialDispatch>().SeenBy(actor).Where(d => d.ContentHash == hash).OrderByDescending(d => d.Id).Select(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        var incoming = await db.Set<IncomingDispatch>().SeenBy(actor).Where(i => i.ContentHash == hash).OrderByDescending(i => i.Id).Select(i => i.Id).Take(Most).ToListAsync(cancellationToken);
        var copies = await db.Set<CertifiedCopy>().SeenBy(actor).Where(c => c.ContentHash == hash).OrderByDescending(c => c.Id).Select(c => c.Id).Take(Most).ToListAsync(cancellationToken);
        List<Guid> papers = [.. dispatches.Select(id => id.Value), .. incoming.Select(id => id.Value), .. copies.Select(id => id.Value)];
        return await entries.Where(e => papers.Contains(e.PaperId)).OrderByDescending(e => e.Id).Select(e => e.Id).ToListAsync(cancellationToken);
    }
}

/// <summary>Which copy is it that somebody holds in the hand? Asked by anyone with the QR code on it: nothing is told to whom the code's hash is not known, and never what the paper says.</summary>
/// <param name="NumberAndSymbol">Số, ký hiệu of the copy, as printed.</param>
/// <param name="CopiedOn">Its date.</param>
/// <param name="SourceHash">SHA-256 of what it was made from, as the code writes it (base64url) or in hexadecimal.</param>
public sealed record IdentifyCopy(string NumberAndSymbol, DateOnly? CopiedOn, string SourceHash) : IQuestion<CopyIdentity>;

/// <summary>A copy, as far as anybody may know it who holds it.</summary>
/// <param name="FormName">Sao y, sao lục or trích sao.</param>
/// <param name="NumberAndSymbol">Its number.</param>
/// <param name="CopiedOn">Its date.</param>
/// <param name="CopiedBy">Who made it.</param>
/// <param name="StateName">Where it stands.</param>
/// <param name="SourceNumberAndSymbol">Số, ký hiệu of what was copied.</param>
/// <param name="SourceDate">Its date.</param>
/// <param name="SourceAuthor">Who issued it.</param>
/// <param name="SourceHash">SHA-256 of the file that was copied, hex.</param>
public sealed record CopyIdentity(
    string FormName, string NumberAndSymbol, DateOnly CopiedOn, string CopiedBy, string StateName, string SourceNumberAndSymbol, DateOnly SourceDate, string SourceAuthor, string SourceHash);

internal sealed class IdentifyCopyHandler(DispatchDbContext db) : IRequestHandler<IdentifyCopy, Outcome<CopyIdentity>>
{
    private static readonly Refusal NoSuchCopy = new(
        "tracing.no-such-copy", RefusalKind.Unknown,
        "Hệ thống này không có bản sao nào mang số, ngày và mã băm như mã QR. Bản giấy có thể bị làm giả, hoặc do hệ thống khác phát hành; hãy hỏi cơ quan có tên trên bản sao.");

    public async Task<Outcome<CopyIdentity>> Handle(IdentifyCopy request, CancellationToken cancellationToken)
    {
        var hash = HeldPaper.HashOfQr(request.SourceHash) ?? HeldPaper.Read(request.SourceHash)?.Hash;
        var key = PaperNumber.Key(request.NumberAndSymbol);
        if (hash is null || key.Length == 0)
        {
            return NoSuchCopy;
        }

        using var across = db.Across(Crossing.Verification);
        var named = await db.Set<PaperEntry>().Where(e => e.CopyKey == key && e.Kind == PaperKind.Copy).Select(e => e.PaperId).ToListAsync(cancellationToken);
        var ids = named.ConvertAll(id => new Id<CertifiedCopy>(id));
        var copy = await db.Set<CertifiedCopy>().AsNoTracking().Where(c => ids.Contains(c.Id) && c.SourceHash == hash && c.CopiedOn == request.CopiedOn && c.ContentHash != null).FirstOrDefaultAsync(cancellationToken);
        if (copy is null)
        {
            return NoSuchCopy;
        }

        var source = await db.SourceOfAsync(copy, cancellationToken);
        var maker = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        return new CopyIdentity(
            Lifecycle.Vietnamese.Of(copy.Form), copy.NumberAndSymbol!, copy.CopiedOn!.Value, maker, Lifecycle.Vietnamese.Of(copy.State),
            source.NumberAndSymbol, source.Date, source.Author, copy.SourceHash);
    }
}
