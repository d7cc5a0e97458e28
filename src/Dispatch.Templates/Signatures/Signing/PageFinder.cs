using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Finds a page in the tree of pages (ISO 32000-1, 7.7.3).</summary>
internal static class PageFinder
{
    private const int MostNodes = 200_000;

    /// <summary>A page with its box, which it may have from the nodes above it.</summary>
    /// <exception cref="SigningException">The file has no such page.</exception>
    public static (PdfReference Reference, PdfDictionary Page, double[] Box) Page(PdfFileReader reader, int number)
    {
        var waiting = new Stack<(PdfValue Node, PdfValue? Box)>([(reader.Catalog["Pages"] ?? PdfNull.Instance, null)]);
        var (left, seen) = (number, 0);
        while (waiting.TryPop(out var next) && ++seen < MostNodes)
        {
            if (next.Node is not PdfReference reference || reader.Get(reference) is not PdfDictionary node)
            {
                continue;
            }

            var box = node["MediaBox"] ?? next.Box;
            if (node["Kids"] is not null)
            {
                foreach (var kid in reader.ItemsOf(node, "Kids").Reverse())
                {
                    waiting.Push((kid, box));
                }
            }
            else if (--left == 0)
            {
                return (reference, node, BoxOf(reader, box));
            }
        }

        throw new SigningException(SigningFault.CannotSignFile, $"Tệp PDF không có trang {number} để đặt chữ ký.");
    }

    /// <summary>Four numbers, left, bottom, right, top.</summary>
    /// <exception cref="SigningException">They are no rectangle.</exception>
    public static double[] BoxOf(PdfFileReader reader, PdfValue? value)
    {
        double[] box = reader.Resolve(value) is PdfArray { Items.Count: 4 } array
            ? [.. array.Items.Select(item => reader.Resolve(item) switch { PdfInteger whole => whole.Value, PdfReal real => real.Value, _ => double.NaN })]
            : [double.NaN];
        return Array.TrueForAll(box, double.IsFinite)
            ? [Math.Min(box[0], box[2]), Math.Min(box[1], box[3]), Math.Max(box[0], box[2]), Math.Max(box[1], box[3])]
            : throw new SigningException(SigningFault.CannotSignFile, "Tệp PDF có trang hoặc trường không có khung đúng chuẩn.");
    }
}
