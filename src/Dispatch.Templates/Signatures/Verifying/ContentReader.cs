using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>Follows the operators of a page (ISO 32000-1, 8 and 9) as far as needed to know where letters and pictures stand.</summary>
internal sealed class ContentReader
{
    private const int MostBytes = 32 << 20;
    private const int MostOperators = 3_000_000;
    private const int DeepestForm = 12;
    private const int InvisibleText = 3;

    private readonly PdfFileReader reader;
    private readonly ContentMarks marks = new();
    private readonly Dictionary<PdfDictionary, ContentFont> fonts = [];
    private readonly Stack<GraphicsState> saved = new();
    private GraphicsState state = new() { Matrix = Transform.Identity };
    private Transform text = Transform.Identity;
    private Transform line = Transform.Identity;
    private Box? path;
    private int operators;

    private ContentReader(PdfFileReader reader) => this.reader = reader;

    /// <exception cref="PdfFormatException">The content cannot be followed.</exception>
    public static ContentMarks Read(PdfFileReader reader, PageNode page)
    {
        var content = new ContentReader(reader);
        using var whole = new MemoryStream();
        IEnumerable<PdfValue> parts = reader.Entry(page.Dictionary, "Contents") is PdfArray array ? array.Items.Select(reader.Resolve) : [reader.Entry(page.Dictionary, "Contents")];
        foreach (var part in parts.OfType<PdfStream>())
        {
            whole.Write(reader.Decode(part, MostBytes));
            whole.WriteByte((byte)'\n');
        }

        content.Run(whole.ToArray(), page.Resources, 0);
        content.marks.OpenStates = content.saved.Count;
        return content.marks;
    }

    private static bool IsLetter(int value) => value is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '\'' or '"' or '*' or (>= '0' and <= '9');

    private void Run(byte[] content, PdfDictionary? resources, int depth)
    {
        var source = new PdfSource(content);
        var parser = new PdfParser(source, 0, inFile: false);
        var operands = new List<PdfValue>();
        while (true)
        {
            parser.SkipWhite();
            var next = source[parser.Position];
            if (next < 0)
            {
                return;
            }

            if (next is '/' or '(' or '<' or '[' or '+' or '-' or '.' or (>= '0' and <= '9'))
            {
                operands.Add(parser.ReadValue());
                continue;
            }

            var name = ReadOperator(source, parser);
            if (++operators > MostOperators)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, "A page has too many operators");
            }

            if (name is "true" or "false" or "null")
            {
                operands.Add(PdfNull.Instance);
                continue;
            }

            if (name == "BI")
            {
                SkipInlineImage(source, parser);
                marks.Pictures.Add(state.Matrix.BoxOfUnit());
            }
            else
            {
                Execute(name, operands, resources, depth);
            }

            operands.Clear();
        }
    }

    private static string ReadOperator(PdfSource source, PdfParser parser)
    {
        var start = parser.Position;
        while (IsLetter(source[parser.Position]))
        {
            parser.Position++;
        }

        return parser.Position > start && parser.Position - start < 8
            ? string.Concat(source.Read(start, parser.Position - start).Select(letter => (char)letter))
            : throw parser.Wrong("A page has an unknown operator");
    }

    private static void SkipInlineImage(PdfSource source, PdfParser parser)
    {
        while (!(PdfParser.IsWhite(source[parser.Position]) && source[parser.Position + 1] == 'E' && source[parser.Position + 2] == 'I'
            && (source[parser.Position + 3] < 0 || PdfParser.IsWhite(source[parser.Position + 3]))))
        {
            if (source[parser.Position++] < 0)
            {
                throw parser.Wrong("A picture in a page does not end");
            }
        }

        parser.Position += 3;
    }

    private static double Number(List<PdfValue> operands, int index) => index < operands.Count && Box.NumberOf(operands[index]) is { } number ? number : 0;

    private static Transform Matrix(List<PdfValue> values) => new(Number(values, 0), Number(values, 1), Number(values, 2), Number(values, 3), Number(values, 4), Number(values, 5));

    private void Execute(string name, List<PdfValue> operands, PdfDictionary? resources, int depth)
    {
        switch (name)
        {
            case "q":
                saved.Push(state with { });
                break;
            case "Q" when saved.Count > 0:
                state = saved.Pop();
                break;
            case "cm":
                state.Matrix = Matrix(operands).Then(state.Matrix);
                break;
            case "Do" when operands is [PdfName shown]:
                Draw(reader.Resolve(reader.DictionaryOf(resources, "XObject")?[shown.Value]), resources, depth);
                break;
            case "Tf" when operands is [PdfName font, ..]:
                (state.Font, state.Size) = (FontOf(reader.DictionaryOf(reader.DictionaryOf(resources, "Font"), font.Value)), Number(operands, 1));
                break;
            case "m" or "l" or "c" or "v" or "y":
                Reach(operands);
                break;
            case "re":
                Reach([operands.ElementAtOrDefault(0) ?? PdfNull.Instance, operands.ElementAtOrDefault(1) ?? PdfNull.Instance]);
                Reach([new PdfReal(Number(operands, 0) + Number(operands, 2)), new PdfReal(Number(operands, 1) + Number(operands, 3))]);
                break;
            case "S" or "s" or "f" or "F" or "f*" or "B" or "B*" or "b" or "b*" or "n":
                EndPath(isSeen: name != "n");
                break;
            default:
                ExecuteText(name, operands);
                break;
        }
    }

    private void Reach(List<PdfValue> points)
    {
        for (var i = 0; i + 1 < points.Count; i += 2)
        {
            var (x, y) = state.Matrix.Apply(Number(points, i), Number(points, i + 1));
            path = path is { } before ? new Box(Math.Min(before.Left, x), Math.Min(before.Bottom, y), Math.Max(before.Right, x), Math.Max(before.Top, y)) : new Box(x, y, x, y);
        }
    }

    private void EndPath(bool isSeen)
    {
        if (isSeen && path is { } reached)
        {
            marks.Lines.Add(reached);
        }

        path = null;
    }

    private void ExecuteText(string name, List<PdfValue> operands)
    {
        switch (name)
        {
            case "BT":
                text = line = Transform.Identity;
                break;
            case "Tm":
                text = line = Matrix(operands);
                break;
            case "Td" or "TD":
                state.Leading = name == "TD" ? -Number(operands, 1) : state.Leading;
                text = line = Transform.Move(Number(operands, 0), Number(operands, 1)).Then(line);
                break;
            case "T*":
                NextLine();
                break;
            case "TL":
                state.Leading = Number(operands, 0);
                break;
            case "Tc":
                state.LetterSpace = Number(operands, 0);
                break;
            case "Tw":
                state.WordSpace = Number(operands, 0);
                break;
            case "Tz":
                state.Stretch = Number(operands, 0) / 100;
                break;
            case "Ts":
                state.Rise = Number(operands, 0);
                break;
            case "Tr":
                state.Mode = (int)Number(operands, 0);
                break;
            case "Tj" when operands is [PdfString shown]:
                Show(shown.Bytes);
                break;
            case "'" or "\"" when operands is [.., PdfString shown]:
                NextLine();
                Show(shown.Bytes);
                break;
            case "TJ" when operands is [PdfArray pieces]:
                foreach (var piece in pieces.Items)
                {
                    Show(piece);
                }

                break;
        }
    }

    private void NextLine() => text = line = Transform.Move(0, -state.Leading).Then(line);

    private void Show(PdfValue piece)
    {
        if (piece is PdfString { Bytes: var bytes })
        {
            Show(bytes);
        }
        else if (Box.NumberOf(piece) is { } back)
        {
            text = Transform.Move(-back / 1000 * state.Size * state.Stretch, 0).Then(text);
        }
    }

    private void Show(byte[] bytes)
    {
        foreach (var (width, isSeen, isSpace) in (state.Font ?? ContentFont.Unknown).Letters(bytes))
        {
            if (isSeen && state.Mode != InvisibleText)
            {
                var middle = new Transform(state.Size * state.Stretch, 0, 0, state.Size, 0, state.Rise).Then(text).Then(state.Matrix);
                marks.Letters.Add(middle.Apply(width / 2, 0.25));
            }

            text = Transform.Move(((width * state.Size) + state.LetterSpace + (isSpace ? state.WordSpace : 0)) * state.Stretch, 0).Then(text);
        }
    }

    private void Draw(PdfValue shown, PdfDictionary? resources, int depth)
    {
        if (shown is not PdfStream stream)
        {
            return;
        }

        if (reader.NameOf(stream.Dictionary, "Subtype") != "Form")
        {
            marks.Pictures.Add(state.Matrix.BoxOfUnit());
            return;
        }

        if (depth > DeepestForm)
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "The forms of a page are nested too deep");
        }

        var (before, count, textBefore, lineBefore) = (state with { }, saved.Count, text, line);
        if (reader.ItemsOf(stream.Dictionary, "Matrix") is { Count: 6 } matrix)
        {
            state.Matrix = Matrix([.. matrix.Select(reader.Resolve)]).Then(state.Matrix);
        }

        Run(reader.Decode(stream, MostBytes), reader.DictionaryOf(stream.Dictionary, "Resources") ?? resources, depth + 1);
        while (saved.Count > count)
        {
            saved.Pop();
        }

        (state, text, line) = (before, textBefore, lineBefore);
    }

    private ContentFont? FontOf(PdfDictionary? font)
    {
        if (font is null)
        {
            return null;
        }

        if (!fonts.TryGetValue(font, out var known))
        {
            known = ContentFont.Of(reader, font);
            fonts[font] = known;
        }

        return known;
    }

    private sealed record GraphicsState
    {
        public required Transform Matrix { get; set; }

        public ContentFont? Font { get; set; }

        public double Size { get; set; }

        public double Leading { get; set; }

        public double LetterSpace { get; set; }

        public double WordSpace { get; set; }

        public double Stretch { get; set; } = 1;

        public double Rise { get; set; }

        public int Mode { get; set; }
    }
}

/// <summary>A transformation of the plane (8.3.3): x' = ax + cy + e, y' = bx + dy + f.</summary>
internal readonly record struct Transform(double A, double B, double C, double D, double E, double F)
{
    public static Transform Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public static Transform Move(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>First this one, then the other.</summary>
    public Transform Then(Transform next) => new(
        (A * next.A) + (B * next.C), (A * next.B) + (B * next.D),
        (C * next.A) + (D * next.C), (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E, (E * next.B) + (F * next.D) + next.F);

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

    /// <summary>What the square of a picture becomes.</summary>
    public Box BoxOfUnit()
    {
        var corners = new[] { Apply(0, 0), Apply(1, 0), Apply(0, 1), Apply(1, 1) };
        return new Box(corners.Min(corner => corner.X), corners.Min(corner => corner.Y), corners.Max(corner => corner.X), corners.Max(corner => corner.Y));
    }
}
