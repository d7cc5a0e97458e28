using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Reads Kính gửi and Nơi nhận and says who gets the paper. What the directory does not know for certain is left for a clerk, with what it may have meant;
/// a clerk's decisions, given back, complete the plan.
/// </summary>
internal sealed class RecipientReader(IDirectoryLookup directory)
{
    private const int Suggestions = 5;

    /// <summary>Preview, numbering and issuing ask the same of the same lines, and so does the next paper to the same provinces: read once while the directory stays as it is.</summary>
    public Task<RecipientPlan> ReadAsync(PrintedRecipients printed, IReadOnlyList<RecipientDecision> decisions, CancellationToken cancellationToken) => directory.OnceAsync(
        "plan " + JsonSerializer.Serialize(new { printed, decisions }, KernelJson.Options), () => PlanAsync(printed, decisions, cancellationToken), plan => 1 + plan.Lines.Count + plan.Recipients.Count, cancellationToken);

    private async Task<RecipientPlan> PlanAsync(PrintedRecipients printed, IReadOnlyList<RecipientDecision> decisions, CancellationToken cancellationToken)
    {
        var lines = RecipientLines.Parse(printed);
        var scopes = await directory.ScopesOfAsync(printed.IssuerId, cancellationToken);
        var names = new RecipientNames(printed.AsOf);
        names.Add(await directory.FindAsync(scopes, Folded(lines.SelectMany(line => line.Wordings())), cancellationToken));
        var lists = await ReadListsAsync(lines, scopes, names, cancellationToken);

        var holders = await RecipientHolders.FindAsync(directory, lines, names, scopes, printed.AsOf, cancellationToken);

        var readings = lines.Select(line => RecipientReading.Of(line, names, scopes, lists.GetValueOrDefault(line.Number), holders)).ToList();
        var known = new RecipientKnowledge(
            await GroupsAsync(readings, decisions, printed.AsOf, cancellationToken),
            await BodiesAsync(decisions, cancellationToken),
            await directory.NearAsync(scopes, NotFound(readings), printed.AsOf, Suggestions, cancellationToken));
        return new RecipientPlanner(printed, known, decisions).Plan(readings);
    }

    private static List<string> Folded(IEnumerable<string> wordings) => [.. wordings.SelectMany(wording => RecipientNames.ShortName(wording) is { } name ? new[] { wording, name } : [wording]).Select(NameFolding.Fold).Where(folded => folded.Length > 0).Distinct(StringComparer.Ordinal)];

    private static List<string> NotFound(IEnumerable<RecipientReading> readings) =>
        [.. readings.SelectMany(reading => reading.Parts).Where(part => part.Match is { IsNothing: true }).Select(part => part.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Chooses how each line is read as a list: by a body in its head that the directory knows, else without one. "VPCP: BTCN, các Vụ: CN, NC" speaks of units as VPCP does: they are
    /// looked up once more in its scope.
    /// </summary>
    private async Task<Dictionary<int, ReadList>> ReadListsAsync(
        IReadOnlyList<ParsedRecipientLine> lines, IReadOnlyList<Id<Body>> scopes, RecipientNames names, CancellationToken cancellationToken)
    {
        var lists = lines.Select(line => (line.Number, List: Chosen(line))).Where(line => line.List is not null).ToDictionary(line => line.Number, line => line.List!);
        var headed = lists.Values.Where(list => list.Head is not null).ToList();
        var others = headed.Select(list => list.Head!.BodyId!.Value).Except(scopes).ToList();
        if (others.Count > 0)
        {
            names.Add(await directory.FindAsync(others, Folded(headed.SelectMany(list => list.List.Wordings())), cancellationToken));
        }

        return lists;

        ReadList? Chosen(ParsedRecipientLine line)
        {
            // Of a unit and its body, it is the body that gets the paper.
            var isPair = line.Lists.Count(list => list.BodyHead is not null) > 1;
            var read = line.Lists.Select(list => new ReadList(list, list.BodyHead is { } head && names.Resolve(head, scopes).Name is { BodyId: not null } body && !(isPair && body.IsUnit) ? body : null)).ToList();
            return read.Find(list => list.Head is not null) ?? read.Find(list => list.List.BodyHead is null);
        }
    }

    private async Task<Dictionary<Id<RecipientGroup>, KnownGroup>> GroupsAsync(
        IEnumerable<RecipientReading> readings, IEnumerable<RecipientDecision> decisions, DateOnly asOf, CancellationToken cancellationToken)
    {
        var ids = readings.SelectMany(reading => reading.Parts).Select(part => part.Match?.Name?.GroupId).Concat(decisions.Select(decision => decision.GroupId))
            .OfType<Id<RecipientGroup>>().Distinct().ToList();
        return (await directory.GroupsAsync(ids, asOf, cancellationToken)).ToDictionary(known => known.Id);
    }

    private async Task<Dictionary<Id<Body>, KnownBody>> BodiesAsync(IEnumerable<RecipientDecision> decisions, CancellationToken cancellationToken)
    {
        var ids = decisions.Select(decision => decision.BodyId).OfType<Id<Body>>().Distinct().ToList();
        return (await directory.BodiesAsync(ids, cancellationToken)).ToDictionary(known => known.Id);
    }
}

/// <summary>What planning needs from the directory beyond the names.</summary>
internal sealed record RecipientKnowledge(
    IReadOnlyDictionary<Id<RecipientGroup>, KnownGroup> Groups,
    IReadOnlyDictionary<Id<Body>, KnownBody> Bodies,
    IReadOnlyDictionary<string, IReadOnlyList<NearMatch>> Near);
