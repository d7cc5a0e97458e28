namespace Dispatch.Engine.Workflows.Drawing;

/// <param name="X">Centre.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
internal readonly record struct Place(double X, double Y, double Width, double Height)
{
    public double Left => X - (Width / 2);

    public double Right => X + (Width / 2);

    public double Bottom => Y + Height;

    public double Middle => Y + (Height / 2);
}

/// <summary>
/// Where boxes stand and which way arrows go, from top to bottom: each box below everything that leads to it, few crossings, straight where it can be. Arrows that lead back run beside
/// the picture. The same graph always gives the same picture.
/// </summary>
internal sealed class PictureLayout
{
    public const double BoxWidth = 236;
    private const double Beside = 36;
    private const double Below = 54;
    private const double Margin = 14;
    private const double Lane = 16;

    // Room for the word on an arrow that leads back, between its box and the first lane.
    private const double Word = 62;
    private const int Sweeps = 12;

    private readonly PictureGraph graph;
    private readonly IReadOnlyList<(double Width, double Height)> sizes;
    private readonly List<List<int>> layers = [];
    private readonly List<(int From, int To)> links = [];
    private readonly List<int> layerOf = [];
    private readonly List<double> x = [];
    private readonly List<int[]> courses = [];

    private PictureLayout(PictureGraph graph, IReadOnlyList<(double Width, double Height)> sizes) => (this.graph, this.sizes) = (graph, sizes);

    public IReadOnlyList<Place> Places { get; private set; } = [];

    /// <summary>For each arrow its corners from source to target.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines { get; private set; } = [];

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <param name="graph">What to lay out.</param>
    /// <param name="sizes">How big each box is.</param>
    public static PictureLayout Of(PictureGraph graph, IReadOnlyList<(double Width, double Height)> sizes)
    {
        var layout = new PictureLayout(graph, sizes);
        layout.Rank();
        layout.Order();
        layout.Align();
        layout.Draw();
        return layout;
    }

    private double WidthOf(int node) => node < sizes.Count ? sizes[node].Width : 12;

    /// <summary>Each box one layer below the lowest that leads to it; arrows over several layers pass through a point in each.</summary>
    private void Rank()
    {
        var rank = new int[graph.Boxes.Count];
        for (var (changed, round) = (true, 0); changed && round <= graph.Boxes.Count; round++)
        {
            changed = false;
            foreach (var arrow in graph.Arrows.Where(arrow => !arrow.IsBack && arrow.From != arrow.To && rank[arrow.To] <= rank[arrow.From]))
            {
                rank[arrow.To] = rank[arrow.From] + 1;
                changed = true;
            }
        }

        for (var node = 0; node < graph.Boxes.Count; node++)
        {
            Add(rank[node]);
        }

        foreach (var arrow in graph.Arrows)
        {
            courses.Add(arrow.IsBack || rank[arrow.To] <= rank[arrow.From] ? [] : Course(arrow, rank));
        }
    }

    private int[] Course(PictureArrow arrow, int[] rank)
    {
        var course = new List<int> { arrow.From };
        for (var layer = rank[arrow.From] + 1; layer < rank[arrow.To]; layer++)
        {
            course.Add(Add(layer));
        }

        course.Add(arrow.To);
        links.AddRange(course.Zip(course.Skip(1)));
        return [.. course];
    }

    private int Add(int layer)
    {
        while (layers.Count <= layer)
        {
            layers.Add([]);
        }

        layers[layer].Add(layerOf.Count);
        layerOf.Add(layer);
        return layerOf.Count - 1;
    }

    /// <summary>Sorts each layer by where its neighbours stand, down and up again, and keeps the order with the fewest crossings.</summary>
    private void Order()
    {
        var best = layers.ConvertAll(layer => layer.ToList());
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? layers : layers.AsEnumerable().Reverse())
            {
                var position = Positions();
                var sorted = layer.OrderBy(node => Mean(node, sweep % 2 == 0, other => position[other]) ?? position[node]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
            }

            if (Crossings() is var crossings && crossings < fewest)
            {
                (fewest, best) = (crossings, layers.ConvertAll(layer => layer.ToList()));
            }
        }

        for (var i = 0; i < layers.Count; i++)
        {
            layers[i] = best[i];
        }
    }

    private int Crossings()
    {
        var position = Positions();
        var crossings = 0;
        for (var i = 0; i < links.Count; i++)
        {
            for (var j = i + 1; j < links.Count; j++)
            {
                var (a, b) = (links[i], links[j]);
                crossings += layerOf[a.From] == layerOf[b.From] && (position[a.From] - position[b.From]) * (position[a.To] - position[b.To]) < 0 ? 1 : 0;
            }
        }

        return crossings;
    }

    private Dictionary<int, double> Positions() => layers.SelectMany(layer => layer.Select((node, i) => (node, i))).ToDictionary(pair => pair.node, pair => (double)pair.i);

    private double? Mean(int node, bool above, Func<int, double> of)
    {
        var near = above ? links.Where(link => link.To == node).Select(link => of(link.From)) : links.Where(link => link.From == node).Select(link => of(link.To));
        var list = near.ToList();
        return list.Count == 0 ? null : list.Average();
    }

    /// <summary>Pulls every box towards its neighbours, as far as its layer leaves room.</summary>
    private void Align()
    {
        x.AddRange(Enumerable.Repeat(0.0, layerOf.Count));
        foreach (var layer in layers)
        {
            var left = -layer.Sum(node => WidthOf(node) + Beside) / 2;
            foreach (var node in layer)
            {
                x[node] = left + ((WidthOf(node) + Beside) / 2);
                left += WidthOf(node) + Beside;
            }
        }

        for (var sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? layers : layers.AsEnumerable().Reverse())
            {
                Settle(layer, node => Mean(node, sweep % 2 == 0, other => x[other]) ?? x[node]);
            }
        }
    }

    private void Settle(List<int> layer, Func<int, double> wanted)
    {
        var wishes = layer.ConvertAll(node => wanted(node));
        var (fromLeft, fromRight) = (new double[layer.Count], new double[layer.Count]);
        for (var i = 0; i < layer.Count; i++)
        {
            fromLeft[i] = i == 0 ? wishes[i] : Math.Max(wishes[i], fromLeft[i - 1] + Room(layer[i - 1], layer[i]));
        }

        for (var i = layer.Count - 1; i >= 0; i--)
        {
            fromRight[i] = i == layer.Count - 1 ? wishes[i] : Math.Min(wishes[i], fromRight[i + 1] - Room(layer[i], layer[i + 1]));
        }

        for (var i = 0; i < layer.Count; i++)
        {
            x[layer[i]] = (fromLeft[i] + fromRight[i]) / 2;
        }
    }

    private double Room(int left, int right) => ((WidthOf(left) + WidthOf(right)) / 2) + Beside;

    private void Draw()
    {
        var lanes = Lanes();
        var shift = Margin + Gutter(lanes.Values.Count(lane => lane.IsLeft)) - (graph.Boxes.Count == 0 ? 0 : Enumerable.Range(0, layerOf.Count).Min(node => x[node] - (WidthOf(node) / 2)));
        var tops = new double[layers.Count];
        var y = Margin;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            tops[layer] = y;
            y += layers[layer].Where(node => node < sizes.Count).Select(node => sizes[node].Height).DefaultIfEmpty(0).Max() + Below;
        }

        double Tall(int layer) => (layer + 1 < layers.Count ? tops[layer + 1] : y) - Below - tops[layer];
        Places = [.. graph.Boxes.Select((_, i) => new Place(x[i] + shift, tops[layerOf[i]] + ((Tall(layerOf[i]) - sizes[i].Height) / 2), sizes[i].Width, sizes[i].Height))];
        var right = Enumerable.Range(0, layerOf.Count).Select(node => x[node] + shift + (WidthOf(node) / 2)).DefaultIfEmpty(0).Max();
        Width = right + Gutter(lanes.Values.Count(lane => !lane.IsLeft)) + Margin;
        Height = y - Below + Margin;
        Lines = [.. graph.Arrows.Select((arrow, i) => courses[i].Length > 0 ? Down(i, courses[i], shift, tops, Tall) : Back(arrow, lanes[i], right))];
    }

    private static double Gutter(int lanes) => lanes == 0 ? 0 : Word + (Lane * (lanes - 1));

    /// <summary>Arrows that lead back run in lanes beside the picture, the shortest nearest to it.</summary>
    private Dictionary<int, (bool IsLeft, int Number)> Lanes()
    {
        var lanes = new Dictionary<int, (bool, int)>();
        var (lefts, rights) = (0, 0);
        foreach (var i in Enumerable.Range(0, graph.Arrows.Count).Where(i => courses[i].Length == 0).OrderBy(i => layerOf[graph.Arrows[i].From] - layerOf[graph.Arrows[i].To]))
        {
            var layer = layers[layerOf[graph.Arrows[i].From]];
            var isLeft = layer.Count > 1 && layer[0] == graph.Arrows[i].From;
            lanes[i] = (isLeft, isLeft ? ++lefts : ++rights);
        }

        return lanes;
    }

    private List<(double X, double Y)> Down(int arrow, int[] course, double shift, double[] tops, Func<int, double> tall)
    {
        var (from, to) = (Places[course[0]], Places[course[^1]]);
        var points = new List<(double X, double Y)> { (Exit(arrow, from), from.Bottom) };
        for (var i = 1; i < course.Length; i++)
        {
            var layer = layerOf[course[i]];
            var turn = tops[layer] - (Below / 2);
            var isLast = i == course.Length - 1;
            var next = isLast ? Entry(arrow, to) : x[course[i]] + shift;
            points.AddRange([(points[^1].X, turn), (next, turn), (next, isLast ? to.Y : tops[layer] + tall(layer))]);
        }

        return points;
    }

    /// <summary>Several arrows leave a box side by side, in the order of where they go.</summary>
    private double Exit(int arrow, Place from) => Spread(arrow, from, one => courses[one][0], one => x[courses[one][1]]);

    private double Entry(int arrow, Place to) => Spread(arrow, to, one => courses[one][^1], one => x[courses[one][^2]]);

    private double Spread(int arrow, Place place, Func<int, int> end, Func<int, double> other)
    {
        var those = Enumerable.Range(0, courses.Count).Where(one => courses[one].Length > 0 && end(one) == end(arrow)).OrderBy(other).ThenBy(one => one).ToList();
        var step = Math.Min(76, (place.Width - 40) / Math.Max(those.Count, 1));
        return place.X + ((those.IndexOf(arrow) - ((those.Count - 1) / 2.0)) * step);
    }

    private List<(double X, double Y)> Back(PictureArrow arrow, (bool IsLeft, int Number) lane, double right)
    {
        var (from, to) = (Places[arrow.From], Places[arrow.To]);
        var at = lane.IsLeft ? Places.Min(place => place.Left) - Gutter(lane.Number) : right + Gutter(lane.Number);
        var (leave, enter) = (from.Middle - 7, to.Middle + 7);
        return lane.IsLeft
            ? [(from.Left, leave), (at, leave), (at, enter), (to.Left, enter)]
            : [(from.Right, leave), (at, leave), (at, enter), (to.Right, enter)];
    }
}
