using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Security;

/// <summary>A person's new place: unit, title, roles.</summary>
/// <param name="UnitId">Đơn vị.</param>
/// <param name="Title">Chức vụ.</param>
/// <param name="Roles">Vai trò.</param>
internal sealed record PersonBody(Id<Body>? UnitId, string Title, Role Roles);

/// <summary>One's own account, and those of the organisation for its administrator.</summary>
internal static class AccountEndpoints
{
    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/account").WithTags("Security");
        own.MapGet("", FindAsync).WithName("FindAccount").WithSummary("Tài khoản của tôi.");
        own.MapPost("/prove", ProveAsync).WithName("ProveAgain").WithSummary("Xác nhận lại danh tính trước khi ký, cấp số, hủy số, thu hồi.");
        own.MapPost("/password", ChangePasswordAsync).WithName("ChangePassword").WithSummary("Đổi mật khẩu; các phiên khác kết thúc.");
        own.MapPost("/second-factor", BeginAsync).Acts().WithName("BeginSecondFactor").WithSummary("Bắt đầu xác thực hai lớp; khóa nằm trong GET /api/account.");
        own.MapPost("/second-factor/confirm", ConfirmAsync).WithName("ConfirmSecondFactor").WithSummary("Xác nhận bằng mã đầu tiên; nhận mã dự phòng.");
        own.MapDelete("/second-factor", RemoveAsync).WithName("RemoveSecondFactor").WithSummary("Gỡ xác thực hai lớp.");
        own.MapPost("/recovery-codes", RenewCodesAsync).WithName("RenewRecoveryCodes").WithSummary("Mã dự phòng mới; mã cũ hết hiệu lực.");
        own.MapGet("/sessions", SessionsAsync).WithName("ListSessions").WithSummary("Các phiên và mã truy cập còn hiệu lực.");
        own.MapDelete("/sessions/{id}", EndAsync).WithName("EndSession").WithSummary("Kết thúc một phiên hoặc một mã truy cập.");
        own.MapPost("/tokens", CreateTokenAsync).WithName("CreateToken").WithSummary("Mã truy cập cá nhân cho một chương trình, theo phạm vi; chỉ hiện một lần.");

        var people = api.MapGroup("/people").WithTags("Directory");
        people.MapGet("/accounts", AccountsAsync).WithName("ListAccounts").WithSummary("Tài khoản của cơ quan, cho quản trị viên.");
        people.MapGet("/{id}/sessions", SessionsOfAsync).WithName("ListSessionsOfPerson").WithSummary("Các phiên của một người.");
        people.MapPut("/{id}", ChangeAsync).Acts().WithName("ChangePerson").WithSummary("Đổi đơn vị, chức vụ, vai trò.");
        people.MapPost("/{id}/close", CloseAsync).Acts().WithName("ClosePerson").WithSummary("Khóa tài khoản; mọi phiên kết thúc.");
        people.MapPost("/{id}/reopen", ReopenAsync).Acts().WithName("ReopenPerson").WithSummary("Mở lại tài khoản.");
        people.MapPost("/{id}/second-factor/reset", ResetFactorAsync).Acts().WithName("ResetSecondFactor").WithSummary("Gỡ xác thực hai lớp bị mất.");
        people.MapPost("/{id}/password/reset", ResetPasswordAsync).WithName("ResetPassword").WithSummary("Cấp mật khẩu ban đầu mới, hiệu lực 24 giờ; chỉ hiện một lần.");
        return api;
    }

    private static Task<Results<Ok<OwnAccount>, ProblemHttpResult>> FindAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new FindAccount(), http);

    private static async Task<Results<Ok<ProvedAgain>, ProblemHttpResult>> ProveAsync(JsonBody<ProveAgain> body, IMediator mediator, HttpContext http)
    {
        var answer = await mediator.Send(body.Value, http.RequestAborted);
        return (answer.Refusal ?? answer.Value.Refusal) is { } refusal ? RefusalResults.Problem(refusal) : TypedResults.Ok(answer.Value);
    }

    private static async Task<Results<Ok<OwnPassword>, ProblemHttpResult>> ChangePasswordAsync(JsonBody<ChangePassword> body, IMediator mediator, HttpContext http)
    {
        var answer = await mediator.Send(body.Value, http.RequestAborted);
        return (answer.Refusal ?? answer.Value.Refusal) is { } refusal ? RefusalResults.Problem(refusal) : TypedResults.Ok(answer.Value);
    }

    private static Task<Results<Ok<OwnAccountState>, ProblemHttpResult>> BeginAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new BeginSecondFactor(), http);

    private static Task<Results<Ok<NewRecoveryCodes>, ProblemHttpResult>> ConfirmAsync(JsonBody<ConfirmSecondFactor> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<OwnAccountState>, ProblemHttpResult>> RemoveAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new RemoveSecondFactor(), http);

    private static Task<Results<Ok<NewRecoveryCodes>, ProblemHttpResult>> RenewCodesAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new RenewRecoveryCodes(), http);

    private static Task<Results<Ok<Page<SessionView>>, ProblemHttpResult>> SessionsAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new ListSessions(), http);

    private static Task<Results<Ok<Page<SessionView>>, ProblemHttpResult>> SessionsOfAsync(Id<Person> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ListSessions(id), http);

    private static Task<Results<Ok<SessionView>, ProblemHttpResult>> EndAsync(Id<AccountSession> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new EndSession(id), http);

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> CreateTokenAsync(JsonBody<CreateToken> body, TokenDesk tokens, IMediator mediator, HttpContext http)
    {
        var begun = await mediator.Send(body.Value, http.RequestAborted);
        return begun.IsRefused ? RefusalResults.Problem(begun.Refusal) : TypedResults.Ok(tokens.Personal(begun.Value));
    }

    private static Task<Results<Ok<Page<AccountView>>, ProblemHttpResult>> AccountsAsync(IMediator mediator, HttpContext http, Id<Person>? after = null, int take = 100) =>
        mediator.OkAsync(new ListAccounts(after, take), http);

    private static Task<Results<Ok<KeptAccount>, ProblemHttpResult>> ChangeAsync(Id<Person> id, JsonBody<PersonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ChangePerson(id, body.Value.UnitId, body.Value.Title, body.Value.Roles), http);

    private static Task<Results<Ok<KeptAccount>, ProblemHttpResult>> CloseAsync(Id<Person> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ClosePerson(id), http);

    private static Task<Results<Ok<KeptAccount>, ProblemHttpResult>> ReopenAsync(Id<Person> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ReopenPerson(id), http);

    private static Task<Results<Ok<KeptAccount>, ProblemHttpResult>> ResetFactorAsync(Id<Person> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ResetSecondFactor(id), http);

    private static Task<Results<Ok<FirstPassword>, ProblemHttpResult>> ResetPasswordAsync(Id<Person> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ResetPassword(id), http);
}
