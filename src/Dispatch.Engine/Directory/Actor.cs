using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>What a person may be in an organisation. One person may be several.</summary>
[Flags]
public enum Role
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>Chuyên viên soạn thảo.</summary>
    Drafter = 1,

    /// <summary>Lãnh đạo đơn vị soạn thảo: checks content (Điều 12.1).</summary>
    UnitHead = 2,

    /// <summary>Văn thư cơ quan: checks form, numbers, registers, issues, receives.</summary>
    Clerk = 4,

    /// <summary>Người có thẩm quyền ký (Điều 13).</summary>
    Signer = 8,

    /// <summary>Reads everything of the organisation and the whole family of what it issued; changes nothing.</summary>
    Auditor = 16,

    /// <summary>Keeps people, directory and settings; sees no content and signs nothing.</summary>
    Administrator = 32,

    /// <summary>The installation itself: delivers, receives receipts, keeps time.</summary>
    System = 64,
}

/// <summary>Someone acting: a person of one organisation with their roles, or the system on behalf of an organisation.</summary>
/// <param name="PersonId">Who; null for the system.</param>
/// <param name="Name">As the audit log names them.</param>
/// <param name="OrganisationId">Whose papers they act on.</param>
/// <param name="UnitId">The unit they belong to, if any.</param>
/// <param name="Roles">What they may be.</param>
public sealed record Actor(Id<Person>? PersonId, string Name, Id<Body> OrganisationId, Id<Body>? UnitId, Role Roles)
{
    /// <summary>The installation acting for an organisation, in background work.</summary>
    public static Actor SystemFor(Id<Body> organisation) => new(null, "Hệ thống", organisation, null, Role.System);

    /// <summary>Whether the person holds at least one of the roles.</summary>
    public bool Is(Role anyOf) => (Roles & anyOf) != Role.None;
}
