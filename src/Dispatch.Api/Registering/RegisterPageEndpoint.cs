using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Registering;

/// <summary>What the page of a book shows.</summary>
/// <param name="Book">Which book.</param>
/// <param name="Year">Of which year.</param>
/// <param name="From">Only lines entered on or after this day.</param>
/// <param name="To">Only lines entered on or before this day.</param>
/// <param name="Contains">Only lines that contain this text.</param>
/// <param name="Page">The lines.</param>
public sealed record RegisterModel(RegisterBook Book, int Year, DateOnly? From, DateOnly? To, string? Contains, Page<RegisterLineView> Page)
{
    /// <summary>Whether something was asked for beyond book and year.</summary>
    public bool IsFiltered => From is not null || To is not null || Contains is not null;
}

internal static class RegisterPageEndpoint
{
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registers/{book}", (string book, [AsParameters] RegisterQuery query, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(book, query, refused: null, mediator, clock, cancellationToken)).OpensWithFilter();
        routes.MapPost("/registers/{book}/open", OpenAsync);
    }

    private static async Task<IResult> OpenAsync(string book, HttpContext http, PageForms forms, IMediator mediator, TimeProvider clock)
    {
        if (PageWords.Read<RegisterBook>(book) is not { } known)
        {
            return PageResult.Refused(KernelRefusals.Unknown("sổ"));
        }

        var form = forms.Form;
        var year = Number(form.Text("year")) ?? 0;
        var opened = await forms.SendAsync(new OpenSeries(known, year, Number(form.Text("next")) ?? 0, form.Text("reason")), form, http.RequestAborted);
        return opened.IsRefused
            ? await ShowAsync(book, new RegisterQuery { Year = form.Text("year") }, new RefusedAct(nameof(OpenSeries), opened.Refusal, form.Typed), mediator, clock, http.RequestAborted)
            : PageResult.Done(FormattableString.Invariant($"/registers/{known.ToString().ToLowerInvariant()}?year={year}"), nameof(OpenSeries));
    }

    private static async Task<IResult> ShowAsync(string book, RegisterQuery query, RefusedAct? refused, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (PageWords.Read<RegisterBook>(book) is not { } known)
        {
            return PageResult.Refused(KernelRefusals.Unknown("sổ"));
        }

        var asked = new RegisterModel(
            known, Number(query.Year) ?? OfficeTime.DateAt(clock.GetUtcNow()).Year, PageWords.ReadDay(query.From), PageWords.ReadDay(query.To),
            string.IsNullOrWhiteSpace(query.Contains) ? null : query.Contains.Trim(), new Page<RegisterLineView>([], null));
        var lines = await mediator.Send(new ListRegister(known, asked.Year, asked.From, asked.To, asked.Contains, Number(query.After) ?? 0), cancellationToken);
        return lines.IsRefused ? PageResult.Refused(lines.Refusal) : PageResult.Of<RegisterPage>(asked with { Page = lines.Value }, refused);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As a form sends it: an empty field is an empty text, not an error.</summary>
    internal sealed class RegisterQuery
    {
        public string? Year { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public string? Contains { get; init; }

        public string? After { get; init; }
    }
}
