using Dispatch.Templates.Bodies;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// Between subject and first article of a quyết định or nghị quyết (Mẫu 1.1 to 1.3): who decides, the grounds in italics, and the word of decision. What
/// the sheet does not say separately is taken from the beginning of the text, where drafters write it: what stands above the word of decision is a ground,
/// however it begins, and in a text without that word what begins like one.
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
        formula = kind.Formula!;
        var blocks = new Queue<BodyBlock>(body.Blocks);
        var isSpoken = body.Blocks.TakeWhile(block => block is BodyParagraph { Part: BodyPart.Plain or BodyPart.Title }).Any(IsFormula);
        var names = new List<string>();
        while (blocks.TryPeek(out var first) && IsName(first, sheet.Authority) && (isSpoken || names.Count == 0))
        {
            names.Add(Take(blocks));
        }

        authority = sheet.Authority ?? (names.Count > 0 ? string.Join(' ', names) : sheet.IssuerName);
        grounds = [.. sheet.Grounds.Select(Prose.Clean).Where(ground => ground.Length > 0)];
        var isTold = grounds.Count > 0;
        while (blocks.TryPeek(out var next) && next is BodyParagraph { Part: BodyPart.Plain } ground && !IsFormula(ground) && (isSpoken || (!isTold && IsGround(ground.Text))))
        {
            grounds.Add(Take(blocks));
        }

        if (blocks.TryPeek(out var word) && IsFormula(word))
        {
            blocks.Dequeue();
        }

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

    // "QUYẾT ĐỊNH:" on its own line; drafters leave the colon out.
    private bool IsFormula(BodyBlock block) => block is BodyParagraph spoken && spoken.Text.Trim().TrimEnd(':').TrimEnd() == formula.TrimEnd(':');

    // Who decides stands in capitals, or where a source marks a title; beside what the sheet says it would stand twice.
    private bool IsName(BodyBlock block, string? told) => block is BodyParagraph { Part: BodyPart.Plain or BodyPart.Title } name && !IsFormula(name)
        && (told is not null ? Prose.Upper(name.Text.Trim()) == Prose.Upper(Prose.Clean(told)) : name.Part is BodyPart.Title || BodyOutline.IsUpper(name.Text));

    private static bool IsGround(string text) => Array.Exists(Begins, begin => text.StartsWith(begin + " ", StringComparison.Ordinal));
}
