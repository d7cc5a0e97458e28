namespace Dispatch.Engine.Intake;

/// <summary>What the findings are made from.</summary>
internal sealed record FindingContext(IntakeReading Reading, DocumentParts Parts, CopyBlockReader.Found? Copy, IReadOnlyList<TextLine> Lines, DateOnly Today, IReadOnlyCollection<string>? KnownUnits);

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
            .DistinctBy(f => (f.Code, f.Where, f.Message))
            .OrderByDescending(f => f.Severity),
    ];
}
