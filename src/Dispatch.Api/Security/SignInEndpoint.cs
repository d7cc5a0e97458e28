using Dispatch.Api.Http;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Security;

/// <summary>Name and password.</summary>
/// <param name="UserName">Tên đăng nhập.</param>
/// <param name="Password">Mật khẩu.</param>
/// <param name="Code">A code of the second factor, or a recovery code, where the account has one.</param>
internal sealed record SignInBody(string UserName, string Password, string? Code = null);

/// <summary>A refresh token.</summary>
/// <param name="RefreshToken">The last one received; an older one ends the session.</param>
internal sealed record RefreshBody(string RefreshToken);

/// <summary>A token for the API.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">Good once, for the next pair of tokens; null for a personal token, which lives as it is.</param>
/// <param name="Owes">What the account must do before it may do anything else.</param>
internal sealed record SignedIn(string AccessToken, string TokenType, int ExpiresIn, string? RefreshToken, Owed Owes);

/// <summary>Where programs sign in.</summary>
internal static class SignInEndpoint
{
    public static RouteGroupBuilder MapSignIn(this RouteGroupBuilder api)
    {
        var security = api.MapGroup("").WithTags("Security");
        security.MapPost("/login", SignInAsync).AllowAnonymous().WithName("Login").WithSummary("Đăng nhập: lấy token để gửi trong Authorization: Bearer.");
        security.MapPost("/login/refresh", RenewAsync).AllowAnonymous().WithName("RenewSession").WithSummary("Đổi refreshToken lấy cặp token mới; mỗi refreshToken dùng một lần.");
        security.MapPost("/logout", SignOutAsync).WithName("Logout").WithSummary("Đăng xuất: kết thúc phiên của token này.");
        return api;
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(JsonBody<SignInBody> body, SignInDoor door, TokenDesk tokens, HttpContext http)
    {
        var begun = await door.TryAsync(http, SessionKind.Api, body.Value.UserName, body.Value.Password, body.Value.Code);
        return begun.IsRefused ? RefusalResults.Problem(begun.Refusal) : TypedResults.Ok(tokens.Pair(begun.Value));
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> RenewAsync(JsonBody<RefreshBody> body, TokenDesk tokens, IMediator mediator, HttpContext http)
    {
        if (tokens.Read(body.Value.RefreshToken) is not { } renew)
        {
            return RefusalResults.Problem(KernelRefusals.SignInFirst);
        }

        var answer = await mediator.Send(renew, http.RequestAborted);
        return (answer.Refusal ?? answer.Value.Refusal) is { } refusal ? RefusalResults.Problem(refusal) : TypedResults.Ok(tokens.Pair(answer.Value.Begun!));
    }

    private static Task<Results<Ok<SessionView>, ProblemHttpResult>> SignOutAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new EndSession(), http);
}

/// <summary>Seals sessions into tokens.</summary>
internal sealed class TokenDesk(IOptionsMonitor<BearerTokenOptions> options, AccountRules rules, TimeProvider clock)
{
    private BearerTokenOptions Options => options.Get(Sessions.Bearer);

    /// <summary>A short token and the one that renews it.</summary>
    public SignedIn Pair(BegunSession session) => new(
        Sessions.Token(Options.BearerTokenProtector, session, clock.GetUtcNow() + rules.AccessToken), "Bearer", (int)rules.AccessToken.TotalSeconds,
        Sessions.Token(Options.RefreshTokenProtector, session, session.EndsAt), session.Owes);

    /// <summary>A personal token: it lives as long as its session.</summary>
    public SignedIn Personal(BegunSession session) => new(
        Sessions.Token(Options.BearerTokenProtector, session, session.EndsAt), "Bearer", (int)(session.EndsAt - clock.GetUtcNow()).TotalSeconds, RefreshToken: null, session.Owes);

    /// <summary>What a refresh token asks for; null when it is none of ours, or too old.</summary>
    public RenewSession? Read(string refreshToken) =>
        Options.RefreshTokenProtector.Unprotect(refreshToken) is { } ticket && ticket.Properties.ExpiresUtc > clock.GetUtcNow() && Sessions.SessionOf(ticket.Principal) is { } id
            ? new RenewSession(id, Sessions.TurnOf(ticket.Principal))
            : null;
}
