using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Components;

/// <summary>Names of people and units of the reader's own organisation, for facts and pickers.</summary>
/// <param name="People">Everyone with an open account.</param>
/// <param name="Units">Units as they stand today.</param>
public sealed record PaperDirectory(IReadOnlyList<PersonView> People, IReadOnlyList<BodyView> Units)
{
    /// <summary>Those who may sign.</summary>
    public IEnumerable<PersonView> Signers => People.Where(person => person.Roles.HasFlag(Role.Signer));

    /// <summary>Those who keep the organisation's accounts.</summary>
    public IEnumerable<PersonView> Administrators => People.Where(person => person.Roles.HasFlag(Role.Administrator));

    /// <summary>A person's name; a dash for someone whose account is closed.</summary>
    public string NameOf(Id<Person> id) => People.FirstOrDefault(person => person.Id == id)?.FullName ?? "—";

    /// <summary>A unit's name; a dash for one that has ended.</summary>
    public string NameOf(Id<Body> id) => Units.FirstOrDefault(unit => unit.Id == id)?.Name ?? "—";

    /// <summary>Reads both.</summary>
    internal static async Task<Outcome<PaperDirectory>> ReadAsync(IMediator mediator, Id<Body> organisation, CancellationToken cancellationToken)
    {
        var people = await mediator.Send(new ListPeople(), cancellationToken);
        if (people.IsRefused)
        {
            return people.Refusal;
        }

        var bodies = await mediator.Send(new FindBodies(organisation, Take: 500), cancellationToken);
        return bodies.IsRefused ? bodies.Refusal : new PaperDirectory(people.Value.Items, [.. bodies.Value.Items.Where(body => body.Kind is BodyKind.Unit)]);
    }
}
