namespace Dispatch.Templates.Sheets;

/// <summary>The words that lead a trích yếu: paper and books print them before it, so what is kept goes without them.</summary>
public static class SubjectLead
{
    private static readonly string[] OfLetter = ["V/v:", "V/v", "Về việc:", "Về việc"];
    private static readonly string[] OfNamed = ["V/v:", "V/v"];

    /// <summary>A trích yếu without the words that are printed before it: of a công văn "V/v" and "Về việc"; of a named kind "V/v" is written out, because there it belongs to the phrase.</summary>
    /// <param name="subject">As somebody wrote it, without space around.</param>
    /// <param name="isLetter">Whether it is a công văn's.</param>
    public static string Kept(string subject, bool isLetter)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var lead = Array.Find(isLetter ? OfLetter : OfNamed, lead => subject.StartsWith(lead + " ", StringComparison.OrdinalIgnoreCase));
        return lead is null ? subject : (isLetter ? "" : "Về việc ") + subject[lead.Length..].TrimStart();
    }
}
