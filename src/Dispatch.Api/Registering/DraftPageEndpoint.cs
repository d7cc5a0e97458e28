using Dispatch.Api.Components;
using Dispatch.Api.Intake;
using Dispatch.Api.Signing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.People;
using MediatR;

namespace Dispatch.Api.Registering;

/// <summary>Drafting a dispatch, and revising a draft.</summary>
internal static class DraftPageEndpoint
{
    private static readonly Refusal NoFile = new("registering.no-file", RefusalKind.Invalid, "Chưa chọn tệp. Hãy chọn tệp Word hoặc Markdown rồi bấm lại.");

    public static void MapDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dispatches/new", NewAsync);
        routes.MapPost("/dispatches/new", DraftAsync);
        routes.MapGet("/dispatches/{id:guid}/edit", EditAsync);
        routes.MapPost("/dispatches/{id:guid}/edit", ReviseAsync);
        routes.MapPost("/dispatches/new/text", (HttpContext http, PageForms forms, IMediator mediator, ActContext act, TimeProvider clock) => TakeTextAsync(null, http, forms, mediator, act, clock));
        routes.MapPost("/dispatches/{id:guid}/edit/text", (Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext act, TimeProvider clock) => TakeTextAsync(id, http, forms, mediator, act, clock));
    }

    private static Task<IResult> NewAsync(string? answers, string? replaces, string? corrects, IMediator mediator, ActContext act, TimeProvider clock, CancellationToken cancellationToken) =>
        ShowAsync(null, new Links(answers, replaces, corrects), refused: null, mediator, act, clock, cancellationToken);

    private static async Task<IResult> EditAsync(Guid id, IMediator mediator, ActContext act, TimeProvider clock, CancellationToken cancellationToken)
    {
        var draft = await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(id)), cancellationToken);
        return draft.IsRefused ? PageResult.Refused(draft.Refusal) : await ShowAsync(draft.Value, links: null, refused: null, mediator, act, clock, cancellationToken);
    }

    private static async Task<IResult> DraftAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act, TimeProvider clock)
    {
        var form = forms.Form;
        var links = LinksOf(form);
        var text = TextOf(form);
        var request = new DraftDispatch(
            text, form.Id<Person>("signer"), PageWords.ReadId<IncomingDispatch>(links.Answers), PageWords.ReadId<OfficialDispatch>(links.Replaces), PageWords.ReadId<OfficialDispatch>(links.Corrects),
            form.Ids<Person>("opinionFrom"), PageWords.ReadId<Person>(form.Optional("legalReviewer")));
        var draft = await forms.SendAsync(request, form, http.RequestAborted);
        return draft.IsRefused
            ? await ShowAsync(null, links, new RefusedAct("Draft", draft.Refusal, form.Typed), mediator, act, clock, http.RequestAborted)
            : PageResult.Done($"/dispatches/{draft.Value.Id}", "Draft");
    }

    private static async Task<IResult> ReviseAsync(Guid id, HttpContext http, PageForms forms, IMediator mediator, ActContext act, TimeProvider clock)
    {
        var form = forms.Form;
        var dispatchId = new Id<OfficialDispatch>(id);
        var draft = await mediator.Send(new FindDispatch(dispatchId), http.RequestAborted);
        if (draft.IsRefused)
        {
            return PageResult.Refused(draft.Refusal);
        }

        var people = new DraftPeople(form.Id<Person>("signer"), form.Ids<Person>("opinionFrom"), PageWords.ReadId<Person>(form.Optional("legalReviewer")));
        var text = TextOf(form);
        var revised = await forms.SendAsync(new ReviseDispatch(dispatchId, text, people), form, http.RequestAborted);
        return revised.IsRefused
            ? await ShowAsync(draft.Value, links: null, new RefusedAct("Draft", revised.Refusal, form.Typed), mediator, act, clock, http.RequestAborted)
            : PageResult.Done($"/dispatches/{id}", "Draft");
    }

    /// <summary>Fills the form from a file. Nothing is kept yet.</summary>
    private static async Task<IResult> TakeTextAsync(Guid? id, HttpContext http, PageForms forms, IMediator mediator, ActContext act, TimeProvider clock)
    {
        var form = forms.Form;
        var draft = id is { } known ? await mediator.Send(new FindDispatch(new Id<OfficialDispatch>(known)), http.RequestAborted) : null;
        if (draft is { IsRefused: true })
        {
            return PageResult.Refused(draft.Refusal);
        }

        var chosen = await PostedFile.ReadAsync(http, "file", NoFile, http.RequestAborted);
        var text = chosen.IsRefused ? chosen.Refusal : BodyFile.ReadDraft(chosen.Value.Name, chosen.Value.Bytes, OfficeTime.DateAt(clock.GetUtcNow()));
        return text.IsRefused
            ? await ShowAsync(draft?.Value, LinksOf(form), new RefusedAct("Text", text.Refusal, form.Typed), mediator, act, clock, http.RequestAborted)
            : await ShowAsync(draft?.Value, LinksOf(form), refused: null, mediator, act, clock, http.RequestAborted, text.Value, Filled(form.Typed, text.Value));
    }

    private static Dictionary<string, string> Filled(IReadOnlyDictionary<string, string> typed, BodyFile file)
    {
        var filled = new Dictionary<string, string>(typed, StringComparer.Ordinal) { ["body"] = string.Join('\n', file.Body) };
        if (file.Whole is { } whole)
        {
            Fill("subject", whole.Subject);
            Fill("addressees", string.Join('\n', whole.Addressees));
            Fill("recipients", string.Join('\n', whole.Recipients.Append(whole.ArchiveLine).OfType<string>()));
            Fill("capacity", string.Join('\n', whole.SigningLines));
        }

        return filled;

        // What a person has written stays.
        void Fill(string field, string? read)
        {
            if (!string.IsNullOrWhiteSpace(read) && (filled.GetValueOrDefault(field) is not { } there || string.IsNullOrWhiteSpace(there) || there.ReplaceLineEndings("\n") == DraftPage.UsualRecipients))
            {
                filled[field] = read;
            }
        }
    }

    /// <summary>The form of a draft; one that replaces another begins with its words.</summary>
    private static async Task<IResult> ShowAsync(
        DispatchView? draft, Links? links, RefusedAct? refused, IMediator mediator, ActContext act, TimeProvider clock, CancellationToken cancellationToken, BodyFile? file = null, IReadOnlyDictionary<string, string>? filled = null)
    {
        var earlier = PageWords.ReadId<OfficialDispatch>(links?.Replaces ?? links?.Corrects) is { } id ? await mediator.Send(new FindDispatch(id), cancellationToken) : null;
        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        var authorities = await SigningBlock.StandingAsync(signer: null, mediator, clock, cancellationToken);
        return (earlier?.Refusal ?? names.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<DraftPage>(
                new DraftModel(draft, names.Value, links?.Answers, earlier?.Value, links?.Replaces is not null)
                {
                    Authorities = authorities,
                    Askable = [.. names.Value.People.Where(person => person.Id != act.Actor.PersonId && AccessTable.Allows(typeof(CompleteTask), person.Roles))],
                    File = file,
                    Filled = filled,
                },
                refused);
    }

    private static DispatchText TextOf(PageForm form) => new()
    {
        Kind = form.Text("kind"),
        Subject = form.Text("subject").Trim(),
        Addressees = form.Lines("addressees"),
        Recipients = form.Lines("recipients"),
        Body = form.Lines("body"),
        Capacity = form.Lines("capacity"),
        Urgency = form.Choice<Urgency>("urgency"),
    };

    private static Links LinksOf(PageForm form) => new(form.Optional("answers"), form.Optional("replaces"), form.Optional("corrects"));

    /// <summary>What a new draft has to do with other papers, as the address or the form says it.</summary>
    private sealed record Links(string? Answers, string? Replaces, string? Corrects);
}
