using System.Security.Claims;
using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dispatch.Api.Security;

/// <summary>What the sign-in page shows.</summary>
/// <param name="Return">Where to go afterwards, a path of this site.</param>
/// <param name="UserName">What was typed.</param>
public sealed record SignInModel(string Return, string? UserName);

internal static class SignInPageEndpoint
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show);
        routes.MapPost("/sign-in", SignInAsync);
        routes.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Show(ActContext act, string? @return) =>
        act.Actor is null ? PageResult.Of<SignInPage>(new SignInModel(Local(@return), null)) : PageResult.Done(Local(@return));

    private static async Task<IResult> SignInAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var person = await mediator.Send(new SignIn(form.Value.Text("userName").Trim(), form.Value.Text("password")), http.RequestAborted);
        var back = Local(form.Value.Text("return"));
        if (person.IsRefused)
        {
            return PageResult.Of<SignInPage>(new SignInModel(back, form.Value.Text("userName")), new RefusedAct("SignIn", person.Refusal, form.Value.Typed));
        }

        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Principal(person.Value));
        return PageResult.Done(back);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, PageForms forms)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return PageResult.Done("/sign-in");
    }

    private static ClaimsPrincipal Principal(PersonView person)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString()),
            new(ClaimTypes.Name, person.FullName),
            new("org", person.OrganisationId.ToString()),
            new("organisation", person.Organisation),
            new("roles", person.Roles.ToString()),
        ];
        if (person.UnitId is { } unit)
        {
            claims.Add(new Claim("unit", unit.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>Only a path of this site is a place to go back to: "//host" and "/\host" are read by browsers as another host.</summary>
    private static string Local(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";
}
