using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>"Nơi nhận" on the left and, level with it, who signs on the right. The list may go on over the page; the signature may not be torn.</summary>
internal sealed class EndingBlock(IReadOnlyList<string> recipients, SigningBlock signing, SheetSizes sizes)
{
    // The signature stands in the right half; its lines are short, so the list has the larger share.
    private const double LeftShare = 52.5;
    private const double RightShare = 47.5;

    private static readonly double Between = Mm(3);

    public IBlock With(double roomToSign) => new Row(Cell.Sharing(LeftShare, Recipients), Cell.Wide(Between, Blank.None), Cell.Sharing(RightShare, Signing(roomToSign)));

    // Cell 9b.
    private IBlock Recipients => Wording.Names(recipients).Count == 0
        ? Blank.None
        : new Column(
        [
            new(new Paragraph(new ParagraphStyle { Strut = sizes.Signing.Size }, new Span(Wording.Recipients, sizes.RecipientsHeading)), 0, KeepsWithNext: true),
            .. Wording.Listed(recipients).Select(line => new Item(new Paragraph(new ParagraphStyle(), new Span(Prose.Glued(line), sizes.Recipients)))),
        ]);

    // Cells 7a, 7c and 7b.
    private KeptTogether Signing(double roomToSign) => new(new Column(
    [
        .. signing.CapacityLines.Select(line => new Item(Centred(Prose.Upper(Prose.Glued(line))))),
        new(Centred(Prose.Clean(signing.Name)), roomToSign),
    ]));

    private Paragraph Centred(string text) => new(new ParagraphStyle { Alignment = Alignment.Centre, IsBalanced = true }, new Span(text, sizes.Signing));
}
