using Dispatch.Engine.Workflows;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>The proof walks an abstraction of the machine. Here thousands of drawings made by chance are run by chance, and what the proof said must hold.</summary>
internal sealed class ProofAgainstRunsTests
{
    private const int Drawings = 800;
    private const int RunsEach = 6;
    private const int AnswersEach = 40;

    private static readonly (string Type, string[] Outcomes)[] Kinds =
    [
        ("Dispatch.Submit", ["Submitted"]),
        ("Dispatch.Sign", ["Signed", "Returned"]),
        ("Dispatch.Sign", ["Signed", "Returned"]),
        ("Dispatch.AssignNumber", ["Numbered"]),
        ("Dispatch.Issue", ["Issued"]),
        ("Dispatch.HumanTask", ["Done"]),
        ("Elsa.WriteLine", ["Done"]),
        ("Elsa.FlowJoin", ["Done"]),
        ("Elsa.End", []),
    ];

    [Test]
    public void What_the_proof_says_of_a_drawing_holds_in_every_run_of_it()
    {
        var (sound, early, unreachable, finished) = (0, 0, 0, 0);
        for (var seed = 0; seed < Drawings; seed++)
        {
            var chance = new Random(seed);
            var definition = Read(Workflow(Drawing(chance)));
            var flaws = WorkflowSoundness.Check(definition);
            var codes = flaws.Select(flaw => flaw.Code).ToHashSet(StringComparer.Ordinal);
            var said = new Verdict(
                Unreachable: flaws.Where(flaw => flaw.Code == "workflow.unreachable").Select(flaw => flaw.Path[0].Split(' ')[0]).ToHashSet(StringComparer.Ordinal),
                MayActEarly: codes.Contains("workflow.act-too-early"),
                IsBroken: codes.Overlaps(["workflow.too-complex", "workflow.lost-path", "workflow.opened-twice", "workflow.busy-loop", "workflow.starved-join"]),
                MayFault: codes.Contains("workflow.bad-loop"));
            sound += flaws.Count == 0 ? 1 : 0;
            early += said.MayActEarly ? 1 : 0;
            unreachable += said.Unreachable.Count > 0 ? 1 : 0;
            for (var run = 0; run < RunsEach && !said.IsBroken; run++)
            {
                finished += Run(definition, said, chance, seed) ? 1 : 0;
            }
        }

        Assert.That(new[] { sound, early, unreachable, finished }, Has.All.GreaterThan(5), "chance drew enough of each kind");
        TestContext.Out.WriteLine($"{sound} sound, {early} early, {unreachable} with a dead step, {finished} runs finished");
    }

    private static bool Run(WorkflowDefinition definition, Verdict said, Random chance, int seed)
    {
        var run = ARun.Of(definition);
        var (signed, numbered) = (false, false);
        for (var n = 0; n < AnswersEach && run.Last.Status == RunStatus.Suspended; n++)
        {
            var waits = run.Waits;
            Assert.That(waits, Is.Not.Empty, $"drawing {seed} is stuck without a wait");
            Assert.That(!waits.Any(wait => said.Unreachable.Contains(wait.ActivityId)), Is.True, $"drawing {seed}: a step called unreachable waits");
            var wait = waits[chance.Next(waits.Count)];
            var outcome = wait.Outcomes[chance.Next(wait.Outcomes.Count)];
            var early = (wait.Act == "AssignNumber" && !signed) || (wait.Act == "Issue" && !(signed && numbered));
            Assert.That(!early || said.MayActEarly, Is.True, $"drawing {seed}: {wait.ActivityId} comes too early");
            signed = (signed && wait.Act != "Submit") || outcome == "Signed";
            numbered |= outcome == "Numbered";
            _ = run.Answer(wait, outcome);
        }

        Assert.That(run.Last.Status == RunStatus.Faulted, Is.False.Or.EqualTo(said.MayFault), $"drawing {seed} faulted");
        return run.Last.Status == RunStatus.Finished;
    }

    private static string Drawing(Random chance)
    {
        var count = chance.Next(3, 9);
        var nodes = Enumerable.Range(0, count).Select(i => (Id: $"n{i}", Kind: i == 0 ? Kinds[0] : Kinds[chance.Next(Kinds.Length)])).ToList();
        var edges = nodes.SelectMany((node, i) => node.Kind.Outcomes.SelectMany(outcome => Enumerable.Range(0, chance.Next(5) == 0 ? 2 : 1).Select(_ => $"{node.Id}:{outcome} -> n{Target(chance, i, count)}")));
        return Flowchart([.. nodes.Select(node => Node(chance, node.Id, node.Kind.Type))], [.. edges]);
    }

    private static int Target(Random chance, int from, int count) => chance.Next(4) == 0 ? chance.Next(count) : Math.Min(from + 1 + chance.Next(2), count - 1);

    private static string Node(Random chance, string id, string type) => type switch
    {
        "Elsa.WriteLine" => Line(id),
        "Elsa.End" => Activity(id, type),
        "Elsa.FlowJoin" => Join(id, chance.Next(2) == 0 ? "WaitAll" : "WaitAny"),
        _ => Act(id, type),
    };

    private sealed record Verdict(HashSet<string> Unreachable, bool MayActEarly, bool IsBroken, bool MayFault);
}
