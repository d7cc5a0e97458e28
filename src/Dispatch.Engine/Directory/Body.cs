using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>What kind of body stands in the directory.</summary>
public enum BodyKind
{
    /// <summary>Bộ, cơ quan ngang bộ.</summary>
    Ministry,

    /// <summary>Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương.</summary>
    ProvincialCommittee,

    /// <summary>Sở, ban, ngành cấp tỉnh.</summary>
    ProvincialDepartment,

    /// <summary>Đoàn thể cấp tỉnh.</summary>
    MassOrganisation,

    /// <summary>Ủy ban nhân dân cấp huyện (closed on 01/7/2025).</summary>
    DistrictCommittee,

    /// <summary>Ủy ban nhân dân cấp xã.</summary>
    CommuneCommittee,

    /// <summary>Văn phòng tỉnh ủy, thành ủy: outside the state's identifier tree.</summary>
    PartyOffice,

    /// <summary>Another central state office, such as Văn phòng Chính phủ.</summary>
    CentralOffice,

    /// <summary>Đơn vị sự nghiệp công lập, under whichever body it stands: a school, a hospital, a health station.</summary>
    PublicServiceUnit,

    /// <summary>A unit inside a body: vụ, cục, phòng; it has no register of its own.</summary>
    Unit,
}

/// <summary>A body or a unit as the directory knows it in a span of time. Nothing is deleted: a body that ends is closed and names its successor.</summary>
public sealed class Body
{
    /// <summary>Identity in this installation.</summary>
    public required Id<Body> Id { get; init; }

    /// <summary>Stable word for files and imports, lower case without diacritics, e.g. <c>ubnd-dien-bien</c>; unique.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required BodyKind Kind { get; init; }

    /// <summary>Full official name, NFC.</summary>
    public required string Name { get; set; }

    /// <summary>Abbreviation used in symbols and recipient lines ("BNG", "CSĐN", "UBND"); unique among the units of one parent.</summary>
    public string? Abbreviation { get; set; }

    /// <summary>Identifier code under Quyết định 20/2020/QĐ-TTg, up to 35 characters ("G08", "H18"); null where unknown.</summary>
    public string? Code { get; set; }

    /// <summary>The body this one stands under: the superior of an organisation, the owner of a unit.</summary>
    public Id<Body>? ParentId { get; set; }

    /// <summary>First day of existence; null when older than the directory.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>First day on which it no longer exists; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Who took over when it ended.</summary>
    public Id<Body>? SuccessorId { get; set; }

    /// <summary>Place name printed in cell 4 of its dispatches ("Hà Nội", "Điện Biên"); null for units.</summary>
    public string? Place { get; set; }
}
