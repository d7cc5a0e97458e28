namespace Dispatch.Templates.Layout;

/// <summary>Things one below another.</summary>
internal sealed class ColumnDescriptor
{
    private readonly List<Entry> items = [];

    public IBlock Block => new Column([.. items.Select(item => new Item(item.Place.Block, item.Above, item.KeepsWithNext))]);

    /// <param name="above">Points of room above it, which fall away at the top of a page.</param>
    /// <param name="keepWithNext">Its end stands on one page with the beginning of what follows.</param>
    public Container Item(double above = 0, bool keepWithNext = false)
    {
        var place = new Container();
        items.Add(new Entry(place, above, keepWithNext));
        return place;
    }

    public void PageBreak() => Item().Element(new PageBreak());

    private sealed record Entry(Container Place, double Above, bool KeepsWithNext);
}

/// <summary>Things side by side.</summary>
internal sealed class RowDescriptor
{
    private readonly List<ColumnWidth> columns = [];
    private readonly List<Container> places = [];

    public IBlock Block => new Row(columns, [.. places.Select(place => place.Block)]);

    /// <summary>A column as wide as told, in points.</summary>
    public Container ConstantItem(double width) => Add(ColumnWidth.Points(width));

    /// <summary>A column with a share of what the constant ones leave.</summary>
    public Container RelativeItem(double share) => Add(ColumnWidth.Part(share));

    /// <summary>Room between two columns, in points.</summary>
    public void Spacing(double width) => ConstantItem(width);

    private Container Add(ColumnWidth width)
    {
        columns.Add(width);
        places.Add(new Container());
        return places[^1];
    }
}

/// <summary>Columns whose rows are level, written row by row and read column by column.</summary>
internal sealed class LevelColumnsDescriptor
{
    private readonly List<ColumnWidth> columns = [];
    private readonly List<Entry> rows = [];

    public IBlock Block => new LevelColumns(columns, [.. rows.Select(row => new LevelRow([.. row.Places.Select(place => place.Block)], row.Above))]);

    public void ConstantColumn(double width) => columns.Add(ColumnWidth.Points(width));

    public void RelativeColumn(double share) => columns.Add(ColumnWidth.Part(share));

    /// <summary>One place for each column.</summary>
    /// <param name="above">Points of room above.</param>
    public IReadOnlyList<Container> Row(double above = 0)
    {
        rows.Add(new Entry([.. columns.Select(_ => new Container())], above));
        return rows[^1].Places;
    }

    private sealed record Entry(Container[] Places, double Above);
}

/// <summary>A ruled table.</summary>
internal sealed class TableDescriptor
{
    private readonly List<ColumnWidth> columns = [];
    private readonly List<CellsDescriptor> heading = [];
    private readonly List<CellsDescriptor> rows = [];
    private IReadOnlyList<TableRow>? made;

    public IBlock Block => new Table(columns, [.. heading.Select(row => row.Row("TH"))], made ?? [.. rows.Select(row => row.Row("TD"))]);

    /// <summary>A column as wide as told, in points.</summary>
    public void ConstantColumn(double width) => columns.Add(ColumnWidth.Points(width));

    /// <summary>A column with a share of what the constant ones leave.</summary>
    public void RelativeColumn(double share) => columns.Add(ColumnWidth.Part(share));

    /// <summary>A row repeated at the top of every page.</summary>
    public CellsDescriptor Header() => Add(heading);

    public CellsDescriptor Row() => Add(rows);

    /// <summary>All rows of a book: each is made when its page is laid out and forgotten when the page is drawn.</summary>
    public void Rows<T>(IReadOnlyList<T> entries, Action<CellsDescriptor, T> compose) => made = new MadeRows<T>(entries, entry =>
    {
        var cells = new CellsDescriptor();
        compose(cells, entry);
        return cells.Row("TD");
    });

    private static CellsDescriptor Add(List<CellsDescriptor> list)
    {
        list.Add(new CellsDescriptor());
        return list[^1];
    }
}

/// <summary>The cells of one row.</summary>
internal sealed class CellsDescriptor
{
    private readonly List<(Container Place, int Span)> cells = [];

    /// <param name="columnSpan">How many columns it covers.</param>
    public Container Cell(int columnSpan = 1)
    {
        cells.Add((new Container(), columnSpan));
        return cells[^1].Place;
    }

    public TableRow Row(string role) => new(role, [.. cells.Select(cell => cell.Place.Block)], [.. cells.Select(cell => cell.Span)]);
}

/// <summary>A block, and what is drawn under and over it.</summary>
internal sealed class LayersDescriptor
{
    private readonly List<Container> under = [];
    private readonly List<Container> over = [];
    private readonly Container primary = new();
    private bool hasPrimary;

    public IBlock Block => new Layers(primary.Block, [.. under.Select(place => place.Block)], [.. over.Select(place => place.Block)]);

    /// <summary>The block that takes the room.</summary>
    public Container PrimaryLayer()
    {
        hasPrimary = true;
        return primary;
    }

    /// <summary>Drawn under the primary layer when asked for before it, over it after.</summary>
    public Container Layer()
    {
        var list = hasPrimary ? over : under;
        list.Add(new Container());
        return list[^1];
    }
}
