using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>Đối soát: what this organisation sent between two days, held against a register of arrivals that another system gave (docs/reconciliation.md). Nothing is changed.</summary>
/// <param name="Csv">The other register.</param>
/// <param name="From">Only what was sent on or after this day.</param>
/// <param name="To">Only what was sent on or before this day.</param>
/// <param name="Receiver">Whose register it is, by name or identifier code, where its lines do not say.</param>
public sealed record ReconcileRegister(string Csv, DateOnly From, DateOnly To, string? Receiver = null) : IQuestion<Reconciliation>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => KernelRefusals.Span(From, To);
}

/// <summary>This organisation's own register of arrivals between two days, in the same shape, for another system to compare.</summary>
/// <param name="From">Registered on or after this day.</param>
/// <param name="To">Registered on or before this day.</param>
public sealed record ExportRegister(DateOnly From, DateOnly To) : IQuestion<byte[]>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => KernelRefusals.Span(From, To);
}

/// <summary>What differs between what was sent and what the other side wrote down.</summary>
/// <param name="Sent">How many deliveries of ours were held against it.</param>
/// <param name="Lines">How many lines of the other register could be read.</param>
/// <param name="Agreeing">How many deliveries stand there once, with the same content.</param>
/// <param name="Differences">The rest, ours first, then lines nobody here sent, numbers given twice there, and lines that could not be read.</param>
public sealed record Reconciliation(int Sent, int Lines, int Agreeing, IReadOnlyList<ReconciliationItem> Differences);

/// <summary>In what two registers differ.</summary>
public enum ReconciliationKind
{
    /// <summary>Đã gửi, bên kia không vào sổ.</summary>
    NeverRegistered,

    /// <summary>Một lượt gửi, bên kia vào sổ nhiều lần.</summary>
    RegisteredTwice,

    /// <summary>Bên kia giữ nội dung khác.</summary>
    ContentDiffers,

    /// <summary>Số đến bên kia ghi khác số đã báo về.</summary>
    NumberDiffers,

    /// <summary>Bên kia vào sổ, ở đây không gửi.</summary>
    NeverSent,

    /// <summary>Sổ bên kia cấp một số đến cho hai văn bản trong cùng năm.</summary>
    NumberUsedTwice,

    /// <summary>Dòng của sổ bên kia không đọc được.</summary>
    Unreadable,
}

/// <summary>One difference.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Message">Vietnamese: what is here and what is there.</param>
/// <param name="NumberAndSymbol">The paper; empty for a line that could not be read.</param>
/// <param name="Receiver">Who received it, or should have; empty for a line that could not be read.</param>
/// <param name="DeliveryId">Our delivery; null for what nobody here sent.</param>
/// <param name="LinesThere">The lines of the other register.</param>
public sealed record ReconciliationItem(ReconciliationKind Kind, string Message, string NumberAndSymbol, string Receiver, Id<Delivery>? DeliveryId, IReadOnlyList<int> LinesThere);

internal sealed class ReconcileRegisterHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<ReconcileRegister, Outcome<Reconciliation>>, IRequestHandler<ExportRegister, Outcome<byte[]>>
{
    private const int Most = RegisterSheet.Most;

    private static Refusal UnknownReceiver(string name) => new(
        "reconciling.unknown-receiver", RefusalKind.Invalid, $"Danh mục không có cơ quan nào tên hoặc mã định danh là “{name}”. Hãy ghi tên đầy đủ hoặc mã định danh của cơ quan có sổ này, như trong trang Danh mục cơ quan.");

    public async Task<Outcome<Reconciliation>> Handle(ReconcileRegister request, CancellationToken cancellationToken)
    {
        var theirs = RegisterSheet.Read(request.Csv, request.Receiver);
        if (theirs.IsRefused)
        {
            return theirs.Refusal;
        }

        var receivers = await RegisterReceivers.FindAsync(db, [.. theirs.Value.Rows.Select(row => row.Receiver)], cancellationToken);
        if (request.Receiver is { } whose && !string.IsNullOrWhiteSpace(whose) && receivers.Of(whose).Count == 0)
        {
            return UnknownReceiver(whose.Trim());
        }

        var sent = await SentAsync(request, cancellationToken);
        if (sent.Count > Most)
        {
            return KernelRefusals.Shape("from", $"Khoảng ngày có quá {Most} lượt gửi. Hãy đối soát từng tháng.");
        }

        // Only receivers that the other register speaks of: a register of one province says nothing about the others.
        var spoken = theirs.Value.Rows.Select(row => row.Receiver).Distinct(StringComparer.Ordinal).SelectMany(receivers.Of).ToHashSet();
        return Compare([.. sent.Where(row => spoken.Contains(row.ReceiverId))], theirs.Value, receivers);
    }

    public async Task<Outcome<byte[]>> Handle(ExportRegister request, CancellationToken cancellationToken)
    {
        var house = context.Someone.OrganisationId;
        var name = await db.Set<Body>().Where(b => b.Id == house).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken);
        var rows = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).Where(i => i.RegisteredOn >= request.From && i.RegisteredOn <= request.To)
            .OrderBy(i => i.RegisteredOn).ThenBy(i => i.ArrivalNumber).Take(Most + 1).ToListAsync(cancellationToken);
        return rows.Count > Most
            ? KernelRefusals.Shape("from", $"Khoảng ngày có quá {Most} văn bản. Hãy xuất từng tháng.")
            : RegisterSheet.Write(rows.Select(i => new RegisterRow(
                0, i.Facts.Author, i.Facts.CopyNumberAndSymbol ?? i.Facts.NumberAndSymbol, i.Facts.CopiedOn ?? i.Facts.Date, i.Facts.Subject, name ?? string.Empty, i.ArrivalNumber, i.RegisteredOn, i.ContentHash, i.DeliveryId?.Value)));
    }

    private async Task<List<SentRow>> SentAsync(ReconcileRegister request, CancellationToken cancellationToken)
    {
        var (from, to) = (OfficeTime.At(request.From, TimeOnly.MinValue).ToUniversalTime(), OfficeTime.At(request.To.AddDays(1), TimeOnly.MinValue).ToUniversalTime());
        var rows = await db.Set<Delivery>().AsNoTracking().SeenBy(context.Someone).Where(d => d.QueuedAt >= from && d.QueuedAt < to && d.Channel != DeliveryChannel.Internal)
            .Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { d.Id, d.RecipientId, d.RecipientName, d.ArrivalNumber, c.ContentHash, c.Facts })
            .OrderBy(row => row.Id).Take(Most + 1).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new SentRow(
            row.Id, row.RecipientId, row.RecipientName, row.Facts.CopyNumberAndSymbol ?? row.Facts.NumberAndSymbol, row.Facts.CopiedOn ?? row.Facts.Date, row.ContentHash, row.ArrivalNumber));
    }

    /// <summary>By the consignment key where the other side knows it, else by number, symbol, date and receiver.</summary>
    private static Reconciliation Compare(IReadOnlyList<SentRow> sent, RegisterReading read, RegisterReceivers receivers)
    {
        var theirs = read.Rows;
        var byKey = theirs.Where(row => row.DeliveryId is not null).ToLookup(row => row.DeliveryId!.Value);
        var byFace = theirs.Where(row => row.DeliveryId is null).SelectMany(row => receivers.Of(row.Receiver), (row, body) => (Face: (Face(row.NumberAndSymbol, row.Date), body), Row: row)).ToLookup(line => line.Face, line => line.Row);
        var met = new HashSet<int>();
        var differences = new List<ReconciliationItem>();
        var agreeing = 0;
        foreach (var row in sent)
        {
            List<RegisterRow> there = [.. byKey[row.Id.Value], .. byFace[(Face(row.NumberAndSymbol, row.Date), row.ReceiverId)]];
            met.UnionWith(there.Select(line => line.Line));
            var found = Differences(row, there).ToList();
            differences.AddRange(found);
            agreeing += found.Count == 0 ? 1 : 0;
        }

        differences.AddRange(theirs.Where(row => !met.Contains(row.Line)).Select(row => new ReconciliationItem(
            ReconciliationKind.NeverSent, $"{row.Receiver} đã vào sổ {row.NumberAndSymbol} (số đến {row.ArrivalNumber}), ở đây không có lượt gửi nào.", row.NumberAndSymbol, row.Receiver, null, [row.Line])));
        differences.AddRange(UsedTwice(theirs));
        differences.AddRange(read.Flaws.Select(flaw => new ReconciliationItem(ReconciliationKind.Unreadable, $"Không so được: {flaw.Why}.", string.Empty, string.Empty, null, [flaw.Line])));
        return new Reconciliation(sent.Count, theirs.Count, agreeing, differences);
    }

    /// <summary>One số đến stands for one paper of a year (Điều 22).</summary>
    private static IEnumerable<ReconciliationItem> UsedTwice(IReadOnlyList<RegisterRow> theirs) =>
        from row in theirs
        where row is { ArrivalNumber: not null, RegisteredOn: not null }
        group row by (NameFolding.Fold(row.Receiver), row.RegisteredOn!.Value.Year, row.ArrivalNumber!.Value) into alike
        let papers = alike.DistinctBy(row => (Face(row.NumberAndSymbol, row.Date), NameFolding.Fold(row.Author))).ToList()
        where papers.Count > 1
        select new ReconciliationItem(
            ReconciliationKind.NumberUsedTwice, $"{papers[0].Receiver} cấp số đến {alike.Key.Value} năm {alike.Key.Year} cho {papers.Count} văn bản: {string.Join(", ", papers.Select(row => row.NumberAndSymbol))}.",
            papers[0].NumberAndSymbol, papers[0].Receiver, null, [.. alike.Select(row => row.Line)]);

    private static IEnumerable<ReconciliationItem> Differences(SentRow row, List<RegisterRow> there)
    {
        ReconciliationItem Item(ReconciliationKind kind, string message) => new(kind, message, row.NumberAndSymbol, row.Receiver, row.Id, [.. there.Select(line => line.Line)]);
        var registered = there.Where(line => line.ArrivalNumber is not null).ToList();
        if (registered.Count == 0)
        {
            yield return Item(ReconciliationKind.NeverRegistered, $"{row.Receiver} chưa vào sổ {row.NumberAndSymbol}.");
        }

        if (registered.Count > 1)
        {
            yield return Item(ReconciliationKind.RegisteredTwice, $"{row.Receiver} vào sổ {row.NumberAndSymbol} {registered.Count} lần: số đến {string.Join(", ", registered.Select(line => line.ArrivalNumber))}.");
        }

        if (registered.Exists(line => line.ContentHash is { } hash && hash != row.ContentHash))
        {
            yield return Item(ReconciliationKind.ContentDiffers, $"{row.Receiver} giữ tệp khác với tệp đã gửi của {row.NumberAndSymbol}.");
        }

        if (registered is [{ ArrivalNumber: { } number }] && row.ArrivalNumber is { } told && told != number)
        {
            yield return Item(ReconciliationKind.NumberDiffers, $"{row.Receiver} báo số đến {told} nhưng sổ ghi {number} cho {row.NumberAndSymbol}.");
        }
    }

    /// <summary>Number and symbol as papers are found by, however another system writes them, and the date.</summary>
    private static (string Number, DateOnly Date) Face(string numberAndSymbol, DateOnly date) =>
        (PaperNumber.Key(numberAndSymbol) is { Length: > 0 } key ? key : numberAndSymbol.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant(), date);

    private sealed record SentRow(Id<Delivery> Id, Id<Body> ReceiverId, string Receiver, string NumberAndSymbol, DateOnly Date, string ContentHash, int? ArrivalNumber);
}
