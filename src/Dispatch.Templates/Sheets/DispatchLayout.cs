using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>A dispatch from head to foot. Cell numbers are those of Phụ lục I mục IV.</summary>
internal sealed class DispatchLayout
{
    private const double CopyMarkTopMm = 7;

    // Of a page. A longer "Nơi nhận" is torn: moved whole to the next page it would leave the rest of this one empty.
    private const double LongestUntorn = 1.0 / 3;

    private readonly DispatchSheet sheet;
    private readonly SheetKind kind;
    private readonly SheetSizes sizes;
    private readonly SheetStyle style;
    private readonly double width;

    /// <exception cref="UnprintableSheetException">The sheet is not one the law knows; the message says why.</exception>
    public DispatchLayout(DispatchSheet sheet)
    {
        kind = SheetChecks.Kind(sheet);
        this.sheet = sheet.IsToBeSigned ? sheet with { Number = null, Date = null } : sheet;
        style = sheet.Style.Lawful();
        sizes = new SheetSizes(sheet.Size);
        width = Setup(sheet.IsLandscape).TextWidth;
    }

    public string Title => Prose.Clean(string.Join(' ', new[]
    {
        kind.Form == SheetForm.Letter ? "" : sheet.KindName!,
        sheet.Symbol.Length == 0 ? "" : Wording.Number(sheet.Number, sheet.Symbol).Replace(Prose.FixedSpace, ' '),
        Wording.Subject(sheet.Subject, kind.Form),
    }));

    public IReadOnlyList<PageSection> Sections => Document.Compose(document =>
    {
        document.Page(page =>
        {
            Begin(page, sheet.IsLandscape);
            page.Foreground().ShowOnce().Layers(layers => Marks(layers, Setup(sheet.IsLandscape)));
            page.Footer().ShowOnce().Column(Contact);
            page.Content().Column(column =>
            {
                new DispatchHead(sheet, kind, sizes).Compose(column.Item(), width);
                Compose(column);
                End(column, isLast: sheet.Annexes.Count == 0);
            });
        });
        for (var i = 0; i < sheet.Annexes.Count; i++)
        {
            var number = i;
            document.Page(page => Annex(page, number));
        }
    });

    private PageSetup Setup(bool isLandscape) => isLandscape
        ? Paper.Across(style.MarginTop, style.MarginRight, style.MarginBottom, style.MarginLeft)
        : Paper.Upright(style.MarginTop, style.MarginRight, style.MarginBottom, style.MarginLeft);

    private void Begin(PageDescriptor page, bool isLandscape)
    {
        page.Setup(Setup(isLandscape));
        page.Header().SkipOnce().CurrentPageNumber(sizes.PageNumber);
    }

    // Cells 11 and 14, in the top margin, the one at the left of the other.
    private void Marks(LayersDescriptor layers, PageSetup paper)
    {
        if (Wording.Circulation(sheet.Circulation) is { } words)
        {
            layers.Layer().At(leftMm: 60, topMm: 8, widthMm: 55).Frame(55, 8, Ink.Black).Text(words, sizes.Circulation).AlignCenter();
        }

        if (sheet.IsToBeSigned || sheet.HasCopyMark)
        {
            SignatureFields.CopyMark(layers.Layer(), paper, CopyMarkTopMm);
        }
    }

    // Cell 13.
    private void Contact(ColumnDescriptor column)
    {
        var lines = sheet.Contact.Select(Prose.Clean).Where(line => line.Length > 0).ToList();
        if (lines.Count > 0)
        {
            column.Item().LineHorizontal();
            lines.ForEach(line => column.Item(above: 2).Text(line, sizes.Contact).AlignCenter());
        }
    }

    private void Compose(ColumnDescriptor column)
    {
        var text = MarkdownBody.Read(sheet.Body);
        switch (kind.Form)
        {
            case SheetForm.Letter:
                AddressedTo(column, Wording.AddressedTo, above: Mm(6));
                break;
            case SheetForm.Decision:
                TitleAndSubject(column);
                text = new DecisionOpening(sheet, kind, text).Compose(column, sizes, style);
                break;
            case SheetForm.Telegram:
                TitleAndSubject(column);
                AddressedTo(column, Prose.Upper(Prose.Clean(sheet.Authority ?? sheet.IssuerName)) + " điện:", above: Mm(5));
                break;
            case SheetForm.Invitation:
                TitleAndSubject(column);
                text = Invited(text);
                break;
            case SheetForm.Named or SheetForm.Minutes:
                TitleAndSubject(column);
                AddressedTo(column, Wording.AddressedTo, above: Mm(5));
                break;
        }

        new BodyLayout(sizes, style, width).Compose(column, text, above: Mm(4), endsWithSigning: true, firstHeading: kind.Form == SheetForm.Letter ? 1 : 2);
    }

    // Cell 5a; a công văn has its subject in cell 5b, in the head.
    private void TitleAndSubject(ColumnDescriptor column)
    {
        var title = Prose.Upper(Prose.Glued(sheet.KindName!));
        if (Prose.Glued(Wording.Subject(sheet.Subject, kind.Form)) is not { Length: > 0 } subject)
        {
            column.Item(above: Mm(8), keepWithNext: true).Text(title, sizes.Title).AlignCenter().Balanced().Role("H1").RuleBelow(DispatchHead.ShareOfRule, gap: 3);
            return;
        }

        column.Item(above: Mm(8), keepWithNext: true).Text(title, sizes.Title).AlignCenter().Balanced().Role("H1");
        column.Item(keepWithNext: true).Inset(15, 15).Text(subject, sizes.Title).AlignCenter().Balanced().RuleBelow(DispatchHead.ShareOfRule, gap: 3);
    }

    // Cell 9a.
    private void AddressedTo(ColumnDescriptor column, string lead, double above)
    {
        if (Wording.Names([.. sheet.Addressees.Select(line => Wording.After(lead, line))]) is { Count: > 0 } names)
        {
            new AddresseeBlock(lead, names, sizes.Text).Compose(column.Item(above), width);
        }
    }

    // Mẫu 1.7: one guest on the line itself, several on lines below.
    private BodyText Invited(BodyText text)
    {
        var names = Wording.Names(sheet.Addressees);
        var lead = Prose.Clean(sheet.Authority ?? sheet.IssuerName) + " trân trọng kính mời:";
        IEnumerable<string> lines = names.Count switch
        {
            0 => [],
            1 => [lead + " " + names[0]],
            _ => [lead, .. Wording.Listed(names)],
        };
        return new BodyText([.. lines.Select(line => new BodyParagraph(BodyPart.Plain, [new BodyRun(line)])), .. text.Blocks]);
    }

    private void End(ColumnDescriptor column, bool isLast)
    {
        var ending = new EndingBlock(sheet, sizes);
        column.Item(above: Mm(5)).Element(new KeptTogether(new Tightening(ending.With(Mm(30)), ending.With(Mm(24))), LongestUntorn));
        if (isLast)
        {
            Copy(column);
        }
    }

    private void Copy(ColumnDescriptor column)
    {
        if (sheet.Copy is { } copy)
        {
            new CopyLayout(copy, sizes).Compose(column.Item(above: Mm(6)).ShowEntire());
        }
    }

    private void Annex(PageDescriptor page, int number)
    {
        var annex = sheet.Annexes[number];
        Begin(page, annex.IsLandscape);
        page.Content().Column(column =>
        {
            if (annex.KindName is not null)
            {
                new DispatchHead(sheet, kind, sizes).ComposeNames(column.Item(), page.TextWidth);
            }

            new AnnexHead(annex, sheet, sizes).Compose(column);
            new BodyLayout(sizes, style, page.TextWidth).Compose(column, MarkdownBody.Read(annex.Body), above: Mm(4), endsWithSigning: false, firstHeading: 2);
            if (number == sheet.Annexes.Count - 1)
            {
                Copy(column);
            }
        });
    }
}
