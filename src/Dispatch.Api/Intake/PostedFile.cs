using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Intake;

/// <summary>A file of a posted form.</summary>
/// <param name="Name">What it is called, without folders.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record PostedFile(string Name, byte[] Bytes)
{
    /// <summary>The file of a field; refused when none was chosen, or one larger than a document may be.</summary>
    public static async Task<Outcome<PostedFile>> ReadAsync(HttpContext http, string field, Refusal whenNone, CancellationToken cancellationToken)
    {
        if ((await http.Request.ReadFormAsync(cancellationToken)).Files.GetFile(field) is not { Length: > 0 } file)
        {
            return whenNone;
        }

        if (file.Length > BoundedBody.DocumentLimit)
        {
            return DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit);
        }

        var bytes = new byte[file.Length];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return new PostedFile(Path.GetFileName(file.FileName), bytes);
    }
}
