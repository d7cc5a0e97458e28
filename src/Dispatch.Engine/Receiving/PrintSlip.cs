using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Which slip of an incoming dispatch.</summary>
public enum SlipKind
{
    /// <summary>Phiếu giải quyết văn bản đến (Phụ lục IV mục VII).</summary>
    Handling,

    /// <summary>Giấy xác nhận đã nhận văn bản.</summary>
    Receipt,
}

/// <summary>In phiếu: a slip of an incoming dispatch, from what the register and the receipts hold; what nobody has written yet has lines to write on.</summary>
/// <param name="IncomingId">Which incoming dispatch.</param>
/// <param name="Kind">Which slip.</param>
public sealed record PrintSlip(Id<IncomingDispatch> IncomingId, SlipKind Kind) : IQuestion<PrintedRegister>;

internal sealed class PrintSlipHandler(DispatchDbContext db, ActContext context) : IRequestHandler<PrintSlip, Outcome<PrintedRegister>>
{
    private static readonly Refusal NoReceipt =
        new("receiving.no-receipt", RefusalKind.Conflict, "Văn bản này không đến qua hệ thống nên không có giấy xác nhận của hệ thống.");

    public async Task<Outcome<PrintedRegister>> Handle(PrintSlip request, CancellationToken cancellationToken)
    {
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(i => i.Id == request.IncomingId, cancellationToken);
        if (incoming is null)
        {
            return KernelRefusals.Unknown("văn bản đến");
        }

        var house = await db.Set<Body>().AsNoTracking().SingleAsync(b => b.Id == incoming.OrganisationId, cancellationToken);
        var slip = request.Kind is SlipKind.Handling ? await HandlingAsync(incoming, house, cancellationToken) : await ReceiptAsync(incoming, house, cancellationToken);
        if (slip.IsRefused)
        {
            return slip.Refusal;
        }

        try
        {
            var sheet = slip.Value with { ParentName = await house.SuperiorNamedAsync(db, cancellationToken) };
            return new PrintedRegister(SlipPrinter.Print(sheet), request.Kind is SlipKind.Handling ? "phieu-giai-quyet.pdf" : "giay-xac-nhan.pdf", "application/pdf");
        }
        catch (MissingGlyphException missing)
        {
            return IssuingRefusals.MissingGlyph(missing);
        }
    }

    private async Task<Outcome<SlipSheet>> HandlingAsync(IncomingDispatch incoming, Body house, CancellationToken cancellationToken)
    {
        Id<Body>[] units = [.. new[] { incoming.LeadUnitId }.OfType<Id<Body>>(), .. incoming.SupportUnitIds];
        var names = await db.Set<Body>().Where(b => units.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        List<string> leader = [];
        if (incoming.LeadUnitId is { } lead)
        {
            leader.Add($"Chủ trì: {names[lead]}.");
            leader.AddRange(incoming.SupportUnitIds.Count == 0 ? [] : [$"Phối hợp: {string.Join("; ", incoming.SupportUnitIds.Select(unit => names[unit]))}."]);
            leader.AddRange(incoming.DueOn is { } due ? [$"Thời hạn: {Day(due)}."] : []);
        }

        var opinions = (await db.OpinionsAsync(incoming.Id.Value, cancellationToken)).ToLookup(opinion => opinion.Voice, Line);
        var slip = SlipSheet.Handling(
            house.Name, house.Place ?? string.Empty, Paper(incoming), [.. leader, .. opinions[OpinionVoice.Leader]], [.. opinions[OpinionVoice.UnitHead]], [.. opinions[OpinionVoice.Officer]]);
        return slip with { Date = incoming.RegisteredOn };
    }

    /// <summary>Who, on which day, to whom, what: the slip wants the day of every opinion.</summary>
    private static string Line(WrittenOpinion opinion)
    {
        string[] said = [.. new[] { opinion.To is { } to ? $"giao {to}" : null, opinion.Words }.OfType<string>()];
        return $"{opinion.By}, {opinion.Title}, ngày {Day(OfficeTime.DateAt(opinion.At))}{(said.Length == 0 ? "." : ": " + string.Join(": ", said))}";
    }

    private async Task<Outcome<SlipSheet>> ReceiptAsync(IncomingDispatch incoming, Body house, CancellationToken cancellationToken)
    {
        var receipt = await db.Set<KeptReceipt>().AsNoTracking().Where(r => r.OwnerId == incoming.OrganisationId && r.DeliveryId == incoming.DeliveryId).ToListAsync(cancellationToken);
        if (receipt.MaxBy(kept => kept.KeptAt) is not { } last)
        {
            return NoReceipt;
        }

        var sender = await db.Set<Body>().Where(b => b.Id == incoming.SenderId).Select(b => b.Name).SingleAsync(cancellationToken);
        List<SlipPart> facts =
        [
            new("1. Cơ quan gửi", [sender]),
            new("2. Thời gian đến", [Moment(incoming.ArrivedAt)]),
            new("3. Tình trạng", [incoming.ArrivalNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Vietnamese.Of(incoming.State)}; số đến {number:00} ngày {Day(incoming.RegisteredOn!.Value)}") : Vietnamese.Of(incoming.State)]),
            new("4. Mã băm SHA-256 của tệp", [incoming.ContentHash!]),
            new("5. Chữ ký của hệ thống nơi nhận", [$"Khóa: {last.KeyId[..16]}…", "Chữ ký:", last.Signature]),
        ];
        return SlipSheet.Receipt(house.Name, house.Place ?? string.Empty, Paper(incoming), facts) with { Date = OfficeTime.DateAt(incoming.ArrivedAt) };
    }

    private static string Paper(IncomingDispatch incoming) =>
        $"{RegisterWording.KindAndSubject(incoming.Facts.Kind, incoming.Facts.Subject)}, số {incoming.Facts.NumberAndSymbol} ngày {Day(incoming.Facts.Date)} của {incoming.Facts.Author}";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => OfficeTime.Local(at).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);
}
