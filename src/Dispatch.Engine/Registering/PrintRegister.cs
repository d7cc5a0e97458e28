using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>In what form a book leaves the system.</summary>
public enum RegisterForm
{
    /// <summary>To be printed and bound (Điều 16).</summary>
    Pdf,

    /// <summary>To be opened in a spreadsheet.</summary>
    Csv,
}

/// <summary>In sổ ra giấy: a book of a year, or its lines entered between two days, with cover and all columns of Phụ lục IV.</summary>
/// <param name="Book">Sổ văn bản đi, văn bản đến or bản sao.</param>
/// <param name="Year">The book's year.</param>
/// <param name="From">Only lines entered on or after this day.</param>
/// <param name="To">Only lines entered on or before this day.</param>
/// <param name="Form">PDF or CSV.</param>
public sealed record PrintRegister(RegisterBook Book, int Year, DateOnly? From = null, DateOnly? To = null, RegisterForm Form = RegisterForm.Pdf) : IQuestion<PrintedRegister>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => KernelRefusals.Span(From, To);
}

/// <summary>A printed book.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Name">A file name without diacritics.</param>
/// <param name="MediaType">"application/pdf" or "text/csv".</param>
public sealed record PrintedRegister(byte[] Bytes, string Name, string MediaType);

internal sealed class PrintRegisterHandler(DispatchDbContext db, PaperPress press, ActContext context) : IRequestHandler<PrintRegister, Outcome<PrintedRegister>>
{
    // A busy ministry enters some 20 papers a day; a volume of more is bound in two.
    private const int MostLines = 20_000;

    public async Task<Outcome<PrintedRegister>> Handle(PrintRegister request, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(request, cancellationToken);
        if (lines.Count > MostLines)
        {
            return KernelRefusals.Shape("from", $"Quyển sổ có quá {MostLines} dòng. Hãy in từng quyển theo khoảng ngày.");
        }

        var keeper = context.Someone.OrganisationId;
        var body = await db.Set<Body>().AsNoTracking().SingleAsync(b => b.Id == keeper, cancellationToken);
        var superior = await body.SuperiorNamedAsync(db, cancellationToken);
        var sheet = Sheet(request, body.Name, lines) with { ParentName = superior };
        var name = string.Create(CultureInfo.InvariantCulture, $"so-{FileName(request.Book)}-{request.Year}");
        if (request.Form is RegisterForm.Csv)
        {
            return new PrintedRegister(SheetCsv.Of(sheet), name + ".csv", "text/csv");
        }

        var printed = await press.ShowAsync(sheet, context, cancellationToken);
        return printed.IsRefused ? printed.Refusal : new PrintedRegister(printed.Value, name + ".pdf", "application/pdf");
    }

    private async Task<List<RegisterLine>> LinesAsync(PrintRegister request, CancellationToken cancellationToken)
    {
        var lines = db.Set<RegisterLine>().AsNoTracking().SeenBy(context.Someone).Where(l => l.Book == request.Book && l.Year == request.Year);
        lines = request.From is { } from ? lines.Where(l => l.EnteredOn >= from) : lines;
        lines = request.To is { } to ? lines.Where(l => l.EnteredOn <= to) : lines;
        return await lines.OrderBy(l => l.Number).Take(MostLines + 1).ToListAsync(cancellationToken);
    }

    private static RegisterBookSheet Sheet(PrintRegister request, string body, List<RegisterLine> lines) => new()
    {
        BodyName = body,
        Title = request.Book switch
        {
            RegisterBook.Outgoing => "Sổ đăng ký văn bản đi",
            RegisterBook.Incoming => "Sổ đăng ký văn bản đến",
            RegisterBook.Copies => "Sổ đăng ký bản sao",
        },
        Period = string.Create(CultureInfo.InvariantCulture, $"Năm {request.Year}"),
        Cover = new RegisterCover(
            request.Year, request.From ?? (lines is [var first, ..] ? first.EnteredOn : null), request.To ?? (lines is [.., var last] ? last.EnteredOn : null),
            lines is [var lowest, ..] ? Number(lowest) : null, lines is [.., var highest] ? Number(highest) : null),
        Columns = request.Book switch
        {
            RegisterBook.Outgoing => RegisterColumns.Outgoing,
            RegisterBook.Incoming => RegisterColumns.Incoming,
            RegisterBook.Copies => RegisterColumns.Copies,
        },
        Rows = [.. lines.Select(Row)],
    };

    private static string[] Row(RegisterLine l) => l.Book switch
    {
        RegisterBook.Incoming =>
        [
            Day(l.EnteredOn), Number(l), l.Author, l.NumberAndSymbol, Day(l.DispatchDate), l.ShownSubject, l.Recipients ?? "", Day(l.ForwardedOn), l.ReceivedBy ?? "", Note(l),
        ],
        _ =>
        [
            l.NumberAndSymbol, Day(l.Book is RegisterBook.Copies ? l.EnteredOn : l.DispatchDate), l.ShownSubject, l.Signer ?? "", l.Recipients ?? "", l.KeptBy ?? "",
            l.CopyCount?.ToString(CultureInfo.InvariantCulture) ?? "", Day(l.ForwardedOn), l.ReceivedBy ?? "", Note(l),
        ],
    };

    private static string Number(RegisterLine line) => line.Number.ToString("00", CultureInfo.InvariantCulture);

    private static string Note(RegisterLine line) => line.IsVoided ? $"Đã hủy số. {line.Note}" : line.RecalledOn is not null ? $"Đã thu hồi. {line.Note}" : line.Note ?? "";

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string FileName(RegisterBook book) => book switch
    {
        RegisterBook.Outgoing => "van-ban-di",
        RegisterBook.Incoming => "van-ban-den",
        RegisterBook.Copies => "ban-sao",
    };
}
