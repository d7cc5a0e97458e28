using Dispatch.Engine.Intake;

namespace Dispatch.Api.Http;

/// <summary>A sheet that a person chose on a page, in whatever letters their spreadsheet wrote it.</summary>
internal static class SheetUpload
{
    /// <summary>Its text; how large it may be was looked at before.</summary>
    public static async Task<string> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        await file.CopyToAsync(whole, cancellationToken);
        return DocumentWords.OfSheet(whole.ToArray());
    }
}
