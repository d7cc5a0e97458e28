using Dispatch.Templates.Layout;
using QRCoder;

namespace Dispatch.Templates.Marks;

/// <summary>
/// A QR code as black squares on paper, with the quiet border the standard asks for (ISO/IEC 18004: four modules). It mends up to 15 % of damage,
/// because copies are stamped and folded.
/// </summary>
internal sealed class QrSquare : IBlock
{
    private static readonly double Side = Length.Mm(26);

    private readonly Element figure;
    private readonly IReadOnlyList<System.Collections.BitArray> modules;

    public QrSquare((string Content, string AltText) text)
    {
        figure = new Element("Figure") { AltText = text.AltText };
        using var code = QRCodeGenerator.GenerateQrCode(text.Content, QRCodeGenerator.ECCLevel.M);
        modules = [.. code.ModuleMatrix];
    }

    public Plan PlanFor(Room room) => Rigid.PlanFor(room, "mã QR", Side, Side, (canvas, x, y) =>
    {
        canvas.Enter(figure);
        canvas.Fill(Squares(x, y), Ink.Black);
        canvas.Leave();
    });

    // Neighbours in a row are one rectangle: fewer, and no seams between them.
    private List<Area> Squares(double x, double y)
    {
        var size = Side / modules.Count;
        var areas = new List<Area>();
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var end = column;
                while (end < modules.Count && modules[row][end])
                {
                    end++;
                }

                if (end > column)
                {
                    areas.Add(new Area(x + (column * size), y + (row * size), (end - column) * size, size));
                    column = end;
                }
            }
        }

        return areas;
    }
}
