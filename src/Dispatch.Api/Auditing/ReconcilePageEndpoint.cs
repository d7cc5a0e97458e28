using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Auditing;

/// <summary>What the page of reconciliation shows.</summary>
/// <param name="From">Sent on or after this day.</param>
/// <param name="To">Sent on or before this day.</param>
/// <param name="Result">What differs; null before a register was given.</param>
/// <param name="Refusal">Why it could not be compared.</param>
/// <param name="Receiver">Whose register was given, as typed.</param>
public sealed record ReconcileModel(DateOnly From, DateOnly To, Reconciliation? Result, Refusal? Refusal, string? Receiver = null);

internal static class ReconcilePageEndpoint
{
    private const string Path = "/reconciliation";

    private static readonly Refusal NoFile = new("reconciling.no-file", RefusalKind.Invalid, "Hãy chọn tệp CSV sổ văn bản đến của hệ thống kia và hai ngày.");

    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (TimeProvider clock) => PageResult.Of<ReconcilePage>(Empty(clock, refusal: null))).ForWhoMay<ReconcileRegister>();
        routes.MapPost(Path, CompareAsync);
        routes.MapGet($"{Path}/register", RegisterAsync);
    }

    private static ReconcileModel Empty(TimeProvider clock, Refusal? refusal)
    {
        var today = OfficeTime.DateAt(clock.GetUtcNow());
        return new ReconcileModel(new DateOnly(today.Year, today.Month, 1), today, null, refusal);
    }

    private static async Task<IResult> CompareAsync(HttpContext http, PageForms forms, IMediator mediator, TimeProvider clock)
    {
        var form = forms.Form;
        if (http.Request.Form.Files is not [{ Length: > 0 and <= BoundedBody.DocumentLimit } file] || form.Date("from") is not { } from || form.Date("to") is not { } to)
        {
            return PageResult.Of<ReconcilePage>(Empty(clock, NoFile));
        }

        var receiver = form.Text("receiver") is { Length: > 0 } typed ? typed : null;
        var compared = await mediator.Send(new ReconcileRegister(await SheetUpload.ReadAsync(file, http.RequestAborted), from, to, receiver), http.RequestAborted);
        return !compared.IsRefused && form.Text("as") == "csv"
            ? Results.File(RegisterSheet.Write(compared.Value.Differences), "text/csv", "doi-soat.csv")
            : PageResult.Of<ReconcilePage>(new ReconcileModel(from, to, compared.IsRefused ? null : compared.Value, compared.Refusal, receiver));
    }

    private static async Task<IResult> RegisterAsync(string? from, string? to, IMediator mediator, CancellationToken cancellationToken)
    {
        if (PageWords.ReadDay(from) is not { } first || PageWords.ReadDay(to) is not { } last)
        {
            return PageResult.Refused(NoFile);
        }

        var file = await mediator.Send(new ExportRegister(first, last), cancellationToken);
        return file.IsRefused ? PageResult.Refused(file.Refusal) : Results.File(file.Value, "text/csv", "so-van-ban-den.csv");
    }
}
