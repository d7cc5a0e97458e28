using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Sheets;
using MediatR;

namespace Dispatch.Api.Tracing;

/// <summary>The report of a year: on the page, as CSV, and on paper.</summary>
internal static class ReportPageEndpoint
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports", ShowAsync);
        routes.MapGet("/reports/file", FileAsync);
    }

    private static async Task<IResult> ShowAsync(string? year, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = await mediator.Send(new ReportYear(Year(year, clock)), cancellationToken);
        return report.IsRefused ? PageResult.Refused(report.Refusal) : PageResult.Of<ReportPage>(report.Value);
    }

    private static async Task<IResult> FileAsync(string? year, string? form, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = await mediator.Send(new ReportYear(Year(year, clock)), cancellationToken);
        if (report.IsRefused)
        {
            return PageResult.Refused(report.Refusal);
        }

        var sheet = ReportSheet.Of(report.Value, OfficeTime.DateAt(clock.GetUtcNow()));
        var name = string.Create(CultureInfo.InvariantCulture, $"bao-cao-{report.Value.Year}");
        return form == "csv" ? Results.Bytes(SheetCsv.Of(sheet), "text/csv", name + ".csv") : Results.Bytes(SlipPrinter.Print(sheet), "application/pdf", name + ".pdf");
    }

    private static int Year(string? text, TimeProvider clock) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : OfficeTime.DateAt(clock.GetUtcNow()).Year;
}
