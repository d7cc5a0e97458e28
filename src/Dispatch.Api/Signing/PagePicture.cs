using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Api.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Signing;

/// <summary>The picture of a page as people see it, drawn by poppler from the very bytes that are signed or kept; its hash goes with it (RFC 9530), so that who signed can say what was shown.</summary>
internal static class PagePicture
{
    private const int LargestPicture = 16 << 20;
    private const int MostPages = 500;
    private const string Resolution = "110";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Refusal NoRenderer = new(
        "signing.no-renderer", RefusalKind.Conflict, "Máy chủ chưa cài chương trình vẽ trang (pdftoppm của poppler-utils). Hãy xem tệp PDF, hoặc nhờ quản trị viên cài poppler-utils.");

    private static readonly Refusal NoPage = new("signing.no-page", RefusalKind.Unknown, "Văn bản không có trang này.");

    /// <summary>One page as PNG, or why there is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    public static async Task<Outcome<byte[]>> DrawAsync(PaperFile file, int page, CancellationToken cancellationToken)
    {
        if (page is < 1 or > MostPages)
        {
            return NoPage;
        }

        var number = page.ToString(CultureInfo.InvariantCulture);
        var drawn = await OutsideProgram.RunAsync("pdftoppm", ["-png", "-r", Resolution, "-f", number, "-l", number, "-q", "-"], file.Bytes, LargestPicture, Patience, cancellationToken);
        return drawn switch
        {
            { End: OutsideEnd.Missing } => NoRenderer,
            { IsGood: true, Output.Length: > 0 } => drawn.Output,
            _ => NoPage,
        };
    }

    /// <summary>The picture as an answer.</summary>
    public static IResult Of(byte[] picture, HttpContext http)
    {
        http.Response.Headers["Content-Digest"] = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(picture))}:";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(picture, "image/png");
    }
}
