using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>A personal token for a program: it does what its person may do, as far as its scopes go, and never what asks for a proof of who one is. It is shown this once.</summary>
/// <param name="Name">What it is for, up to 100 letters.</param>
/// <param name="Scopes">At least one.</param>
/// <param name="Days">1 to 365.</param>
public sealed record CreateToken(string Name, TokenScope Scopes, int Days) : IAct<BegunSession>, IKeepsNoAnswer, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Name.Length: 0 or > 100 } => KernelRefusals.Shape("name", "Hãy đặt tên cho mã truy cập (1 đến 100 ký tự)."),
        { Scopes: TokenScope.None } => KernelRefusals.Shape("scopes", "Hãy chọn ít nhất một phạm vi."),
        { Days: < 1 or > 365 } => KernelRefusals.Shape("days", "Thời hạn từ 1 đến 365 ngày."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Name];
}

internal sealed class CreateTokenHandler(DispatchDbContext db, ActContext context, SessionDesk sessions) : IRequestHandler<CreateToken, Outcome<BegunSession>>
{
    public async Task<Outcome<BegunSession>> Handle(CreateToken request, CancellationToken cancellationToken)
    {
        var person = await sessions.SelfAsync(cancellationToken);
        var token = sessions.Make(person, SessionKind.Token, TextGuard.Clean(request.Name), "", TimeSpan.FromDays(request.Days), request.Scopes);
        db.Add(token);
        context.Note(person.OrganisationId, "access.token-created", person.Id.Value, new { Session = token.Id, token.Scopes, token.EndsAt });
        return new BegunSession(token.Id, token.Turn, token.EndsAt, Owed.Nothing, await sessions.ViewAsync(person, cancellationToken));
    }
}
