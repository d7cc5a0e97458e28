using Dispatch.Api.Components;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Api.Security;

/// <summary>What the sign-in pages show.</summary>
/// <param name="Return">Where to go afterwards, a path of this site.</param>
/// <param name="UserName">What was typed.</param>
/// <param name="IsUndone">Whether they come from an act that was not done, because nobody was signed in any more.</param>
public sealed record SignInModel(string Return, string? UserName, bool IsUndone = false);

internal static class SignInPageEndpoint
{
    public const string CodePath = "/sign-in/code";

    public static void MapSignInPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sessions.SignInPath, Show);
        routes.MapPost(Sessions.SignInPath, SignInAsync);
        routes.MapGet(CodePath, ShowCode);
        routes.MapPost(CodePath, PresentAsync);
        routes.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Show(ActContext act, string? @return, string? undone) => act.Session switch
    {
        null => PageResult.Of<SignInPage>(new SignInModel(PageResult.LocalPath(@return), null, undone is not null)),
        { Owes: Owed.Code } => PageResult.Done(CodePath + QueryString.Create("return", PageResult.LocalPath(@return))),
        _ => PageResult.Done(PageResult.LocalPath(@return)),
    };

    private static IResult ShowCode(ActContext act, string? @return) => act.Session is { Owes: Owed.Code }
        ? PageResult.Of<SignInCodePage>(new SignInModel(PageResult.LocalPath(@return), null))
        : PageResult.Done(act.Session is null ? Sessions.SignInPath : PageResult.LocalPath(@return));

    private static async Task<IResult> SignInAsync(HttpContext http, PageForms forms, SignInDoor door)
    {
        var form = forms.Form;
        var userName = form.Text("userName").Trim();
        var back = PageResult.LocalPath(form.Text("return"));
        var begun = await door.TryAsync(http, SessionKind.Browser, userName, form.Text("password"), code: null);
        return begun.IsRefused
            ? PageResult.Of<SignInPage>(new SignInModel(back, userName), new RefusedAct("SignIn", begun.Refusal, form.Typed))
            : await InAsync(http, door, begun.Value, back);
    }

    private static async Task<IResult> PresentAsync(HttpContext http, PageForms forms, SignInDoor door, ActContext act)
    {
        var form = forms.Form;
        if (act.Session is not { Owes: Owed.Code } half)
        {
            return PageResult.Done(Sessions.SignInPath);
        }

        var back = PageResult.LocalPath(form.Text("return"));
        var begun = await door.PresentAsync(http, half, form.Text("code").Trim());
        return begun.IsRefused
            ? PageResult.Of<SignInCodePage>(new SignInModel(back, null), new RefusedAct("PresentCode", begun.Refusal, form.Typed))
            : await InAsync(http, door, begun.Value, back);
    }

    private static async Task<IResult> InAsync(HttpContext http, SignInDoor door, BegunSession session, string back)
    {
        await door.KeepAsync(http, session);
        return PageResult.Done(session.Owes switch
        {
            Owed.Code => CodePath + QueryString.Create("return", back),
            Owed.Nothing => back,
            _ => AccountPageEndpoint.Path,
        });
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        if (act.Session is not null && (await mediator.Send(new EndSession(), http.RequestAborted)).Refusal is { } refusal)
        {
            return PageResult.Refused(refusal);
        }

        await http.SignOutAsync(Sessions.Cookie);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return PageResult.Done(Sessions.SignInPath);
    }
}
