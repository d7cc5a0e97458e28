using Dispatch.Templates.Bodies;

namespace Dispatch.Engine.Intake;

/// <summary>What the findings are made from.</summary>
internal sealed record FindingContext(IntakeReading Reading, DocumentParts Parts, CopyBlockReader.Found? Copy, IReadOnlyList<TextLine> Lines, DateOnly Today, IReadOnlyCollection<string>? KnownUnits)
{
    /// <summary>The alphabet of before Unicode the text came in.</summary>
    public LegacyEncoding? Legacy { get; init; }
}

/// <summary>Everything a clerk should look at, most serious first.</summary>
internal static class IntakeFindings
{
    public static IReadOnlyList<IntakeFinding> Of(FindingContext context) =>
    [
        .. DateFindings.Of(context)
            .Concat(FormFindings.Of(context))
            .Concat(SymbolFindings.Of(context))
            .Concat(SigningFindings.Of(context))
            .Concat(SpellingFindings.Of(context))
            .Concat(OfLegacy(context.Legacy))
            .DistinctBy(f => (f.Code, f.Where, f.Message))
            .OrderByDescending(f => f.Severity),
    ];

    private static IEnumerable<IntakeFinding> OfLegacy(LegacyEncoding? legacy) => legacy is null ? [] :
    [
        new IntakeFinding("intake.legacy-font", FindingSeverity.Warning, $"Văn bản gõ bằng phông chữ cũ ({(legacy is LegacyEncoding.Vni ? "VNI" : "TCVN3/ABC")}) và đã được đổi sang Unicode để đọc. Hãy đối chiếu với bản giấy.", "text"),
    ];
}
