using Dispatch.Api.Components;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using MediatR;

namespace Dispatch.Api.Receiving;

/// <summary>A paper that came from outside the installation: its face is typed in.</summary>
internal static class PaperPageEndpoint
{
    public static void MapPaper(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incoming/new", () => PageResult.Of<PaperPage>(Urgency.Normal));
        routes.MapPost("/incoming/new", EnterAsync);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var form = forms.Form;
        var entered = await forms.SendAsync(new RegisterPaper(Facts(form), form.IsTicked("another")), form, http.RequestAborted);
        return entered.IsRefused
            ? PageResult.Of<PaperPage>(Urgency.Normal, new RefusedAct("Paper", entered.Refusal, form.Typed))
            : await IncomingPageEndpoint.WrittenDownAsync(entered.Value.Id, http, forms, mediator, context);
    }

    private static PaperFacts Facts(PageForm form) => new()
    {
        Form = form.Choice<PaperForm>("form"),
        Medium = Medium.Paper,
        Author = form.Text("author").Trim(),
        Kind = form.Text("kind"),
        NumberAndSymbol = form.Text("numberAndSymbol").Trim(),
        Date = form.Date("date") ?? default,
        Subject = form.Text("subject").Trim(),
        Signer = form.Text("signer").Trim(),
        Urgency = form.Choice<Urgency>("urgency"),
        Cites = form.Lines("cites") is { Count: > 0 } cites ? [.. cites.Select(PaperCitation.Read)] : null,
    };
}
