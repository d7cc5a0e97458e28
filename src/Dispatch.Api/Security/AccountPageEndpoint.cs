using Dispatch.Api.Components;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Security;

/// <summary>What the page of one's own account shows.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sessions">Its sessions and tokens.</param>
public sealed record AccountModel(OwnAccount Account, IReadOnlyList<SessionView> Sessions);

/// <summary>What is shown this once.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Advice">What to do with it.</param>
/// <param name="Secrets">The words themselves.</param>
/// <param name="Back">Where to go on.</param>
public sealed record SecretModel(string Title, string Advice, IReadOnlyList<string> Secrets, string Back);

/// <summary>What the page of a fresh proof shows.</summary>
/// <param name="Return">Where to go afterwards, a path of this site.</param>
/// <param name="HasSecondFactor">Whether a code will do.</param>
public sealed record ProveModel(string Return, bool HasSecondFactor);

/// <summary>Tài khoản của tôi: password, second factor, sessions, tokens; and the fresh proof that signing asks for.</summary>
internal static class AccountPageEndpoint
{
    public const string Path = "/account";

    public static void MapAccountPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (IMediator mediator, CancellationToken cancellationToken) => ShowAsync(mediator, null, cancellationToken));
        routes.MapPost(Path + "/{name:alpha}", ActAsync);
        routes.MapGet(Path + "/prove", (string? @return, IMediator mediator, CancellationToken cancellationToken) => ShowProofAsync(PageResult.LocalPath(@return), mediator, null, cancellationToken));
        routes.MapPost(Path + "/prove", ProveAsync);
        routes.MapGet(Path + "/{name:alpha}", (string name) => PageResult.Done(Path));
        routes.MapPost(Path + "/sessions/{id:guid}/end", EndAsync);
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var account = await mediator.Send(new FindAccount(), cancellationToken);
        var sessions = account.IsRefused ? null : await mediator.Send(new ListSessions(), cancellationToken);
        return (account.Refusal ?? sessions!.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<AccountPage>(new AccountModel(account.Value, sessions!.Value.Items), refused);
    }

    private static async Task<IResult> ActAsync(string name, HttpContext http, PageForms forms, IMediator mediator, TokenDesk tokens)
    {
        var form = forms.Form;
        forms.Take(form);
        var done = await DoAsync(name, form, mediator, tokens, http.RequestAborted);
        return done.IsRefused ? await ShowAsync(mediator, new RefusedAct(name, done.Refusal, form.Typed), http.RequestAborted) : done.Value;
    }

    private static async Task<Outcome<IResult>> DoAsync(string name, PageForm form, IMediator mediator, TokenDesk tokens, CancellationToken cancellationToken) => name switch
    {
        "Password" => await PasswordAsync(form, mediator, cancellationToken),
        "BeginFactor" => Then(await mediator.Send(new BeginSecondFactor(), cancellationToken), _ => PageResult.Done(Path + "#second-factor")),
        "ConfirmFactor" => Then(await mediator.Send(new ConfirmSecondFactor(form.Text("code").Trim()), cancellationToken), Codes),
        "RenewCodes" => Then(await mediator.Send(new RenewRecoveryCodes(), cancellationToken), Codes),
        "RemoveFactor" => Then(await mediator.Send(new RemoveSecondFactor(), cancellationToken), _ => PageResult.Done(Path, "FactorRemoved")),
        "Token" => Then(await mediator.Send(TokenOf(form), cancellationToken), session => Shown(new SecretModel(
            "Mã truy cập cá nhân", "Gửi mã này trong tiêu đề Authorization: Bearer. Hãy chép ngay vào chương trình của bạn: mã chỉ hiện một lần.", [tokens.Personal(session).AccessToken], Path))),
        _ => KernelRefusals.Unknown("việc này"),
    };

    private static async Task<Outcome<IResult>> PasswordAsync(PageForm form, IMediator mediator, CancellationToken cancellationToken)
    {
        if (form.Text("new") != form.Text("again"))
        {
            return KernelRefusals.Shape("again", "Hai lần nhập mật khẩu mới không giống nhau.");
        }

        var changed = await mediator.Send(new ChangePassword(form.Text("current"), form.Text("new"), form.IsTicked("keep")), cancellationToken);
        return (changed.Refusal ?? changed.Value.Refusal) is { } refusal ? refusal : Outcome(PageResult.Done(Path, "PasswordChanged"));
    }

    private static CreateToken TokenOf(PageForm form)
    {
        var scopes = (form.IsTicked("read") ? TokenScope.Read : TokenScope.None) | (form.IsTicked("act") ? TokenScope.Act : TokenScope.None);
        return new CreateToken(form.Text("name"), scopes, int.TryParse(form.Text("days"), System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : 0);
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var ended = await forms.SendAsync(new EndSession(new Id<AccountSession>(id)), form, http.RequestAborted);
        return ended.IsRefused ? await ShowAsync(mediator, new RefusedAct("End", ended.Refusal, form.Typed), http.RequestAborted) : PageResult.Done(Path, "SessionEnded");
    }

    private static async Task<IResult> ShowProofAsync(string back, IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var account = await mediator.Send(new FindAccount(), cancellationToken);
        return account.IsRefused ? PageResult.Refused(account.Refusal) : PageResult.Of<ProvePage>(new ProveModel(back, account.Value.HasSecondFactor), refused);
    }

    private static async Task<IResult> ProveAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var back = PageResult.LocalPath(form.Text("return"));
        var proved = await mediator.Send(new ProveAgain(form.Text("password"), form.Optional("code")), http.RequestAborted);
        return (proved.Refusal ?? proved.Value.Refusal) is { } refusal
            ? await ShowProofAsync(back, mediator, new RefusedAct("Prove", refusal, form.Typed), http.RequestAborted)
            : PageResult.Done(back, "Proved");
    }

    private static IResult Codes(NewRecoveryCodes codes) => Shown(new SecretModel(
        "Mã dự phòng", "Mỗi mã vào được một lần khi không có điện thoại. Hãy in ra hoặc chép lại, cất nơi an toàn: trang này chỉ hiện một lần.", codes.Codes, Path));

    private static IResult Shown(SecretModel secret) => PageResult.Of<SecretPage>(secret);

    private static Outcome<IResult> Then<T>(Outcome<T> outcome, Func<T, IResult> then) => outcome.IsRefused ? outcome.Refusal : Outcome(then(outcome.Value));

    // C# converts no interface implicitly to a generic of it.
    private static Outcome<IResult> Outcome(IResult result) => Outcome<IResult>.Of(result);
}
