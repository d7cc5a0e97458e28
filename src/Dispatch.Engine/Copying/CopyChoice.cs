using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Copying;

/// <summary>One way of copying a paper: a form and what the copy would be made of (Điều 25).</summary>
/// <param name="Form">Sao y, sao lục or trích sao.</param>
/// <param name="Medium">What the copy would be made of.</param>
/// <param name="Why">Why this paper cannot be copied so; null when it can.</param>
public sealed record CopyChoice(CopyForm Form, Medium Medium, Refusal? Why)
{
    /// <summary>Every form and direction, open or not, for a paper that stands in the book.</summary>
    public static IReadOnlyList<CopyChoice> Of(IncomingView source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of((form, medium) => Refuse(form, medium, source.Facts, source.ContentHash is not null));
    }

    /// <summary>The same for an issued dispatch of the organisation's own: the original, with its file and its text.</summary>
    public static IReadOnlyList<CopyChoice> Of(DispatchView source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of((form, medium) => CopyLifecycle.Making(form, PaperForm.Original, CopySource.MediumOf(source.IsSignedInFile), medium));
    }

    /// <summary>Why a paper cannot be copied in any way; null when it can in one.</summary>
    public static Refusal? NoneOf(IReadOnlyList<CopyChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.Any(choice => choice.Why is null)
            ? null
            : choices.Select(choice => choice.Why!).FirstOrDefault(why => why == CopyingRefusals.NoFile) ?? choices[0].Why;
    }

    private static IReadOnlyList<CopyChoice> Of(Func<CopyForm, Medium, Refusal?> why) =>
        [.. from form in Enum.GetValues<CopyForm>() from medium in Enum.GetValues<Medium>() select new CopyChoice(form, medium, why(form, medium))];

    /// <summary>The law first, then what the system holds of the source.</summary>
    internal static Refusal? Refuse(CopyForm form, Medium medium, PaperFacts facts, bool hasFile) =>
        CopyLifecycle.Making(form, facts.Form, facts.Medium, medium)
        ?? (hasFile ? null : CopyingRefusals.NoFile)
        ?? (form is CopyForm.TrichSao && facts.SheetHash is null ? CopyingRefusals.NoParts : null);
}
