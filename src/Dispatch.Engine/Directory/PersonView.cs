using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>A person as others of the organisation may know them.</summary>
public sealed record PersonView(Id<Person> Id, string UserName, string FullName, string Title, Role Roles, Id<Body> OrganisationId, string Organisation, Id<Body>? UnitId);

internal static class PeopleWording
{
    public static PersonView View(Person p, string organisation) => new(p.Id, p.UserName, p.FullName, p.Title, p.Roles, p.OrganisationId, organisation, p.UnitId);
}

/// <summary>Every "no" of adding people.</summary>
internal static class DirectoryAccountRefusals
{
    public static readonly Refusal UserNameTaken = new("directory.user-name-taken", RefusalKind.Conflict, "Tên đăng nhập này đã có. Hãy chọn tên khác.");

    public static readonly Refusal UnknownBody = new("directory.unknown-body", RefusalKind.Invalid, "Cơ quan hoặc đơn vị không có trong danh mục.");
}
