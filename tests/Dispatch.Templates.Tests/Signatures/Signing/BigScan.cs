using System.Text;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>A scan too large to be held in memory: one page with a picture of noise.</summary>
internal static class BigScan
{
    public static async Task WriteAsync(string path, long pixels)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var places = new List<long>();
        async Task Add(string body)
        {
            places.Add(file.Position);
            await file.WriteAsync(Encoding.ASCII.GetBytes($"{places.Count} 0 obj\n{body}\nendobj\n"));
        }

        await file.WriteAsync("%PDF-1.7\n%\u00e2\u00e3\n"u8.ToArray());
        await Add("<< /Type /Catalog /Pages 2 0 R >>");
        await Add("<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
        await Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>");
        await Add("<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\n\nendstream");
        places.Add(file.Position);
        var height = pixels / 4096;
        await file.WriteAsync(Encoding.ASCII.GetBytes($"5 0 obj\n<< /Type /XObject /Subtype /Image /Width 4096 /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {height * 4096} >>\nstream\n"));
        var row = new byte[1 << 16];
        var noise = new Random(6983);
        for (var left = height * 4096; left > 0; left -= row.Length)
        {
            noise.NextBytes(row);
            await file.WriteAsync(row.AsMemory(0, (int)Math.Min(row.Length, left)));
        }

        await file.WriteAsync("\nendstream\nendobj\n"u8.ToArray());
        var table = file.Position;
        var xref = new StringBuilder($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => xref.Append($"{place:D10} 00000 n \n"));
        await file.WriteAsync(Encoding.ASCII.GetBytes($"{xref}trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    }
}
