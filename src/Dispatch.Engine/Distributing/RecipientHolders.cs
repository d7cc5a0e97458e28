using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Who holds the offices that the lines of one paper address ("Thủ tướng Chính phủ", "PTTgCP Trần Hồng Hà", "Bộ trưởng", "Chủ tịch UBND tỉnh"), on its date.</summary>
internal sealed class RecipientHolders(IReadOnlyList<KnownHolder> holders, RecipientNames names, IReadOnlyList<Id<Body>> scopes)
{
    /// <summary>Looks every addressed office up at once.</summary>
    public static async Task<RecipientHolders> FindAsync(
        IDirectoryLookup directory, IReadOnlyList<ParsedRecipientLine> lines, RecipientNames names, IReadOnlyList<Id<Body>> scopes, DateOnly asOf, CancellationToken cancellationToken)
    {
        var addressed = lines.Where(line => line.Role is not null).ToList();
        if (addressed.Count == 0)
        {
            return new RecipientHolders([], names, scopes);
        }

        var question = new HolderQuestion(
            [.. addressed.SelectMany(WordingsOf).Distinct(StringComparer.Ordinal)],
            [.. addressed.SelectMany(OfficesOf).Distinct(StringComparer.Ordinal)],
            [.. addressed.Select(PersonOf).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)],
            [.. addressed.SelectMany(line => BodiesOf(line, names, scopes)).Concat(scopes).Distinct()]);
        return new RecipientHolders(await directory.HoldersAsync(question, asOf, cancellationToken), names, scopes);
    }

    /// <summary>
    /// The holders a line means: those whose office is worded with its body; else the person it names; else those of the body it names, or, when it names none, of the nearest body in
    /// whose mouth it speaks. Empty when the directory knows none.
    /// </summary>
    public IReadOnlyList<KnownHolder> Of(ParsedRecipientLine line)
    {
        if (line.Role is null)
        {
            return [];
        }

        var (wordings, offices, person) = (WordingsOf(line), OfficesOf(line), PersonOf(line));
        var isNamed = line.Office.Person is not null;
        if (Where(holder => wordings.Contains(holder.Folded, StringComparer.Ordinal) && MaySpeakFor(holder, line) && (!isNamed || holder.NameFolded == person)) is { Count: > 0 } worded)
        {
            return Ordered(worded, offices);
        }

        if (person.Length > 0 && Where(holder => holder.NameFolded == person && ((offices.Contains(holder.Folded, StringComparer.Ordinal) && (MaySpeakFor(holder, line) || !OfficeText.NamesItsBody(holder.Folded))) || scopes.Contains(holder.BodyId))) is { Count: > 0 } named)
        {
            return named;
        }

        var bodies = line.Office.Rest.Length == 0 ? scopes : BodiesOf(line, names, scopes);
        return Ordered(bodies.Select(body => Where(holder => holder.BodyId == body && offices.Contains(holder.Folded, StringComparer.Ordinal))).FirstOrDefault(found => found.Count > 0) ?? [], offices);
    }

    /// <summary>
    /// An organisation enters its own offices and may word them as it likes. Outside it such a wording is believed where the holder's body bears the name it is worded with, and of the
    /// Government's offices at a central office: nobody draws another's papers by a title.
    /// </summary>
    private bool MaySpeakFor(KnownHolder holder, ParsedRecipientLine line) =>
        scopes.Contains(holder.BodyId) || (OfficeText.NamesItsBody(holder.Folded) ? holder.IsCentral : NameFolding.Fold(line.Office.Body) is { Length: > 0 } body && NameFolding.Fold(holder.BodyName).Contains(body, StringComparison.Ordinal));

    /// <summary>In the order in which the line names their offices, then by name.</summary>
    private static List<KnownHolder> Ordered(IEnumerable<KnownHolder> meant, List<string> offices) =>
        [.. meant.OrderBy(holder => offices.FindIndex(office => holder.Folded.StartsWith(office, StringComparison.Ordinal))).ThenBy(holder => holder.FullName, StringComparer.Ordinal)];

    private List<KnownHolder> Where(Func<KnownHolder, bool> isMeant) => [.. holders.Where(isMeant)];

    private static List<Id<Body>> BodiesOf(ParsedRecipientLine line, RecipientNames names, IReadOnlyList<Id<Body>> scopes) =>
        [.. RecipientReading.WordingsOf(line.Office).Select(wording => names.Resolve(wording, scopes).Name?.BodyId).OfType<Id<Body>>()];

    private static List<string> OfficesOf(ParsedRecipientLine line) => OfficeText.OfficesIn(line.Role!);

    /// <summary>The offices with the words after them; a short form such as TTgCP says its body itself.</summary>
    private static List<string> WordingsOf(ParsedRecipientLine line)
    {
        var body = NameFolding.Fold(line.Office.Body);
        var offices = OfficesOf(line);
        return body.Length == 0 ? offices.FindAll(OfficeText.NamesItsBody) : offices.ConvertAll(office => office.EndsWith(" " + body, StringComparison.Ordinal) ? office : $"{office} {body}");
    }

    private static string PersonOf(ParsedRecipientLine line) => NameFolding.Fold(line.Office.Person ?? line.Office.Rest);
}
