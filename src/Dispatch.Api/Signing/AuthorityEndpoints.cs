using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Signing;

/// <summary>Who may sign what.</summary>
internal static class AuthorityEndpoints
{
    public static RouteGroupBuilder MapAuthorities(this RouteGroupBuilder api)
    {
        var authorities = api.MapGroup("/signing-authorities").WithTags("Signing");
        authorities.MapGet("/", ListAsync).WithName("ListAuthorities").WithSummary("Thẩm quyền ký của cơ quan.");
        authorities.MapPost("/", GrantAsync).Acts().WithName("GrantAuthority").WithSummary("Ghi nhận thẩm quyền ký (Điều 13).");
        authorities.MapPost("/{id:guid}/delegate", DelegateAsync).Acts().WithName("DelegateAuthority").WithSummary("Ủy quyền ký hoặc giao ký thừa lệnh (Điều 13.3, 13.4).");
        authorities.MapPost("/{id:guid}/revoke", RevokeAsync).Acts().WithName("RevokeAuthority").WithSummary("Thu hồi thẩm quyền ký kèm lý do.");
        return api;
    }

    private static Task<Results<Ok<Page<AuthorityView>>, ProblemHttpResult>> ListAsync(Id<Person>? personId, Id<SigningAuthority>? after, int? take, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ListAuthorities(personId, after, take ?? 50), http);

    private static Task<Results<Ok<AuthorityView>, ProblemHttpResult>> GrantAsync(JsonBody<GrantAuthority> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<AuthorityView>, ProblemHttpResult>> DelegateAsync(Id<SigningAuthority> id, JsonBody<DelegationBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new DelegateAuthority(id, body.Value.PersonId, body.Value.Capacity, body.Value.Kinds, body.Value.From, body.Value.To, body.Value.Basis), http);

    private static Task<Results<Ok<AuthorityView>, ProblemHttpResult>> RevokeAsync(Id<SigningAuthority> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RevokeAuthority(id, body.Value.Reason), http);
}

/// <summary>What a signer passes on, and to whom.</summary>
internal sealed record DelegationBody(Id<Person> PersonId, IReadOnlyList<string> Capacity, IReadOnlyList<string>? Kinds, DateOnly From, DateOnly? To, string Basis);
