using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Directory;

/// <summary>Who is this? Answers the same, and takes the same time, for a wrong name and a wrong password.</summary>
/// <param name="UserName">As given; case does not matter.</param>
/// <param name="Password">Checked exactly as typed.</param>
public sealed record SignIn(string UserName, string Password) : IQuestion<PersonView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => UserName.Length is 0 or > 60 || Password.Length is 0 or > 200 ? DirectoryAccountRefusals.WrongPassword : null;
}

/// <summary>A person as others of the organisation may know them.</summary>
public sealed record PersonView(Id<Person> Id, string UserName, string FullName, string Title, Role Roles, Id<Body> OrganisationId, string Organisation, Id<Body>? UnitId);

internal sealed class SignInHandler(DispatchDbContext db, Passwords passwords) : IRequestHandler<SignIn, Outcome<PersonView>>
{
    public async Task<Outcome<PersonView>> Handle(SignIn request, CancellationToken cancellationToken)
    {
        var name = request.UserName.ToLowerInvariant();
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.UserName == name && p.DisabledAt == null, cancellationToken);
        if (!passwords.Verify(person?.PasswordHash, request.Password))
        {
            return DirectoryAccountRefusals.WrongPassword;
        }

        var organisation = await db.Set<Body>().Where(b => b.Id == person!.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        return PeopleWording.View(person!, organisation);
    }
}

/// <summary>Every "no" of accounts.</summary>
internal static class DirectoryAccountRefusals
{
    public static readonly Refusal WrongPassword = new("access.wrong-password", RefusalKind.Anonymous, "Tên đăng nhập hoặc mật khẩu không đúng.");

    public static readonly Refusal UserNameTaken = new("directory.user-name-taken", RefusalKind.Conflict, "Tên đăng nhập này đã có. Hãy chọn tên khác.");

    public static readonly Refusal UnknownBody = new("directory.unknown-body", RefusalKind.Invalid, "Cơ quan hoặc đơn vị không có trong danh mục.");
}

internal static class PeopleWording
{
    public static PersonView View(Person p, string organisation) => new(p.Id, p.UserName, p.FullName, p.Title, p.Roles, p.OrganisationId, organisation, p.UnitId);
}
