using System.Text;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>A rectangle as PDF counts it, from the lower left corner of the page upwards.</summary>
internal readonly record struct PdfBox(double Left, double Bottom, double Right, double Top)
{
    public static PdfBox Of(Area area, double pageHeight) =>
        new(area.X, pageHeight - area.Y - area.Height, area.X + area.Width, pageHeight - area.Y);

    /// <summary>The box around both.</summary>
    public PdfBox And(PdfBox other) =>
        new(Math.Min(Left, other.Left), Math.Min(Bottom, other.Bottom), Math.Max(Right, other.Right), Math.Max(Top, other.Top));

    /// <summary>The four numbers as an array of the file.</summary>
    public override string ToString()
    {
        var numbers = new PdfBuffer(64).Add("["u8).Add(Left).Add(" "u8).Add(Bottom).Add(" "u8).Add(Right).Add(" "u8).Add(Top).Add("]"u8);
        var text = Encoding.ASCII.GetString(numbers.Written);
        numbers.Release();
        return text;
    }
}
