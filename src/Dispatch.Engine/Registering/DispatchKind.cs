using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Registering;

/// <summary>One of the 29 kinds of administrative document (Điều 7) with its abbreviation (Phụ lục III mục I). Their table is that of the sheets.</summary>
/// <param name="Name">As the law names it, lower case.</param>
/// <param name="Abbreviation">As it stands in a symbol; null for công văn and thư công, which have none.</param>
public sealed record DispatchKind(string Name, string? Abbreviation)
{
    /// <summary>Công văn: the kind whose name is not printed.</summary>
    public static DispatchKind OfficialLetter { get; } = new("công văn", null);

    /// <summary>All kinds in the order of Điều 7.</summary>
    public static IReadOnlyList<DispatchKind> All { get; } = [.. SheetKind.All.Select(kind => new DispatchKind(kind.Name, kind.Abbreviation))];

    /// <summary>The kind of a name, however its tones are placed; null when the law knows none.</summary>
    public static DispatchKind? Named(string name) => SheetKind.Named(name) is { } kind ? new DispatchKind(kind.Name, kind.Abbreviation) : null;

    /// <summary>The symbol after the slash: công văn names body and unit, every other kind names kind and body (Phụ lục I mục II.3).</summary>
    public string Symbol(string bodyAbbreviation, string? unitAbbreviation) => (Abbreviation, unitAbbreviation) switch
    {
        ({ } kind, _) => $"{kind}-{bodyAbbreviation}",
        (null, { } unit) => $"{bodyAbbreviation}-{unit}",
        (null, null) => bodyAbbreviation,
    };
}
