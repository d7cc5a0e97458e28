namespace Dispatch.Templates.Layout;

/// <summary>
/// A part of the document as a reader understands it (a paragraph, a cell), whatever lines and pages it is broken into. The same object is entered
/// again on the next page, so its parts stay together.
/// </summary>
internal sealed class Element(string role)
{
    /// <summary>The standard structure type: P, H1, L, Table, TR, TH, TD, Figure.</summary>
    public string Role { get; } = role;

    /// <summary>What a figure shows, in words, for those who do not see it; every Figure has it.</summary>
    public string? AltText { get; init; }

    /// <summary>How many columns a cell covers.</summary>
    public int ColumnSpan { get; init; } = 1;

    /// <summary>Not part of the text: page numbers, repeated headers.</summary>
    public static Element Artifact { get; } = new("Artifact");
}
