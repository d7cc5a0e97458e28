namespace Dispatch.Engine.Workflows.Proving;

/// <summary>What is certain at a moment of a course.</summary>
[Flags]
internal enum Facts
{
    None = 0,
    Signed = 1,
    Numbered = 2,
    CopyApproved = 4,
    CopyNumbered = 8,

    /// <summary>A break is on its way to its loop.</summary>
    Breaking = 16,
}

/// <param name="Act">The legal act.</param>
/// <param name="Needs">What must be certain before it.</param>
/// <param name="Gives">What it makes certain.</param>
/// <param name="Undoes">What it makes uncertain again.</param>
internal sealed record RouteRule(string Act, Facts Needs, Facts Gives, Facts Undoes);

/// <summary>The order of acts that no route may break (Nghị định 30/2020, Điều 11, 13, 15, 18, 25). What one paper may undergo is decided elsewhere; this only judges routes.</summary>
internal static class RouteLaw
{
    private static readonly Dictionary<string, RouteRule> Rules = new RouteRule[]
    {
        // A draft that is submitted again may have changed, so the signature must be given again (Điều 11.2).
        new("Submit", Facts.None, Facts.None, Facts.Signed),
        new("Sign", Facts.None, Facts.Signed, Facts.None),
        new("AssignNumber", Facts.Signed, Facts.Numbered, Facts.None),
        new("Issue", Facts.Signed | Facts.Numbered, Facts.None, Facts.None),
        new("ApproveCopy", Facts.None, Facts.CopyApproved, Facts.None),
        new("AssignCopyNumber", Facts.CopyApproved, Facts.CopyNumbered, Facts.None),
        new("IssueCopy", Facts.CopyApproved | Facts.CopyNumbered, Facts.None, Facts.None),
    }.ToDictionary(rule => rule.Act, StringComparer.Ordinal);

    public static RouteRule? Of(string? act) => act is null ? null : Rules.GetValueOrDefault(act);

    /// <summary>The acts that would have made missing facts certain.</summary>
    public static string Names(Facts missing) => string.Join(", ", Rules.Values.Where(rule => (rule.Gives & missing) != Facts.None).Select(rule => rule.Act));
}
