using System.Globalization;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Http;

/// <summary>How an outcome leaves: the value with its version as ETag, or the refusal as a problem.</summary>
internal static class Answers
{
    /// <summary>Sends a request and answers 200.</summary>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> OkAsync<T>(this IMediator mediator, IRequest<Outcome<T>> request, HttpContext http) =>
        Of(await mediator.Send(request, http.RequestAborted), http);

    /// <summary>Answers 200 with what was done, or the refusal.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Of<T>(Outcome<T> outcome, HttpContext http)
    {
        if (outcome.IsRefused)
        {
            return RefusalResults.Problem(outcome.Refusal);
        }

        Tag(http, outcome.Value);
        return TypedResults.Ok(outcome.Value);
    }

    /// <summary>Sends a request and answers 201 with the place of what was made.</summary>
    public static async Task<Results<Created<T>, ProblemHttpResult>> CreatedAsync<T>(this IMediator mediator, IRequest<Outcome<T>> request, Func<T, string?> place, HttpContext http)
    {
        var outcome = await mediator.Send(request, http.RequestAborted);
        if (outcome.IsRefused)
        {
            return RefusalResults.Problem(outcome.Refusal);
        }

        Tag(http, outcome.Value);
        return TypedResults.Created(place(outcome.Value), outcome.Value);
    }

    private static void Tag(HttpContext http, object? value)
    {
        if (value is IHasVersion versioned)
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{versioned.Version}\"");
        }
    }
}
