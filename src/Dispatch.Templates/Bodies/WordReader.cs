using System.Globalization;
using System.Text;
using Dispatch.Templates.Layout;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Templates.Bodies;

/// <summary>Walks through one Word file and writes down text and losses, or only the words.</summary>
internal sealed class WordReader(MainDocumentPart document)
{
    private const int MostNesting = 12;
    private const int MostParagraphs = 20_000;

    private readonly List<BodyLoss> losses = [];
    private readonly HashSet<BodyLoss> known = [];
    private readonly WordLook look = new(document);
    private readonly WordFaces faces = new();
    private readonly WordNumbering numbering = new(document);
    private int paragraphs;
    private int tables;
    private LegacyEncoding? legacy;

    public WordReading Read(Word.Body body)
    {
        var blocks = Blocks(body, 0).ToList();
        losses.AddRange(faces.Losses());
        foreach (var header in document.HeaderParts.Where(part => HasText(part.Header)))
        {
            Lose("word.header", "đầu trang", $"Đầu trang “{BodyLoss.Quote(header.Header!.InnerText)}” không được lấy: văn bản chỉ có số trang ở lề trên.");
        }

        foreach (var footer in document.FooterParts.Where(part => HasText(part.Footer)))
        {
            Lose("word.footer", "chân trang", $"Chân trang “{BodyLoss.Quote(footer.Footer!.InnerText)}” không được lấy.");
        }

        return new WordReading(BodyOutline.Of(blocks), losses);
    }

    /// <summary>The lines of everything that is seen, in the order of the file.</summary>
    public WordText Words(Word.Body body)
    {
        var text = new StringBuilder();
        foreach (var paragraph in document.HeaderParts.Select(part => part.Header).Where(HasText).Append<OpenXmlElement?>(body).SelectMany(part => part!.Descendants<Word.Paragraph>()))
        {
            // What Word keeps for older readers says the same a second time.
            if (!paragraph.Ancestors<AlternateContentFallback>().Any())
            {
                Words(paragraph, text);
            }
        }

        return new WordText(text.ToString(), legacy);
    }

    private void Words(Word.Paragraph paragraph, StringBuilder text)
    {
        Count();
        var reading = new WordRuns(look.Of(paragraph), look);
        reading.Read(paragraph);
        if (numbering.LabelOf(paragraph, look.NumberingOf(paragraph)) is { Length: > 0 } label)
        {
            text.Append(label).Append(' ');
        }

        foreach (var line in reading.Lines)
        {
            text.AppendJoin("", line.Select(run => run.Text)).Append('\n');
        }

        legacy ??= reading.Legacy;

        if (paragraph.Parent is Word.TableCell && paragraph.NextSibling<Word.Paragraph>() is null)
        {
            text.Append('\n');
        }
    }

    private void Count()
    {
        if (++paragraphs > MostParagraphs)
        {
            throw WordBody.TooLarge();
        }
    }

    private IEnumerable<BodyBlock> Blocks(OpenXmlElement parent, int depth)
    {
        if (depth > MostNesting)
        {
            throw new InvalidOperationException("Word content is nested too deeply.");
        }

        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case Word.Paragraph paragraph:
                    foreach (var line in Lines(paragraph))
                    {
                        yield return line;
                    }

                    break;
                case Word.Table table:
                    if (Table(table) is { } read)
                    {
                        yield return read;
                    }

                    break;
                case Word.SdtBlock or Word.SdtContentBlock or Word.CustomXmlBlock or Word.InsertedRun:
                    foreach (var inner in Blocks(child, depth + 1))
                    {
                        yield return inner;
                    }

                    break;
                case Word.AltChunk:
                    Lose("word.object", AfterParagraph(), "Có một tài liệu khác được chèn vào đây; nội dung của nó không được lấy.");
                    break;
            }
        }
    }

    /// <summary>The lines of a paragraph: a line break in Word ("Shift+Enter") begins a new one.</summary>
    private IEnumerable<BodyParagraph> Lines(Word.Paragraph paragraph)
    {
        Count();
        var reading = new WordRuns(look.Of(paragraph), look);
        reading.Read(paragraph);
        var label = numbering.LabelOf(paragraph, look.NumberingOf(paragraph));
        var place = Place(label + reading.Text);
        foreach (var (code, message) in reading.Losses)
        {
            Lose(code, place, message);
        }

        faces.Add(place, reading.Faces, ColumnsAround(paragraph));
        var isFirst = true;
        foreach (var line in reading.Lines)
        {
            var runs = Cleaned(isFirst && label.Length > 0 ? [line is [var first, ..] ? first with { Text = label + " " } : new BodyRun(label), .. line] : line);
            isFirst = false;
            if (runs.Count > 0)
            {
                var plain = new BodyParagraph(BodyPart.Plain, runs);
                yield return look.IsTitle(paragraph) ? BodyOutline.AsTitle(plain) : plain;
            }
        }
    }

    private static int? ColumnsAround(Word.Paragraph paragraph) => paragraph.Ancestors<Word.Table>().FirstOrDefault()?.GetFirstChild<Word.TableGrid>()?.Elements<Word.GridColumn>().Count();

    private BodyTable? Table(Word.Table table)
    {
        tables++;
        var rows = new List<BodyRow>();
        var heading = 0;
        var widths = table.GetFirstChild<Word.TableGrid>()?.Elements<Word.GridColumn>().Select(column => Number(column.Width)).ToList() ?? [];
        foreach (var row in table.Elements<Word.TableRow>())
        {
            var isHeading = rows.Count == heading && row.TableRowProperties?.GetFirstChild<Word.TableHeader>() is { } header && (header.Val is null || header.Val == Word.OnOffOnlyValues.On);
            rows.Add(Row(row, rows.Count + 1));
            heading += isHeading ? 1 : 0;
        }

        if (rows.Count == 0)
        {
            return null;
        }

        var count = Math.Max(widths.Count, rows.Max(row => row.Cells.Sum(cell => cell.Span)));
        var hasShares = widths.Count == count && widths.TrueForAll(width => width > 0);
        var total = hasShares ? widths.Sum() : 0;
        var columns = Enumerable.Range(0, count).Select(i => new BodyColumn(hasShares ? Math.Max(4, Math.Round(100 * widths[i] / total)) : 0)).ToList();
        return new BodyTable(columns, [.. rows.Take(heading).Select(Filled)], [.. rows.Skip(heading).Select(Filled)]);

        BodyRow Filled(BodyRow row) =>
            row with { Cells = [.. row.Cells, .. Enumerable.Repeat(new BodyCell([]), count - row.Cells.Sum(cell => cell.Span))] };
    }

    private BodyRow Row(Word.TableRow row, int number)
    {
        var cells = new List<BodyCell>();
        foreach (var cell in row.Elements<Word.TableCell>())
        {
            var properties = cell.TableCellProperties;
            if (properties?.VerticalMerge is { } merge && (merge.Val is null || merge.Val == Word.MergedCellValues.Continue))
            {
                Lose("word.merged-rows", TablePlace(number), "Ô gộp nhiều hàng được tách ra: nội dung chỉ ở hàng đầu.");
            }

            var span = Math.Clamp(properties?.GridSpan?.Val?.Value ?? 1, 1, 63);
            cells.Add(new BodyCell([.. Blocks(cell, 1).SelectMany(block => InCell(block, number))], span));
        }

        return new BodyRow(cells);
    }

    private IEnumerable<BodyParagraph> InCell(BodyBlock block, int row)
    {
        if (block is BodyParagraph paragraph)
        {
            return [paragraph with { Part = BodyPart.Plain }];
        }

        Lose("word.nested-table", TablePlace(row), "Bảng lồng trong bảng được đổi thành các dòng chữ trong ô.");
        var inner = (BodyTable)block;
        return inner.Heading.Concat(inner.Rows).SelectMany(line => line.Cells).SelectMany(cell => cell.Paragraphs);
    }

    private static List<BodyRun> Cleaned(IReadOnlyList<BodyRun> runs)
    {
        // Cleaned as one line, then cut again at the same letters: spaces between runs count once.
        var result = new List<BodyRun>();
        foreach (var run in runs)
        {
            var text = Prose.Clean("x" + run.Text + "x")[1..^1];
            text = result.Count == 0 || result[^1].Text.EndsWith(' ') ? text.TrimStart(' ') : text;
            if (text.Length == 0)
            {
                continue;
            }

            if (result.Count > 0 && (result[^1] with { Text = "" }) == (run with { Text = "" }))
            {
                result[^1] = run with { Text = result[^1].Text + text };
            }
            else
            {
                result.Add(run with { Text = text });
            }
        }

        if (result.Count > 0)
        {
            result[^1] = result[^1] with { Text = result[^1].Text.TrimEnd(' ') };
            if (result[^1].Text.Length == 0)
            {
                result.RemoveAt(result.Count - 1);
            }
        }

        return result;
    }

    private static double Number(StringValue? text) =>
        double.TryParse(text?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool HasText(OpenXmlElement? part) => part is not null && part.InnerText.Any(char.IsLetter);

    private void Lose(string code, string place, string message)
    {
        var loss = new BodyLoss(code, place, message);
        if (known.Add(loss))
        {
            losses.Add(loss);
        }
    }

    private string Place(string text) => string.Create(
        CultureInfo.InvariantCulture, $"đoạn {paragraphs}{(string.IsNullOrWhiteSpace(text) ? "" : $" (“{BodyLoss.Quote(text)}”)")}");

    private string AfterParagraph() => string.Create(CultureInfo.InvariantCulture, $"sau đoạn {paragraphs}");

    private string TablePlace(int row) => string.Create(CultureInfo.InvariantCulture, $"bảng {tables}, hàng {row}");
}
