using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Api.Security;

/// <summary>What the sign-in page shows.</summary>
/// <param name="Return">Where to go afterwards, a path of this site.</param>
/// <param name="UserName">What was typed.</param>
public sealed record SignInModel(string Return, string? UserName);

internal static class SignInPageEndpoint
{
    private static readonly Refusal TooManyTries =
        new("access.too-many-tries", RefusalKind.Anonymous, "Đã thử đăng nhập quá nhiều lần. Hãy đợi một phút rồi thử lại.");

    public static void MapSignInPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sessions.SignInPath, Show);
        routes.MapPost(Sessions.SignInPath, SignInAsync);
        routes.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Show(ActContext act, string? @return) =>
        act.Actor is null ? PageResult.Of<SignInPage>(new SignInModel(PageResult.LocalPath(@return), null)) : PageResult.Done(PageResult.LocalPath(@return));

    private static async Task<IResult> SignInAsync(HttpContext http, PageForms forms, IMediator mediator, SignInTries tries)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var userName = form.Value.Text("userName").Trim();
        var back = PageResult.LocalPath(form.Value.Text("return"));
        Outcome<PersonView> person = tries.MayTry(http, userName, out _)
            ? await mediator.Send(new SignIn(userName, form.Value.Text("password")), http.RequestAborted)
            : TooManyTries;
        if (person.IsRefused)
        {
            return PageResult.Of<SignInPage>(new SignInModel(back, userName), new RefusedAct("SignIn", person.Refusal, form.Value.Typed));
        }

        await http.SignInAsync(Sessions.Cookie, Sessions.Of(person.Value, Sessions.Cookie));
        return PageResult.Done(back);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, PageForms forms)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        await http.SignOutAsync(Sessions.Cookie);
        return PageResult.Done(Sessions.SignInPath);
    }
}
