using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;

namespace Dispatch.Api.Copying;

/// <summary>The request that <see cref="CopyFields"/> stands for, on whichever paper's page.</summary>
internal static class RequestedCopy
{
    /// <summary>Asks for the copy, and says where its page is.</summary>
    /// <param name="forms">What sends the form.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="of">Fills in of which paper.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<(Refusal? Refusal, string Home)> SendAsync(
        PageForms forms, PageForm form, Func<RequestCopy, RequestCopy> of, CancellationToken cancellationToken)
    {
        if (Read(form.Text("making")) is not var (copied, medium))
        {
            return (KernelRefusals.Unknown("hình thức sao"), string.Empty);
        }

        var request = new RequestCopy(copied, medium, form.Lines("recipients"), form.Id<Person>("signer"), form.Lines("capacity"), form.Numbers("parts"));
        var copy = await forms.SendAsync(of(request), form, cancellationToken);
        return copy.IsRefused ? (copy.Refusal, string.Empty) : (null, $"/copies/{copy.Value.Id}");
    }

    private static (CopyForm Form, Medium Medium)? Read(string text) =>
        text.Split('-') is [var form, var medium] && PageWords.Read<CopyForm>(form) is { } known && PageWords.Read<Medium>(medium) is { } to ? (known, to) : null;
}
