using System.Globalization;
using Dispatch.IntakeScore;

await using var output = new StreamWriter(Console.OpenStandardOutput());

// dotnet run --project tests/Dispatch.IntakeScore -- FOLDER [--mutated] [--verbose [NAME]]
if (args.Length == 0 || !Directory.Exists(args[0]))
{
    output.WriteLine(args.Length == 0 ? "skipped: no folder of labelled texts (NAME.txt beside NAME.json) was given." : $"skipped: there is no folder {args[0]}.");
    return 0;
}

var texts = Corpus.In(args[0]).ToList();
var verbose = Array.IndexOf(args, "--verbose");
var only = verbose >= 0 && verbose + 1 < args.Length ? args[verbose + 1] : null;
if (!args.Contains("--mutated"))
{
    var score = Corpus.Score(texts);
    Print(score);
    score.Report().ToList().ForEach(output.WriteLine);
    return 0;
}

var all = new Scorer();
foreach (var (name, mutate) in Mutations.All.Where(m => only is null || m.Name.Contains(only, StringComparison.Ordinal)))
{
    var mutated = texts.Select(mutate).OfType<Labelled>().ToList();
    var score = Corpus.Score(mutated);
    mutated.ForEach(m => all.Add(m.Name, m.Gold, Corpus.Read(m.Text)));
    var sure = score.Bands[0];
    output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-26} {mutated.Count,3} texts  fields {score.FieldAccuracy,6:P1}  recipients {score.Lists["recipients"].F1,6:P1}  refs {score.Lists["references"].F1,6:P1}  refused {score.Dispatches - score.Taken,2}  taken {score.Others - score.Refused,2}  sure {(sure.Given == 0 ? 0 : (double)sure.Right / sure.Given),6:P1} of {sure.Given}"));
    if (only is not null)
    {
        Print(score);
    }
}

output.WriteLine();
all.Report().ToList().ForEach(output.WriteLine);
if (args.Contains("--sure"))
{
    foreach (var group in all.Sure.GroupBy(s => (s.Field, s.Confidence)).OrderBy(g => g.Key.Field, StringComparer.Ordinal).ThenByDescending(g => g.Key.Confidence))
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Field,-14} {group.Key.Confidence:F2} {group.Count(s => s.Right),5} of {group.Count(),5} = {(double)group.Count(s => s.Right) / group.Count():P1}"));
    }
}

return 0;

void Print(Scorer score)
{
    if (verbose >= 0)
    {
        score.Differences.ForEach(output.WriteLine);
    }
}
