using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>Quyền hạn, chức vụ của người ký in a form: as typed, or left to what is recorded for the signer.</summary>
internal static class SigningBlock
{
    /// <summary>What may be signed as today: by one person, or by everybody of the organisation.</summary>
    public static async Task<IReadOnlyList<AuthorityView>> StandingAsync(Id<Person>? signer, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var authorities = await mediator.Send(new ListAuthorities(signer, Take: 500), cancellationToken);
        return authorities.IsRefused ? [] : [.. authorities.Value.Items.Where(authority => authority.Stands(clock.GetUtcNow()))];
    }

    /// <summary>The lines as typed. A block left blank is the one the signer has authority for, where there is no choice between several.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(IReadOnlyList<string> typed, Id<Person> signer, string kind, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken) =>
        typed.Count > 0 ? typed : AuthorityView.OnlyBlock(await StandingAsync(signer, mediator, clock, cancellationToken), kind);
}
