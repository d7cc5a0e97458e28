using System.Diagnostics;
using System.Globalization;
using Dispatch.Engine.Intake;

namespace Dispatch.Benchmarks;

/// <summary>How long reading a document takes: two pages warm, and the curve up to a thousand.</summary>
internal static class IntakeBenchmark
{
    private const int LinesOfAPage = 45;
    private static readonly DateOnly Today = new(2025, 7, 1);
    private static readonly int[] Sizes = [1, 2, 10, 50, 100, 250, 500, 1000];

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 200; i++)
        {
            IntakeReader.Read(Pages(2), Today);
        }

        await output.WriteLineAsync("intake: pages, median, per page".AsMemory(), cancellationToken);
        foreach (var pages in Sizes)
        {
            var text = Pages(pages);
            var times = Enumerable.Range(0, pages > 100 ? 7 : 51).Select(_ => Time(text)).Order().ToArray();
            var median = times[times.Length / 2].TotalMilliseconds;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"intake: {pages,5} {median,9:F2} ms {median / pages,7:F3} ms").AsMemory(), cancellationToken);
        }
    }

    private static TimeSpan Time(string text)
    {
        var watch = Stopwatch.StartNew();
        IntakeReader.Read(text, Today);
        return watch.Elapsed;
    }

    private static string Pages(int pages)
    {
        const string Head = "BỘ NỘI VỤ                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n                                              Độc lập - Tự do - Hạnh phúc\nSố: 12/BNV-VP                     Hà Nội, ngày 05 tháng 6 năm 2025\nV/v báo cáo công tác\n\nKính gửi: Ủy ban nhân dân tỉnh Điện Biên\n\n";
        const string Line = "Thực hiện Quyết định số {0}/QĐ-BNV ngày 02/6/2025 của Bộ Nội vụ về công tác cán bộ,\n";
        const string Foot = "\nNơi nhận:                          KT. BỘ TRƯỞNG\n- Như trên;                        THỨ TRƯỞNG\n- Lưu: VT, VP.\n                                   Trần Văn Mẫu\n";
        var body = Enumerable.Range(1, pages * LinesOfAPage).Select(i => i % LinesOfAPage == 0 ? "\f" : Line.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return Head + string.Concat(body) + Foot;
    }
}
