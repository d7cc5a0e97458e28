using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>The sizes of Phụ lục I mục V, in the two sets that may not be mixed.</summary>
internal sealed class SheetSizes(SheetSize size)
{
    public TextStyle Nation { get; } = new(12 + Step(size), FontStyle.Bold);

    public TextStyle Motto { get; } = new(13 + Step(size), FontStyle.Bold);

    public TextStyle ParentBody { get; } = new(12 + Step(size));

    public TextStyle Body { get; } = new(12 + Step(size), FontStyle.Bold);

    public TextStyle Number { get; } = new(13);

    public TextStyle PlaceAndDate { get; } = new(13 + Step(size), FontStyle.Italic);

    public TextStyle LetterSubject { get; } = new(12 + Step(size));

    public TextStyle Title { get; } = new(13 + Step(size), FontStyle.Bold);

    public TextStyle Text { get; } = new(13 + Step(size));

    public TextStyle Signing { get; } = new(13 + Step(size), FontStyle.Bold);

    public TextStyle RecipientsHeading { get; } = new(12, FontStyle.BoldItalic);

    public TextStyle Recipients { get; } = new(11);

    public TextStyle Stamp { get; } = new(13, FontStyle.Bold, Ink.Red);

    public TextStyle Grounds { get; } = new(13 + Step(size), FontStyle.Italic);

    public TextStyle Table { get; } = new(12 + Step(size));

    public TextStyle Circulation { get; } = new(13, FontStyle.Bold);

    public TextStyle Contact { get; } = new(11);

    /// <summary>"Phụ lục I" has one size in both sets.</summary>
    public TextStyle Annex { get; } = new(14, FontStyle.Bold);

    /// <summary>The line of an electronic copy, at the upper right corner (cell 14).</summary>
    public TextStyle CopyMark { get; } = new(10);

    public TextStyle PageNumber { get; } = new(13 + Step(size));

    private static double Step(SheetSize size) => size == SheetSize.Large ? 1 : 0;
}
