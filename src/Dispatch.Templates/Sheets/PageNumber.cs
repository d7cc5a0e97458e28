using System.Globalization;
using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>The number of a page, centred in the top margin, not shown on the first (Phụ lục I mục I.7).</summary>
internal static class PageNumber
{
    public static void Draw(ICanvas canvas, int page, PageSetup paper, TextStyle style)
    {
        if (page > 1)
        {
            var number = page.ToString(CultureInfo.InvariantCulture);
            canvas.Text(paper.Left + ((paper.TextWidth - style.WidthOf(number)) / 2), paper.Top - Mm(4.5), number, style, stretch: 0);
        }
    }
}
