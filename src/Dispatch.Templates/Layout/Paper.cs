using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Layout;

/// <summary>The papers the decree allows, with margins inside its ranges (top and bottom 20-25, left 30-35, right 15-20 mm).</summary>
internal static class Paper
{
    public static PageSetup Portrait { get; } = new(Mm(210), Mm(297), Mm(20), Mm(15), Mm(20), Mm(30));

    public static PageSetup Landscape { get; } = new(Mm(297), Mm(210), Mm(20), Mm(15), Mm(20), Mm(30));
}
