using System.Text.Json;
using Dispatch.Api.Signing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Inspecting;

namespace Dispatch.Api.Intake;

/// <summary>Looks at what a PDF is beside its words, and carries it through a form whose text alone is read again.</summary>
internal sealed class FileLook(VerificationDoor door)
{
    /// <summary>Null for what is no PDF, and when too many others wait to be looked at.</summary>
    public async Task<FileReading?> AtAsync(byte[] file, ActContext context, CancellationToken cancellationToken) =>
        PdfText.IsPdf(file) && await door.VerifyAsync(file, context, cancellationToken) is { IsRefused: false } finding ? FileReading.Of(PdfInspector.Inspect(file, cancellationToken), finding.Value) : null;

    /// <summary>As a field of a form. It is shown to the person who sends it and decides nothing.</summary>
    public static string? Write(FileReading? file) => file is null ? null : JsonSerializer.Serialize(file, KernelJson.Options);

    /// <summary>From a field of a form; null when it says nothing that can be understood.</summary>
    public static FileReading? Read(string? written)
    {
        try
        {
            return string.IsNullOrEmpty(written) ? null : JsonSerializer.Deserialize<FileReading>(written, KernelJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
