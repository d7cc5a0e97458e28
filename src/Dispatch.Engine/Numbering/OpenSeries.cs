using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Numbering;

/// <summary>Mở sổ giữa năm: an office that comes from another system or from paper declares the numbers given there, so that the next one here follows on and no gap is unexplained.</summary>
/// <param name="Book">Which book.</param>
/// <param name="Year">Which year.</param>
/// <param name="NextNumber">The next number to be given here; greater than every number given so far.</param>
/// <param name="Reason">Why, 1 to 500 letters; stands in the audit log.</param>
public sealed record OpenSeries(RegisterBook Book, int Year, int NextNumber, string Reason) : IAct<SeriesOpened>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { NextNumber: < 2 or > 9_999_999 } => KernelRefusals.Shape("nextNumber", "Số tiếp theo phải từ 2 đến 9.999.999; sổ mới tự bắt đầu từ 01."),
        { Year: < 2020 or > 9998 } => KernelRefusals.Shape("year", "Năm của sổ phải từ 2020."),
        _ when Reason.Trim().Length is 0 or > 500 => KernelRefusals.Shape("reason", "Hãy ghi lý do mở sổ giữa năm (1 đến 500 ký tự)."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

/// <summary>The series stands so that the next number is as asked.</summary>
/// <param name="DeclaredFrom">First number declared as given outside.</param>
/// <param name="DeclaredTo">Last number declared as given outside.</param>
public sealed record SeriesOpened(int DeclaredFrom, int DeclaredTo);

internal sealed class OpenSeriesHandler(DispatchDbContext db, Witness witness, ActContext context) : IRequestHandler<OpenSeries, Outcome<SeriesOpened>>
{
    public async Task<Outcome<SeriesOpened>> Handle(OpenSeries request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var rows = db.Set<NumberSeries>().Where(s => s.OrganisationId == organisation && s.Book == request.Book && s.Year == request.Year);
        // Touching the row first holds it against a number being given at the same moment.
        await rows.ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last), cancellationToken);
        var series = await rows.SingleOrDefaultAsync(cancellationToken)
            ?? db.Add(new NumberSeries { OrganisationId = organisation, Book = request.Book, Year = request.Year }).Entity;
        if (request.NextNumber <= series.Last + 1)
        {
            return NumberingRefusals.NumberExists(request.NextNumber, series.Last);
        }

        var declared = new DeclaredNumbers
        {
            OrganisationId = organisation,
            Book = request.Book,
            Year = request.Year,
            From = series.Last + 1,
            To = request.NextNumber - 1,
            Reason = TextGuard.Clean(request.Reason),
        };
        db.Add(declared);
        series.Last = declared.To;
        context.Afterwards(() => witness.Given(organisation, request.Book, request.Year, declared.To));
        context.Note(organisation, "numbering.declared", organisation.Value, new { request.Book, request.Year, declared.From, declared.To, declared.Reason });
        return new SeriesOpened(declared.From, declared.To);
    }
}
