using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Layout;

/// <summary>A4, upright and across, with margins in millimetres; unless told otherwise the smallest that the decree allows.</summary>
internal static class Paper
{
    public static PageSetup Portrait { get; } = Upright(20, 15, 20, 30);

    public static PageSetup Landscape { get; } = Across(20, 15, 20, 30);

    public static PageSetup Upright(double top, double right, double bottom, double left) => new(Mm(210), Mm(297), Mm(top), Mm(right), Mm(bottom), Mm(left));

    public static PageSetup Across(double top, double right, double bottom, double left) => new(Mm(297), Mm(210), Mm(top), Mm(right), Mm(bottom), Mm(left));
}
