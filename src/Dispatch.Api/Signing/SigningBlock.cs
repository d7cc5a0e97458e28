using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>What a form offers for quyền hạn, chức vụ của người ký.</summary>
internal static class SigningBlock
{
    /// <summary>What may be signed as today: by one person, or by everybody of the organisation.</summary>
    public static async Task<IReadOnlyList<AuthorityView>> StandingAsync(Id<Person>? signer, IMediator mediator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var authorities = await mediator.Send(new ListAuthorities(signer, Take: 500), cancellationToken);
        return authorities.IsRefused ? [] : [.. authorities.Value.Items.Where(authority => authority.Stands(clock.GetUtcNow()))];
    }
}
