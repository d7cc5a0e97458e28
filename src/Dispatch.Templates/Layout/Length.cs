namespace Dispatch.Templates.Layout;

internal static class Length
{
    private const double PointsPerMillimetre = 72 / 25.4;

    public static double Mm(double millimetres) => millimetres * PointsPerMillimetre;

    public static double ToMm(double points) => points / PointsPerMillimetre;
}
