using System.Globalization;

namespace Dispatch.Templates.Sheets;

/// <summary>What an office may choose inside the ranges of Phụ lục I Phần I mục I.3 and II.6.e. The letters are those of Times New Roman, in <see cref="SheetSize"/>.</summary>
public sealed record SheetStyle
{
    /// <summary>What is used when nothing is chosen: the largest text on A4.</summary>
    public static SheetStyle Usual { get; } = new();

    /// <summary>Upper margin, 20 to 25 mm.</summary>
    public double MarginTop { get; init; } = 20;

    /// <summary>Lower margin, 20 to 25 mm.</summary>
    public double MarginBottom { get; init; } = 20;

    /// <summary>Left margin, 30 to 35 mm.</summary>
    public double MarginLeft { get; init; } = 30;

    /// <summary>Right margin, 15 to 20 mm.</summary>
    public double MarginRight { get; init; } = 15;

    /// <summary>Between the lines of a paragraph: 1 (single) to 1.5.</summary>
    public double LineSpacing { get; init; } = 1;

    /// <summary>Between paragraphs, at least 6 points; 6 to 18 here.</summary>
    public double ParagraphSpacing { get; init; } = 6;

    /// <summary>How far a paragraph's first line stands in: 10 or 12.7 mm.</summary>
    public double FirstLineIndent { get; init; } = 12.7;

    /// <summary>The style itself when the law allows it.</summary>
    /// <exception cref="UnprintableSheetException">Something is outside its range; the message names both.</exception>
    internal SheetStyle Lawful()
    {
        Check("Lề trên", MarginTop, 20, 25, "mm");
        Check("Lề dưới", MarginBottom, 20, 25, "mm");
        Check("Lề trái", MarginLeft, 30, 35, "mm");
        Check("Lề phải", MarginRight, 15, 20, "mm");
        Check("Khoảng cách dòng", LineSpacing, 1, 1.5, "dòng");
        Check("Khoảng cách đoạn", ParagraphSpacing, 6, 18, "pt");
        return FirstLineIndent is 10 or 12.7
            ? this
            : throw new UnprintableSheetException("sheet.style", $"Chữ đầu dòng lùi {Shown(FirstLineIndent)} mm; Nghị định 30/2020/NĐ-CP (Phụ lục I) chỉ cho 10 hoặc 12,7 mm.");
    }

    private static void Check(string what, double value, double least, double most, string unit)
    {
        // Written so that "not a number" is outside too.
        if (!(value >= least && value <= most))
        {
            throw new UnprintableSheetException(
                "sheet.style", $"{what} là {Shown(value)} {unit}; Nghị định 30/2020/NĐ-CP (Phụ lục I) cho từ {Shown(least)} đến {Shown(most)} {unit}.");
        }
    }

    private static string Shown(double value) => value.ToString("0.##", CultureInfo.GetCultureInfo("vi-VN"));
}
