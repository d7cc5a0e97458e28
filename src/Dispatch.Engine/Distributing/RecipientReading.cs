using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Some words of a line, what they mean and what they say it is for; no match at all for "Như Điều …", which names nobody the directory could know.</summary>
internal sealed record RecipientPart(string Text, RecipientMatch? Match, UnknownRecipientReason Reason, RecipientPurpose? Purpose = null)
{
    /// <summary>How the line limits the group it names.</summary>
    public LimitedGroup? Limited { get; init; }
}

/// <summary>How a line is read as a list: the list, and the body in its head.</summary>
internal sealed record ReadList(RecipientList List, KnownName? Head);

/// <summary>A line with its meaning, before bodies are counted and decisions applied.</summary>
internal sealed record RecipientReading(ParsedRecipientLine Line, RecipientLineKind Kind, IReadOnlyList<RecipientPart> Parts, RecipientArchive? Archive, KnownName? Head)
{
    /// <summary>Who holds the offices the line addresses.</summary>
    public IReadOnlyList<KnownHolder> Holders { get; private init; } = [];

    public static RecipientReading Of(ParsedRecipientLine line, RecipientNames names, IReadOnlyList<Id<Body>> scopes, ReadList? list, RecipientHolders holders)
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
            if (list is not null && PartsOf(list, names, scopes) is { } named)
            {
                return new RecipientReading(line, RecipientLineKind.SameAsArticle, named, null, null);
            }

            return new RecipientReading(line, RecipientLineKind.SameAsArticle, [new RecipientPart(line.Bare, null, UnknownRecipientReason.Article)], null, null);
        }

        return OfBodies(line, names, scopes, list, holders);
    }

    /// <summary>Every wording of the body behind an office, the likeliest first: the head of an office and his deputies sit in the office.</summary>
    public static IReadOnlyList<string> WordingsOf(AddressedOffice office)
    {
        string[] bodies = [.. new[] { office.Rest, office.Body }.Distinct(StringComparer.Ordinal)];
        return office.Role is { } role && OfficeText.AreOfTheOffice(role)
            ? [.. bodies.Select(body => $"Văn phòng {body}".TrimEnd()), .. bodies.Where(body => body.Length > 0)]
            : [.. bodies.Where(body => body.Length > 0)];
    }

    /// <summary>The body behind an office; nothing when no wording of it is known.</summary>
    public static RecipientMatch BodyOf(AddressedOffice office, RecipientNames names, IReadOnlyList<Id<Body>> scopes) =>
        WordingsOf(office).Select(wording => names.Resolve(wording, scopes)).FirstOrDefault(match => !match.IsNothing) ?? new RecipientMatch(null, UnknownRecipientReason.Role, []);

    private static RecipientReading OfBodies(ParsedRecipientLine line, RecipientNames names, IReadOnlyList<Id<Body>> scopes, ReadList? list, RecipientHolders holders)
    {
        // The whole line first: a name may begin with an office's word or hold commas.
        var whole = names.Resolve(line.Bare, scopes);
        if (whole.IsNothing && line.Limited is { } limited && names.Resolve(limited.Wording, scopes) is { Name.GroupId: not null } group)
        {
            return new RecipientReading(line, RecipientLineKind.Group, [new RecipientPart(line.Bare, group, group.Reason) { Limited = limited }], null, null);
        }

        if (whole.IsNothing && holders.Of(line) is { Count: > 0 } meant)
        {
            return OfHolders(line, meant);
        }

        var body = whole.IsNothing && line.Role is not null ? BodyOf(line.Office, names, scopes) : whole;
        if (!body.IsNothing)
        {
            return new RecipientReading(line, KindOf(line, whole, body), [new RecipientPart(line.Bare, body, body.Reason)], null, null);
        }

        if (list is not null && PartsOf(list, names, list.Head is { BodyId: { } owner } ? [owner] : scopes) is { } parts)
        {
            return new RecipientReading(line, RecipientLineKind.Units, parts, null, list.Head);
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

    private static RecipientLineKind KindOf(ParsedRecipientLine line, RecipientMatch whole, RecipientMatch match) =>
        whole.IsNothing && match.Name?.BodyId is not null ? RecipientLineKind.Role
        : !match.IsFound ? RecipientLineKind.Unresolved
        : match.Name!.GroupId is not null ? RecipientLineKind.Group
        : RecipientLineKind.Body;

    /// <summary>The items of a list; null when its head is a name nobody knows, or when there is no head and nothing in it is known: then the line is one unknown.</summary>
    private static List<RecipientPart>? PartsOf(ReadList read, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        var list = read.List;
        if (list.Items.Count == 0 || (list.BodyHead is not null && read.Head is null))
        {
            return null;
        }

        var parts = new List<RecipientPart>();
        for (var next = 0; next < list.Items.Count;)
        {
            var (count, part) = PartAt(read, next, names, scopes);
            parts.Add(part);
            next += count;
        }

        return list.IsHeaded || parts.Exists(part => part.Match is { IsFound: true }) ? parts : null;
    }

    private static (int Count, RecipientPart Part) PartAt(ReadList read, int first, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        var list = read.List;
        if (Known(list, first, names, scopes) is { } known)
        {
            return known;
        }

        var item = list.Items[first];
        if (OfficeText.Read(item.Text) is { Role: not null } office)
        {
            // "VPCP: BTCN, các PCN": an office of the body in the head.
            var match = BodyOf(office, names, scopes) is { IsNothing: false } body ? body
                : read.Head is { } head && office.Body.Length == 0 ? new RecipientMatch(head, default, [head])
                : new RecipientMatch(null, UnknownRecipientReason.Role, []);
            return (1, new RecipientPart(item.Text, match, match.Reason, item.Purpose));
        }

        var together = Enumerable.Range(1, list.TogetherFrom(first) - 1).TakeWhile(at => Known(list, first + at, names, scopes) is null).Count() + 1;
        var text = together == 1 && item.Place is { } place ? $"{item.Text} {place}" : list.TextOf(first, together);
        return (together, new RecipientPart(text, new RecipientMatch(null, UnknownRecipientReason.NotFound, []), UnknownRecipientReason.NotFound, item.Purpose));
    }

    private static (int Count, RecipientPart Part)? Known(RecipientList list, int first, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        foreach (var (count, wordings) in list.RunsFrom(first))
        {
            foreach (var match in wordings.Select(wording => names.Resolve(wording, scopes)).Where(match => !match.IsNothing))
            {
                return (count, new RecipientPart(list.TextOf(first, count), match, match.Reason, list.Items[first + count - 1].Purpose));
            }
        }

        return null;
    }

    private static RecipientArchive ArchiveOf(string text, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
    {
        var (units, drafter, copies) = ArchiveText.Read(text);
        return new RecipientArchive(text, [.. units.Select(UnitOf)], drafter, copies);

        ArchiveUnit UnitOf(string unit)
        {
            var name = names.Resolve(unit, scopes).Name;
            return new ArchiveUnit(unit, name?.BodyId, name?.BodyId is null ? null : name.Name);
        }
    }
}
