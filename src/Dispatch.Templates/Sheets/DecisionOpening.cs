using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// Between subject and first article of a quyết định or nghị quyết (Mẫu 1.1 to 1.3): who decides, the grounds in italics, and the word of decision. What
/// the sheet does not say separately is taken from the beginning of the text, where drafters write it.
/// </summary>
internal sealed class DecisionOpening
{
    private static readonly string[] Begins = ["Căn cứ", "Theo đề nghị", "Xét", "Thực hiện", "Sau khi"];

    private readonly string authority;
    private readonly List<string> grounds;
    private readonly string formula;
    private readonly BodyText rest;

    public DecisionOpening(DispatchSheet sheet, SheetKind kind, BodyText body)
    {
        var blocks = new Queue<BodyBlock>(body.Blocks);
        authority = sheet.Authority ?? (blocks.TryPeek(out var first) && first is BodyParagraph { Part: BodyPart.Title } title && title.Text != kind.Formula ? Take(blocks) : sheet.IssuerName);
        grounds = [.. sheet.Grounds.Select(Prose.Clean).Where(ground => ground.Length > 0)];
        if (grounds.Count == 0)
        {
            while (blocks.TryPeek(out var next) && next is BodyParagraph { Part: BodyPart.Plain } ground && IsGround(ground.Text))
            {
                grounds.Add(Take(blocks));
            }
        }

        if (blocks.TryPeek(out var word) && word is BodyParagraph spoken && spoken.Text.Trim() == kind.Formula)
        {
            blocks.Dequeue();
        }

        formula = kind.Formula!;
        rest = new BodyText([.. blocks]);
    }

    /// <summary>Writes the opening and gives the text that follows it.</summary>
    public BodyText Compose(ColumnDescriptor column, SheetSizes sizes, SheetStyle style)
    {
        column.Item(above: Mm(5), keepWithNext: true).Text(Prose.Upper(Prose.Glued(authority)), sizes.Title).AlignCenter().Balanced();
        for (var i = 0; i < grounds.Count; i++)
        {
            // Each ends with a semicolon, the last with a full stop (mục II.6.a).
            var text = Wording.Bare(grounds[i]) + (i == grounds.Count - 1 ? "." : ";");
            column.Item(above: i == 0 ? Mm(3) : style.ParagraphSpacing).Text(text, sizes.Grounds).Justify().FirstLineIndent(Mm(style.FirstLineIndent)).LineHeight(style.LineSpacing);
        }

        column.Item(above: Mm(4), keepWithNext: true).Text(formula, sizes.Title).AlignCenter();
        return rest;
    }

    private static string Take(Queue<BodyBlock> blocks) => ((BodyParagraph)blocks.Dequeue()).Text;

    private static bool IsGround(string text) => Array.Exists(Begins, begin => text.StartsWith(begin + " ", StringComparison.Ordinal));
}
