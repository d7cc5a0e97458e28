using Dispatch.Templates.Images;

namespace Dispatch.Templates.Layout;

/// <summary>A picture at its size on paper. Without words for those who do not see it, it is decoration.</summary>
internal sealed class PictureBlock(Picture picture, double width, double height, string? altText) : IBlock
{
    private readonly Element element = altText is null ? Element.Artifact : new Element("Figure") { AltText = altText };

    public Plan PlanFor(Room room) =>
        Rigid.PlanFor(room, "hình ảnh", width, height, (canvas, x, y) => Draw(canvas, new Area(x, y, width, height)));

    private void Draw(ICanvas canvas, Area area)
    {
        canvas.Enter(element);
        canvas.Draw(area, picture);
        canvas.Leave();
    }
}
