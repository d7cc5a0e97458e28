using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Registering;

/// <summary>A book as a file: to be printed and bound, or opened in a spreadsheet. One answer for the API and for pages.</summary>
internal static class RegisterFileEndpoint
{
    public static void MapRegisterFile(this IEndpointRouteBuilder routes) => routes.MapGet("/registers/{book}/file", PageAsync);

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        Named<RegisterBook> book, int year, IMediator mediator, HttpContext http, DateOnly? from = null, DateOnly? to = null, Named<RegisterForm>? form = null)
    {
        var file = await mediator.Send(new PrintRegister(book.Value, year, from, to, form?.Value ?? RegisterForm.Pdf), http.RequestAborted);
        return file.IsRefused ? RefusalResults.Problem(file.Refusal) : Of(file.Value, http);
    }

    private static async Task<IResult> PageAsync(string book, string? year, string? from, string? to, string? form, IMediator mediator, HttpContext http)
    {
        if (PageWords.Read<RegisterBook>(book) is not { } known || PageWords.Read<RegisterForm>(form ?? nameof(RegisterForm.Pdf)) is not { } asked
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var ofYear))
        {
            return PageResult.Refused(KernelRefusals.Unknown("sổ"));
        }

        var file = await mediator.Send(new PrintRegister(known, ofYear, PageWords.ReadDay(from), PageWords.ReadDay(to), asked), http.RequestAborted);
        return file.IsRefused ? PageResult.Refused(file.Refusal) : Of(file.Value, http);
    }

    /// <summary>A printed list or slip, or why there is none.</summary>
    public static Results<FileContentHttpResult, ProblemHttpResult> Of(Outcome<PrintedRegister> file, HttpContext http) => file.IsRefused ? RefusalResults.Problem(file.Refusal) : Of(file.Value, http);

    /// <summary>The same for a page.</summary>
    public static IResult PageOf(Outcome<PrintedRegister> file, HttpContext http) => file.IsRefused ? PageResult.Refused(file.Refusal) : Of(file.Value, http);

    private static FileContentHttpResult Of(PrintedRegister file, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(file.Bytes, file.MediaType, file.Name);
    }
}
