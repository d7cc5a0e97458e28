using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>In danh sách gửi: every recipient of one paper and what became of its delivery, to be printed or opened in a spreadsheet.</summary>
/// <param name="PaperId">A dispatch or a copy of the person's organisation.</param>
/// <param name="Form">PDF or CSV.</param>
public sealed record PrintDeliveries(Guid PaperId, RegisterForm Form = RegisterForm.Pdf) : IQuestion<PrintedRegister>;

internal sealed class PrintDeliveriesHandler(DispatchDbContext db, PaperPress press, ActContext context, TimeProvider clock) : IRequestHandler<PrintDeliveries, Outcome<PrintedRegister>>
{
    private const int MostLines = 20_000;

    public async Task<Outcome<PrintedRegister>> Handle(PrintDeliveries request, CancellationToken cancellationToken)
    {
        var deliveries = await db.Set<Delivery>().AsNoTracking().SeenBy(context.Someone).Where(d => d.PaperId == request.PaperId).OrderBy(d => d.Id).Take(MostLines).ToListAsync(cancellationToken);
        if (deliveries.Count == 0)
        {
            return KernelRefusals.Unknown("danh sách gửi");
        }

        var facts = await db.Set<Consignment>().Where(c => c.PaperId == request.PaperId).Select(c => c.Facts).SingleAsync(cancellationToken);
        var sheet = new RegisterBookSheet
        {
            BodyName = await db.Set<Body>().Where(b => b.Id == deliveries[0].SenderId).Select(b => b.Name).SingleAsync(cancellationToken),
            Title = "Danh sách gửi văn bản",
            Period = $"Số {facts.CopyNumberAndSymbol ?? facts.NumberAndSymbol} ngày {Day(facts.CopiedOn ?? facts.Date)}: {deliveries.Count} nơi nhận, tình trạng lúc {Moment(clock.GetUtcNow())}",
            Columns = RegisterColumns.Deliveries,
            Rows = [.. deliveries.Select(Row)],
        };
        if (request.Form is RegisterForm.Csv)
        {
            return new PrintedRegister(SheetCsv.Of(sheet), "danh-sach-gui.csv", "text/csv");
        }

        var printed = await press.ShowAsync(sheet, context, cancellationToken);
        return printed.IsRefused ? printed.Refusal : new PrintedRegister(printed.Value, "danh-sach-gui.pdf", "application/pdf");
    }

    private static string[] Row(Delivery d, int index) =>
    [
        (index + 1).ToString(CultureInfo.InvariantCulture), d.RecipientName, Vietnamese.Of(d.Channel), Moment(d.SentAt ?? d.QueuedAt), Vietnamese.Of(d.State, d.Channel),
        d.ArrivalNumber?.ToString("00", CultureInfo.InvariantCulture) ?? string.Empty, Moment(d.ArrivedAt), string.Join("; ", new[] { d.PostalNumber, d.Reason }.OfType<string>()),
    ];

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? at) => at is { } moment ? OfficeTime.Local(moment).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : string.Empty;
}
