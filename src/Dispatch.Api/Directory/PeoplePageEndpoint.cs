using Dispatch.Api.Components;
using Dispatch.Api.Security;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Directory;

/// <summary>The people of an organisation.</summary>
/// <param name="Accounts">A page of them.</param>
/// <param name="Units">Where they may be put.</param>
public sealed record PeopleModel(Page<AccountView> Accounts, IReadOnlyList<BodyView> Units);

/// <summary>One of them.</summary>
/// <param name="Account">The account.</param>
/// <param name="Units">Where they may be put.</param>
/// <param name="Sessions">Where they are signed in.</param>
public sealed record PersonModel(AccountView Account, IReadOnlyList<BodyView> Units, IReadOnlyList<SessionView> Sessions);

/// <summary>The administrator's pages of people: add, roles, close, reset, sessions.</summary>
internal static class PeoplePageEndpoint
{
    private const string Path = "/people";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? after, IMediator mediator, ActContext act, CancellationToken cancellationToken) => ShowAsync(after, mediator, act, null, cancellationToken));
        routes.MapPost(Path, AddAsync);
        routes.MapGet(Path + "/{id:guid}", (Guid id, IMediator mediator, ActContext act, CancellationToken cancellationToken) => PersonAsync(new Id<Person>(id), mediator, act, null, cancellationToken));
        routes.MapPost(Path + "/{id:guid}/{name:alpha}", ActAsync);
        routes.MapGet(Path + "/{id:guid}/{name:alpha}", (Guid id, string name) => PageResult.Done($"{Path}/{id}"));
        routes.MapPost(Path + "/{id:guid}/sessions/{session:guid}/end", EndAsync);
    }

    private static async Task<IResult> ShowAsync(string? after, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var accounts = await mediator.Send(new ListAccounts(PageWords.ReadId<Person>(after)), cancellationToken);
        var units = accounts.IsRefused ? null : await mediator.Send(new FindBodies(ParentId: act.Actor!.OrganisationId, Take: 500), cancellationToken);
        return (accounts.Refusal ?? units!.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<PeoplePage>(new PeopleModel(accounts.Value, Units(units!.Value)), refused);
    }

    private static IReadOnlyList<BodyView> Units(Page<BodyView> bodies) => [.. bodies.Items.Where(body => body.Kind is BodyKind.Unit)];

    private static async Task<IResult> AddAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        var fields = form;
        var request = new AddPerson(act.Actor!.OrganisationId, UnitOf(fields), fields.Text("fullName"), fields.Text("title"), RolesOf(fields), fields.Text("userName").Trim(), fields.Text("password"));
        var added = await forms.SendAsync(request, fields, http.RequestAborted);
        return added.IsRefused ? await ShowAsync(null, mediator, act, new RefusedAct("Add", added.Refusal, fields.Typed), http.RequestAborted) : PageResult.Done($"{Path}/{added.Value.Id}", "PersonAdded");
    }

    private static async Task<IResult> PersonAsync(Id<Person> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var accounts = await mediator.Send(new ListAccounts(PersonId: id), cancellationToken);
        if (accounts.IsRefused || accounts.Value.Items is not [var account])
        {
            return PageResult.Refused(accounts.Refusal ?? KernelRefusals.Unknown("người dùng"));
        }

        var units = await mediator.Send(new FindBodies(ParentId: act.Actor!.OrganisationId, Take: 500), cancellationToken);
        var sessions = await mediator.Send(new ListSessions(id), cancellationToken);
        return (units.Refusal ?? sessions.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<PersonPage>(new PersonModel(account, Units(units.Value), sessions.Value.Items), refused);
    }

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var (personId, form) = (new Id<Person>(id), forms.Form);
        if (name == "ResetPassword")
        {
            return await ResetAsync(personId, http, forms, form, mediator, act);
        }

        if (Request(name, personId, form) is not { } request)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        var done = await forms.SendAsync(request, form, http.RequestAborted);
        return done.IsRefused ? await PersonAsync(personId, mediator, act, new RefusedAct(name, done.Refusal, form.Typed), http.RequestAborted) : PageResult.Done($"{Path}/{id}", "Person" + name, name switch { "Close" => Undo.By($"{Path}/{id}/Reopen"), "Reopen" => Undo.By($"{Path}/{id}/Close"), _ => null });
    }

    private static IAct<KeptAccount>? Request(string name, Id<Person> id, PageForm form) => name switch
    {
        "Change" => new ChangePerson(id, UnitOf(form), form.Text("title"), RolesOf(form)),
        "Close" => new ClosePerson(id),
        "Reopen" => new ReopenPerson(id),
        "ResetFactor" => new ResetSecondFactor(id),
        _ => null,
    };

    private static async Task<IResult> ResetAsync(Id<Person> id, HttpContext http, PageForms forms, PageForm form, IMediator mediator, ActContext act)
    {
        var reset = await forms.SendAsync(new ResetPassword(id), form, http.RequestAborted);
        return reset.IsRefused
            ? await PersonAsync(id, mediator, act, new RefusedAct("ResetPassword", reset.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Of<SecretPage>(new SecretModel(
                "Mật khẩu ban đầu của " + reset.Value.Person.FullName, $"Trao tận tay cho người dùng. Mật khẩu này vào được đến {PageWords.Of(reset.Value.Until)} và phải đổi ngay lần đầu; trang này chỉ hiện một lần.",
                [reset.Value.Password], $"{Path}/{id}"));
    }

    private static async Task<IResult> EndAsync(Guid id, Guid session, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        var ended = await forms.SendAsync(new EndSession(new Id<AccountSession>(session)), form, http.RequestAborted);
        return ended.IsRefused
            ? await PersonAsync(new Id<Person>(id), mediator, act, new RefusedAct("End", ended.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"{Path}/{id}", "SessionEnded");
    }

    private static Id<Body>? UnitOf(PageForm form) => form.Optional("unit") is null ? null : form.Id<Body>("unit");

    private static Role RolesOf(PageForm form) =>
        Enum.GetValues<Role>().Where(role => role is not (Role.None or Role.System) && form.IsTicked("role-" + role)).Aggregate(Role.None, (all, role) => all | role);
}
