using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Some words of a line and what they mean; no match at all for "Như Điều …", which names nobody the directory could know.</summary>
internal sealed record RecipientPart(string Text, RecipientMatch? Match, UnknownRecipientReason Reason);

/// <summary>A line with its meaning, before bodies are counted and decisions applied.</summary>
internal sealed record RecipientReading(ParsedRecipientLine Line, RecipientLineKind Kind, IReadOnlyList<RecipientPart> Parts, RecipientArchive? Archive, KnownName? Head)
{
    /// <summary>Who holds the offices the line addresses.</summary>
    public IReadOnlyList<KnownHolder> Holders { get; private init; } = [];

    public static RecipientReading Of(ParsedRecipientLine line, RecipientNames names, IReadOnlyList<Id<Body>> scopes, KnownName? head, RecipientHolders holders)
    {
        if (line.Archive is { } archive)
        {
            return new RecipientReading(line, RecipientLineKind.Archive, [], ArchiveOf(archive, names, scopes), null);
        }

        if (line.IsSameAsAddressees)
        {
            return new RecipientReading(line, RecipientLineKind.SameAsAddressees, [], null, null);
        }

        if (line.IsSameAsArticle)
        {
            return new RecipientReading(line, RecipientLineKind.SameAsArticle, [new RecipientPart(line.Bare, null, UnknownRecipientReason.Article)], null, null);
        }

        return OfBodies(line, names, scopes, head, holders);
    }

    private static RecipientReading OfBodies(ParsedRecipientLine line, RecipientNames names, IReadOnlyList<Id<Body>> scopes, KnownName? head, RecipientHolders holders)
    {
        // The whole line first: a name may begin with an office's word or hold commas.
        var whole = names.Resolve(line.Bare, scopes);
        if (whole.IsNothing && holders.Of(line) is { Count: > 0 } meant)
        {
            return OfHolders(line, meant);
        }

        var body = whole.IsNothing && line.Role is not null ? names.Resolve(line.Rest, scopes) : whole;
        if (!body.IsNothing)
        {
            return new RecipientReading(line, KindOf(line, body), [new RecipientPart(line.Bare, body, body.Reason)], null, null);
        }

        if (line.List is { } list && PartsOf(list, names, head is { BodyId: { } owner } ? [owner] : scopes, head) is { } parts)
        {
            return new RecipientReading(line, RecipientLineKind.Units, parts, null, head);
        }

        return line.Role is null
            ? new RecipientReading(line, RecipientLineKind.Unresolved, [new RecipientPart(line.Bare, whole, UnknownRecipientReason.NotFound)], null, null)
            : new RecipientReading(line, RecipientLineKind.Role, [new RecipientPart(line.Bare, null, UnknownRecipientReason.Role)], null, null);
    }

    /// <summary>An office goes to the body that receives for its holder; when the wording is an office of several bodies, a clerk chooses.</summary>
    private static RecipientReading OfHolders(ParsedRecipientLine line, IReadOnlyList<KnownHolder> holders)
    {
        List<KnownName> bodies = [.. holders.DistinctBy(holder => holder.BodyId).Select(holder => new KnownName(holder.Folded, null, holder.BodyId, null, holder.BodyName, IsUnit: false, default, null))];
        var match = bodies is [var one] ? new RecipientMatch(one, default, bodies) : new RecipientMatch(null, UnknownRecipientReason.Ambiguous, bodies);
        return new RecipientReading(line, RecipientLineKind.Role, [new RecipientPart(line.Bare, match, match.Reason)], null, null) { Holders = match.IsFound ? holders : [] };
    }

    private static RecipientLineKind KindOf(ParsedRecipientLine line, RecipientMatch match) =>
        line.Role is not null && match.Name?.BodyId is not null && line.Rest != line.Bare ? RecipientLineKind.Role
        : !match.IsFound ? RecipientLineKind.Unresolved
        : match.Name!.GroupId is not null ? RecipientLineKind.Group
        : RecipientLineKind.Body;

    /// <summary>The items of a list; null when the head is a name nobody knows, or when there is no head and nothing in it is known: then the line is one unknown.</summary>
    private static List<RecipientPart>? PartsOf(RecipientList list, RecipientNames names, IReadOnlyList<Id<Body>> scopes, KnownName? head)
    {
        if (list.Items.Count == 0 || (list.BodyHead is not null && head is null))
        {
            return null;
        }

        var parts = new List<RecipientPart>();
        for (var next = 0; next < list.Items.Count;)
        {
            var (count, part) = PartAt(list, next, names, scopes);
            parts.Add(part);
            next += count;
        }

        return list.IsHeaded || parts.Exists(part => part.Match is { IsFound: true }) ? parts : null;
    }

    private static (int Count, RecipientPart Part) PartAt(RecipientList list, int first, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        foreach (var (count, wordings) in list.RunsFrom(first))
        {
            foreach (var match in wordings.Select(wording => names.Resolve(wording, scopes)).Where(match => !match.IsNothing))
            {
                return (count, new RecipientPart(string.Join(", ", list.Items.Skip(first).Take(count).Select(item => item.Text)), match, match.Reason));
            }
        }

        return (1, new RecipientPart(list.Items[first].Text, new RecipientMatch(null, UnknownRecipientReason.NotFound, []), UnknownRecipientReason.NotFound));
    }

    private static RecipientArchive ArchiveOf(string text, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        var (units, drafter, copies) = RecipientText.ReadArchive(text);
        return new RecipientArchive(text, [.. units.Select(UnitOf)], drafter, copies);

        ArchiveUnit UnitOf(string unit)
        {
            var name = names.Resolve(unit, scopes).Name;
            return new ArchiveUnit(unit, name?.BodyId, name?.BodyId is null ? null : name.Name);
        }
    }
}
