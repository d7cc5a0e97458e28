using Dispatch.Api.Components;
using Dispatch.Api.Receiving;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Bodies;
using MediatR;

namespace Dispatch.Api.Intake;

/// <summary>The page on which a document becomes a registration: given, read, checked, accepted. Until it is accepted nothing is kept; the text travels in the form.</summary>
internal static class IntakePageEndpoint
{
    private const string Home = "/intake";

    public static void MapIntakePage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, () => PageResult.Of<IntakePage>(IntakeModel.Empty)).ForWhoMay<ProposeRegistration>();
        // Reading a document is work for the server: it is done for nobody whom the engine would then refuse.
        routes.MapPost(Home, ReadAsync).ForWhoMay<ProposeRegistration>();
        routes.MapPost(Home + "/accept", AcceptAsync);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext context, ReadingDoor door, FileLook look, TimeProvider clock)
    {
        var form = forms.Form;
        var chosen = await PostedFile.ReadAsync(http, "file", IntakeRefusals.Nothing, http.RequestAborted);
        var text = chosen.Refusal is { } tooLarge && tooLarge != IntakeRefusals.Nothing ? tooLarge
            : chosen.IsRefused ? Pasted(form)
            : await door.WordsAsync(chosen.Value.Bytes, OfficeTime.DateAt(clock.GetUtcNow()), context, http.RequestAborted);
        if (text.IsRefused)
        {
            return Refused("Read", text.Refusal, form, IntakeModel.Empty);
        }

        var shown = text.Value with { Text = ReadingPlaces.Shown(text.Value.Text) };
        var proposal = await mediator.Send(new ProposeRegistration(shown), http.RequestAborted);
        return proposal.IsRefused
            ? PageResult.Of<IntakePage>(IntakeModel.Empty, new RefusedAct("Read", proposal.Refusal, new Dictionary<string, string>(StringComparer.Ordinal)))
            : PageResult.Of<IntakePage>(IntakeModel.Of(shown, proposal.Value, chosen.IsRefused ? null : await look.AtAsync(chosen.Value.Bytes, context, http.RequestAborted)));
    }

    private static Outcome<DocumentWords> Pasted(PageForm form) => form.Text("text") switch
    {
        var pasted when string.IsNullOrWhiteSpace(pasted) => IntakeRefusals.Nothing,
        { Length: > ProposeRegistration.LongestText } => IntakeRefusals.TextTooLong,
        var pasted => DocumentWords.Of(pasted),
    };

    private static async Task<IResult> AcceptAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var form = forms.Form;
        // Read again: what was read is what the text says, not what a form claims.
        var text = ReadingPlaces.Shown(form.Text("text"));
        var shown = Enum.TryParse<LegacyEncoding>(form.Optional("legacy"), out var legacy) ? new DocumentWords(text, legacy) : DocumentWords.Of(text);
        var proposal = await mediator.Send(new ProposeRegistration(shown), http.RequestAborted);
        if (proposal.IsRefused)
        {
            return Refused("Read", proposal.Refusal, form, IntakeModel.Empty);
        }

        var model = IntakeModel.Of(shown, proposal.Value, FileLook.Read(form.Optional("look")));
        var entered = await forms.SendAsync(new RegisterPaper(Facts(form), form.IsTicked("another")), form, http.RequestAborted);
        if (entered.IsRefused)
        {
            return Refused("Accept", entered.Refusal, form, model);
        }

        if (model.CorrectionsIn(form) is { Count: > 0 } corrections)
        {
            var kept = await forms.SendAsync(new KeepCorrections(entered.Value.Id, corrections), form, http.RequestAborted, "-corrections");
            if (kept.IsRefused)
            {
                return PageResult.Refused(kept.Refusal);
            }
        }

        return await IncomingPageEndpoint.WrittenDownAsync(entered.Value.Id, http, forms, mediator, context);
    }

    private static IResult Refused(string act, Refusal refusal, PageForm form, IntakeModel model) => PageResult.Of<IntakePage>(model, new RefusedAct(act, refusal, form.Typed));

    private static PaperFacts Facts(PageForm form)
    {
        var kind = form.Choice<PaperForm>("form");
        var isCopy = kind is not PaperForm.Original;
        return new PaperFacts
        {
            Form = kind,
            Medium = Medium.Paper,
            Author = form.Text("author").Trim(),
            Kind = form.Text("kind").Trim(),
            NumberAndSymbol = form.Text("numberAndSymbol").Trim(),
            Date = form.Date("date") ?? default,
            Subject = form.Text("subject").Trim(),
            Signer = form.Text("signer").Trim(),
            Urgency = form.Choice<Urgency>("urgency"),
            CopyNumberAndSymbol = isCopy ? form.Optional("copyNumber") : null,
            CopiedBy = isCopy ? form.Optional("copiedBy") : null,
            CopiedOn = isCopy ? form.Date("copiedOn") : null,
            // What was read and cleared away is known to cite nothing.
            Cites = [.. form.Lines("cites").Select(PaperCitation.Read)],
        };
    }
}
