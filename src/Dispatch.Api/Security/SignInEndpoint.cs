using System.Globalization;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Security;

/// <summary>A token for the API.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record SignedIn(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>Where programs sign in.</summary>
internal static class SignInEndpoint
{
    public static RouteGroupBuilder MapSignIn(this RouteGroupBuilder api)
    {
        api.MapPost("/login", SignInAsync).AllowAnonymous()
            .WithTags("Security").WithName("Login").WithSummary("Đăng nhập: lấy token để gửi trong Authorization: Bearer.");
        return api;
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        JsonBody<SignIn> body, SignInTries tries, IMediator mediator, IOptionsMonitor<BearerTokenOptions> tokens, TimeProvider clock, HttpContext http)
    {
        if (!tries.MayTry(http, body.Value.UserName, out var retryAfter))
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return RefusalResults.Problem(StatusCodes.Status429TooManyRequests, "access.too-many-tries", "Đã thử đăng nhập quá nhiều lần. Hãy đợi một phút rồi thử lại.");
        }

        var outcome = await mediator.Send(body.Value, http.RequestAborted);
        if (outcome.IsRefused)
        {
            return RefusalResults.Problem(outcome.Refusal);
        }

        return TypedResults.Ok(new SignedIn(Token(outcome.Value, tokens.Get(Sessions.Bearer), clock), "Bearer", (int)Sessions.Lifetime.TotalSeconds));
    }

    /// <summary>The framework's own access token, without the refresh token that its sign-in would add: a session ends with the working day.</summary>
    private static string Token(PersonView person, BearerTokenOptions options, TimeProvider clock) => options.BearerTokenProtector.Protect(new AuthenticationTicket(
        Sessions.Of(person, Sessions.Bearer),
        new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + options.BearerTokenExpiration },
        Sessions.Bearer));
}
