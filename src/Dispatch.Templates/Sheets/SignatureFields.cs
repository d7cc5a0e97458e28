using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>The places of a sheet that are filled after it is made: by signatures, and by number and date between them.</summary>
internal static class SignatureFields
{
    // What a reader keeps free on either side of a field's text.
    private const double FieldEdges = 5;

    /// <summary>How wide cell 14 is.</summary>
    public const double CopyMarkWidthMm = 75;

    /// <summary>How high cell 14 is: two lines of 10 points.</summary>
    public const double CopyMarkHeightMm = 10;

    private static readonly ParagraphStyle Line = new() { Role = "Span" };

    /// <summary>Cell 3: "Số: [field]/BNG-CNV", centred; a symbol too long for the line stands on the next.</summary>
    public static void Number(Container place, string symbol, int figures, SheetSizes sizes)
    {
        var width = sizes.Number.WidthOf(new string('0', figures)) + FieldEdges;
        var field = new TextField(SheetFields.Number, "Số của văn bản, do văn thư cấp sau khi ký", sizes.Number) { Alignment = Alignment.Right };
        place.Tagged("P").Element(new LineWithField("Số: ", field, width, "/" + Prose.Clean(symbol), sizes.PlaceAndDate.Size));
    }

    /// <summary>Cell 4: "Hà Nội, [field]".</summary>
    public static void Date(Container place, string name, SheetSizes sizes)
    {
        const string Widest = "ngày 00 tháng 00 năm 0000";
        var field = new TextField(SheetFields.Date, "Ngày, tháng, năm ban hành, ghi cùng với số", sizes.PlaceAndDate) { Letters = "ngày tháng năm 0123456789" };
        place.Tagged("P").Element(new LineWithField(Prose.Clean(name) + ", ", field, sizes.PlaceAndDate.WidthOf(Widest) + 4, "", sizes.PlaceAndDate.Size));
    }

    /// <summary>Cell 14: at the upper right corner, so wide that a form of copy, a long name and a time stand on two lines of 10 points.</summary>
    public static void CopyMark(Container place, PageSetup paper, double topMm) => place
        .At(ToMm(paper.Width - paper.Right) - CopyMarkWidthMm, topMm, CopyMarkWidthMm)
        .Field(new SignatureField(SheetFields.CopyMark, "Chữ ký số của cơ quan sao hoặc tiếp nhận văn bản"), Mm(CopyMarkWidthMm), Mm(CopyMarkHeightMm));

    /// <summary>Words, a field and words on one line in the middle of the room.</summary>
    private sealed class LineWithField(string before, TextField field, double fieldWidth, string after, double strut) : IBlock
    {
        public Plan PlanFor(Room room)
        {
            var (left, right) = (field.Style.WidthOf(before), field.Style.WidthOf(after));
            var isBroken = left + fieldWidth + right > room.Width;
            var first = left + fieldWidth + (isBroken ? 0 : right);
            var start = (room.Width - first) / 2;
            var (head, tail) = (Words(before, Alignment.Left), Words(after, Alignment.Left));
            var height = head.PlanFor(Room.Endless(left + 1)).Height;
            return Rigid.PlanFor(room, $"ô “{field.Tooltip}”", left + fieldWidth, isBroken ? 2 * height : height, (canvas, x, y) =>
            {
                head.PlanFor(Room.Endless(left + 1)).Draw(canvas, x + start, y);
                canvas.Place(new Area(x + start + left, y, fieldWidth, height), field);
                if (isBroken)
                {
                    Words(after, Alignment.Centre).PlanFor(Room.Endless(room.Width)).Draw(canvas, x, y + height);
                }
                else if (after.Length > 0)
                {
                    tail.PlanFor(Room.Endless(right + 1)).Draw(canvas, x + start + left + fieldWidth, y);
                }
            });
        }

        private Paragraph Words(string text, Alignment alignment) => new(Line with { Alignment = alignment, Strut = strut }, new Span(text, field.Style));
    }

    /// <summary>
    /// Cells 7c and 8: the leader's place in the middle between capacity and name, and the seal's over its left third, in the size of a real seal.
    /// </summary>
    internal sealed class Pair(double height) : IBlock
    {
        private const double BetweenLines = 3;

        private static readonly double LeaderWidth = Mm(50);
        private static readonly double Seal = Mm(36);

        private static readonly SignatureField Leader = new(SheetFields.Signature, "Chữ ký của người có thẩm quyền");
        private static readonly SignatureField Organisation = new(SheetFields.Seal, "Chữ ký số của cơ quan, tổ chức");

        public Plan PlanFor(Room room) => Rigid.PlanFor(room, "ô chữ ký", LeaderWidth, height, (canvas, x, y) =>
        {
            var left = x + ((room.Width - LeaderWidth) / 2);
            canvas.Place(new Area(left, y + BetweenLines, LeaderWidth, height - (2 * BetweenLines)), Leader);
            canvas.Place(new Area(left + (LeaderWidth / 3) - Seal, y + ((height - Seal) / 2), Seal, Seal), Organisation);
        });
    }
}
