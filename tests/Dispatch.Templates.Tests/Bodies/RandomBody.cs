using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

/// <summary>Texts of every part, the same for the same seed.</summary>
internal static class RandomBody
{
    private static readonly BodyPart[] Everything = Enum.GetValues<BodyPart>();

    public static BodyText Of(int seed) => Make(new Random(seed));

    private static BodyText Make(Random random)
    {
        var blocks = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(5) == 0 ? (BodyBlock)Table(random) : Paragraph(random)).ToList();

        // A table after a table would be one table, and what stands after a chương may be its title.
        for (var i = blocks.Count - 1; i > 0; i--)
        {
            if (blocks[i] is BodyTable && blocks[i - 1] is BodyTable)
            {
                blocks.RemoveAt(i);
            }
        }

        return BodyOutline.Of(blocks);
    }

    private static BodyTable Table(Random random)
    {
        var columns = random.Next(1, 6);
        var hasShares = random.Next(2) == 0;
        return new BodyTable(
            [.. Enumerable.Range(0, columns).Select(_ => new BodyColumn(hasShares ? random.Next(4, 30) : 0, (BodyAlignment)random.Next(4)))],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Row(random, columns, isFilled: true))],
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => Row(random, columns, isFilled: false))]);
    }

    private static BodyRow Row(Random random, int columns, bool isFilled)
    {
        var cells = new List<BodyCell>();
        while (columns > 0)
        {
            var span = random.Next(1, columns + 1);
            columns -= span;
            var paragraphs = Enumerable.Range(0, random.Next(isFilled ? 1 : 0, 3)).Select(_ => new BodyParagraph(BodyPart.Plain, Runs(random))).ToList();
            cells.Add(new BodyCell(paragraphs, span));
        }

        return new BodyRow(cells);
    }

    private static BodyParagraph Paragraph(Random random)
    {
        var part = Everything[random.Next(Everything.Length)];
        var label = part switch
        {
            BodyPart.Part => "Phần II",
            BodyPart.Chapter => "Chương IX",
            BodyPart.Section => "Mục 2",
            BodyPart.Subsection => "Tiểu mục 3",
            _ => null,
        };
        return label is not null ? new BodyParagraph(BodyPart.Plain, [new BodyRun(label)])
            : part == BodyPart.Title ? new BodyParagraph(BodyPart.Title, [new BodyRun("Tiêu đề ở giữa")])
            : new BodyParagraph(BodyPart.Plain, Runs(random));
    }

    // Letters that mean something in Markdown among them; looks change at spaces.
    private static List<BodyRun> Runs(Random random)
    {
        string[] words = ["Căn", "cứ", "Điều", "5.", "1.", "a)", "2*3", "|", "*", "#", "x|y", "Nghị", "định", "(*)", "**", "ngày"];
        var runs = new List<BodyRun>();
        foreach (var i in Enumerable.Range(0, random.Next(1, 5)))
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)]));
            var run = new BodyRun(text, random.Next(3) == 0, random.Next(3) == 0);
            if (runs is [.., var last] && (last.IsBold, last.IsItalic) == (run.IsBold, run.IsItalic))
            {
                continue;
            }

            // The space between belongs to plain letters, if there are any.
            var isPlain = !run.IsBold && !run.IsItalic;
            if (i > 0 && runs.Count > 0)
            {
                if (isPlain)
                {
                    run = run with { Text = " " + run.Text };
                }
                else if (runs[^1] is { IsBold: false, IsItalic: false } before)
                {
                    runs[^1] = before with { Text = before.Text + " " };
                }
                else
                {
                    continue;
                }
            }

            runs.Add(run);
        }

        return runs;
    }
}
