using Dispatch.Templates.Images;

namespace Dispatch.Templates.Layout;


/// <summary>
/// A document written down as it will look. The words are QuestPDF's (document, page, header, content, footer, column, row, table, text), so that
/// whoever knows one reads the other. Lengths are millimetres for what a ruler measures and points for what belongs to type.
/// </summary>
internal static class Document
{
    public static IReadOnlyList<PageSection> Compose(Action<DocumentDescriptor> compose)
    {
        var document = new DocumentDescriptor();
        compose(document);
        return document.Sections;
    }
}

internal sealed class DocumentDescriptor
{
    private readonly List<PageDescriptor> pages = [];

    public IReadOnlyList<PageSection> Sections => [.. pages.Select(page => page.Section)];

    /// <summary>A section of pages of one size, numbered from 1.</summary>
    public void Page(Action<PageDescriptor> compose)
    {
        var page = new PageDescriptor();
        compose(page);
        pages.Add(page);
    }
}

internal sealed class PageDescriptor
{
    private readonly Container header = new();
    private readonly Container content = new();
    private readonly Container footer = new();
    private readonly Container foreground = new();
    private PageSetup setup = Paper.Portrait;

    public PageSection Section => new(setup, content.Block, header.Block, footer.Block, foreground.Block);

    /// <summary>The width of the text, in points.</summary>
    public double TextWidth => setup.TextWidth;

    public void Setup(PageSetup page) => setup = page;

    /// <summary>In the top margin, just above the text.</summary>
    public Container Header() => header;

    public Container Content() => content;

    /// <summary>At the foot of the text, whose room it takes.</summary>
    public Container Footer() => footer;

    /// <summary>Over the whole sheet of paper, measured from its upper left corner.</summary>
    public Container Foreground() => foreground;
}

/// <summary>A place to be filled with one thing. Each word on the way (<c>Inset</c>, <c>ShowEntire</c>) wraps what is put in last.</summary>
internal sealed class Container
{
    private Func<IBlock>? content;

    public IBlock Block => content?.Invoke() ?? Layout.Blank.None;

    public Container Inset(double leftMm, double rightMm) => Around(block => new Inset(Length.Mm(leftMm), Length.Mm(rightMm), block));

    /// <summary>On one page, if any page can hold it.</summary>
    public Container ShowEntire() => Around(block => new KeptTogether(block));

    /// <summary>On the first page of the section only.</summary>
    public Container ShowOnce() => Around(block => new OnPages(first: true, block));

    /// <summary>On every page of the section but the first.</summary>
    public Container SkipOnce() => Around(block => new OnPages(first: false, block));

    /// <summary>A box of one line around it, in the middle of the room; its content stands in the middle of the box.</summary>
    public Container Frame(double widthMm, double heightMm, Ink ink) => Around(block => new Frame(Length.Mm(widthMm), Length.Mm(heightMm), ink, block));

    /// <summary>At a distance from the corner of the place, taking no room: for layers and the foreground.</summary>
    public Container At(double leftMm, double topMm, double widthMm) =>
        Around(block => new At(Length.Mm(leftMm), Length.Mm(topMm), Length.Mm(widthMm), block));

    /// <summary>Its parts are one element of this role, such as a line of text with a field in it.</summary>
    public Container Tagged(string role) => Around(block => new Tagged(new Element(role), block));

    /// <summary>Not part of the text: a screen reader passes over it.</summary>
    public Container Artifact() => Around(block => new Tagged(Layout.Element.Artifact, block));

    public TextDescriptor Text(string text, TextStyle style) => Text(new Span(text, style));

    public TextDescriptor Text(params IReadOnlyList<Span> spans)
    {
        var text = new TextDescriptor(spans);
        Element(() => text.Block);
        return text;
    }

    /// <summary>The number of the page in its section, in the middle of the room.</summary>
    public void CurrentPageNumber(TextStyle style) => Artifact().Element(() => new PageNumberText(style));

    public void Column(Action<ColumnDescriptor> compose) => Compose(new ColumnDescriptor(), compose, column => column.Block);

    public void Row(Action<RowDescriptor> compose) => Compose(new RowDescriptor(), compose, row => row.Block);

    /// <summary>Columns that are read one after the other, their rows level.</summary>
    public void LevelColumns(Action<LevelColumnsDescriptor> compose) => Compose(new LevelColumnsDescriptor(), compose, columns => columns.Block);

    public void Table(Action<TableDescriptor> compose) => Compose(new TableDescriptor(), compose, table => table.Block);

    public void Layers(Action<LayersDescriptor> compose) => Compose(new LayersDescriptor(), compose, layers => layers.Block);

    /// <summary>A picture at its size on paper; without words for those who do not see it, it is decoration.</summary>
    public void Image(Picture picture, double widthMm, double heightMm, string? altText) =>
        Element(new PictureBlock(picture, Length.Mm(widthMm), Length.Mm(heightMm), altText));

    /// <summary>Kept free for a field; width and height in points.</summary>
    public void Field(FormField field, double width, double height) => Element(new FieldPlace(field, width, height));

    public void LineHorizontal(double? length = null) => Element(new Rule(length));

    /// <summary>Room left empty, in points.</summary>
    public void Blank(double height) => Element(new Layout.Blank(height));

    public void Element(IBlock block) => Element(() => block);

    private void Element(Func<IBlock> block) =>
        content = content is null ? block : throw new InvalidOperationException("A place is filled once.");

    private Container Around(Func<IBlock, IBlock> wrap)
    {
        var inner = new Container();
        Element(() => wrap(inner.Block));
        return inner;
    }

    private void Compose<T>(T descriptor, Action<T> compose, Func<T, IBlock> block)
    {
        compose(descriptor);
        Element(() => block(descriptor));
    }
}
