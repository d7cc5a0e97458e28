namespace Dispatch.Templates.Layout;

/// <summary>Something filled in after the paper is made, at a place the paper keeps for it.</summary>
/// <param name="Name">Its name in the file: once in a document, without a full stop.</param>
/// <param name="Tooltip">What belongs there, for people: a screen reader says it.</param>
internal abstract record FormField(string Name, string Tooltip);

/// <summary>Where somebody signs.</summary>
/// <inheritdoc/>
internal sealed record SignatureField(string Name, string Tooltip) : FormField(Name, Tooltip);

/// <summary>Where a few words are written: the number, the date.</summary>
/// <inheritdoc/>
internal sealed record TextField(string Name, string Tooltip, TextStyle Style) : FormField(Name, Tooltip)
{
    /// <summary>The letters that will be written, which the file then carries. A number needs no more than these.</summary>
    public string Letters { get; init; } = "0123456789/-. ";

    /// <summary>Where in the place the words stand; never justified.</summary>
    public Alignment Alignment { get; init; } = Alignment.Left;
}

/// <summary>A place of its own in a column or row, kept free for a field.</summary>
internal sealed class FieldPlace(FormField field, double width, double height) : IBlock
{
    public Plan PlanFor(Room room) =>
        Rigid.PlanFor(room, $"ô “{field.Tooltip}”", width, height, (canvas, x, y) => canvas.Place(new Area(x, y, width, height), field));
}
