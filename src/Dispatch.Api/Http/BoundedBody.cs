namespace Dispatch.Api.Http;

/// <summary>Bodies are read up to a limit and never beyond.</summary>
internal static class BoundedBody
{
    /// <summary>What a JSON request may weigh.</summary>
    public const int JsonLimit = 1024 * 1024;

    /// <summary>What a document for intake may weigh.</summary>
    public const int DocumentLimit = 20 * 1024 * 1024;

    /// <summary>The whole body; null when it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        using var whole = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (whole.Length + read > limit)
            {
                return null;
            }

            whole.Write(chunk, 0, read);
        }

        return whole.ToArray();
    }
}
