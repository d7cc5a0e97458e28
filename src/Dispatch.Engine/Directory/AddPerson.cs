using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>
/// A new person with a local account. An administrator adds to their own organisation, with a first password that the person replaces within a day; the installation to any.
/// </summary>
/// <param name="OrganisationId">Where they work.</param>
/// <param name="UnitId">Their unit there, if any.</param>
/// <param name="FullName">Họ và tên.</param>
/// <param name="Title">Chức vụ.</param>
/// <param name="Roles">What they may be.</param>
/// <param name="UserName">3 to 60 letters, digits, dots or dashes.</param>
/// <param name="Password">12 to 200 characters, none that many people have (ASVS 6.2).</param>
public sealed record AddPerson(Id<Body> OrganisationId, Id<Body>? UnitId, string FullName, string Title, Role Roles, string UserName, string Password) : IAct<PersonView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        _ when UserName.Length is < 3 or > Accounts.AccountRules.LongestUserName || !UserName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') => KernelRefusals.Shape("userName", "Tên đăng nhập gồm 3 đến 60 chữ, số, dấu chấm hoặc gạch nối, không dấu."),
        { Password.Length: < AccountRules.ShortestPassword or > AccountRules.LongestPassword } => PasswordRules.TooShort,
        { FullName.Length: 0 or > 100 } => KernelRefusals.Shape("fullName", "Hãy ghi họ và tên (1 đến 100 ký tự)."),
        { Title.Length: > 100 } => KernelRefusals.Shape("title", "Chức vụ dài quá 100 ký tự."),
        _ when Roles is Role.None || Roles.HasFlag(Role.System) => KernelRefusals.Shape("roles", "Hãy chọn ít nhất một vai trò."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [FullName, Title];
}

internal sealed class AddPersonHandler(DispatchDbContext db, AccountKeeper accounts, AccountRules rules, ActContext context, TimeProvider clock) : IRequestHandler<AddPerson, Outcome<PersonView>>
{
    public async Task<Outcome<PersonView>> Handle(AddPerson request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (!actor.Is(Role.System) && actor.OrganisationId != request.OrganisationId)
        {
            return KernelRefusals.Forbidden("quản trị viên của cơ quan đó");
        }

        var organisation = await db.Set<Body>().SingleOrDefaultAsync(b => b.Id == request.OrganisationId && b.Kind != BodyKind.Unit, cancellationToken);
        if (organisation is null || (request.UnitId is { } unit && !await db.Set<Body>().AnyAsync(b => b.Id == unit && b.ParentId == organisation.Id, cancellationToken)))
        {
            return DirectoryAccountRefusals.UnknownBody;
        }

        // A user name is given once in the whole installation.
        using var across = db.Across(Crossing.Door);
        var userName = request.UserName.ToLowerInvariant();
        if (await db.Set<Person>().AnyAsync(p => p.UserName == userName, cancellationToken))
        {
            return DirectoryAccountRefusals.UserNameTaken;
        }

        var person = new Person
        {
            Id = Id<Person>.New(clock.GetUtcNow()),
            OrganisationId = organisation.Id,
            UnitId = request.UnitId,
            FullName = TextGuard.Clean(request.FullName),
            Title = TextGuard.Clean(request.Title),
            Roles = request.Roles,
            UserName = userName,
            PasswordHash = "",
            InitialUntil = actor.Is(Role.System) ? null : clock.GetUtcNow() + rules.Initial,
        };
        if (await accounts.CreateAsync(person, request.Password) is { Succeeded: false })
        {
            return PasswordRules.Flaw(request.Password, userName) ?? PasswordRules.TooCommon;
        }

        context.Note(organisation.Id, "directory.person-added", person.Id.Value, new { person.UserName, person.FullName, person.Roles });
        return PeopleWording.View(person, organisation.Name);
    }
}
