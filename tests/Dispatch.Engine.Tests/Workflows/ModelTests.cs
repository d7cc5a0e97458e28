using Dispatch.Engine.Workflows;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>
/// Random procedures are driven by random people, events, clocks, failures and kills beside a model of a few lines. After every move the engine must have open exactly what the
/// model has open: no step lost, doubled or skipped; and every instance ends.
/// </summary>
internal sealed class ModelTests
{
    private const int Procedures = 400;
    private const int MostMoves = 400;
    private static readonly Dictionary<string, System.Text.Json.Nodes.JsonNode?> Nothing = new(StringComparer.Ordinal);

    [Test]
    public void The_engine_has_open_what_the_model_has_open_whatever_happens_and_every_instance_ends()
    {
        var courses = Blocks(4).SelectMany(block => Gen.ArrayOf(Gen.Choose(0, 999), 60), (block, moves) => (Block: Numbered(block), Moves: moves));
        var (finished, failures, kills) = (0, 0, 0);
        var property = Prop.ForAll(Arb.From(courses), course =>
        {
            var drive = new Drive(course.Block, course.Moves);
            drive.ToTheEnd();
            finished++;
            failures += drive.Failures;
            kills += drive.Kills;
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Procedures).WithQuietOnSuccess(true), property);
        Assert.That(new[] { finished, failures, kills }, Has.All.GreaterThan(100), "chance drove enough of each kind");
        TestContext.Out.WriteLine($"{finished} instances ended, {failures} failures, {kills} kills");
    }

    private static Gen<Block> Blocks(int depth)
    {
        var step = Gen.Elements("person", "person", "event", "time", "office", "ask", "line").Select(kind => kind == "line" ? (Block)new LineBlock("x") : new StepBlock("x", kind));
        if (depth == 0)
        {
            return step;
        }

        var inner = Blocks(depth - 1);
        var several = Gen.Choose(2, 3).SelectMany(count => Gen.ListOf(inner, count));
        return Gen.OneOf(
            step,
            Gen.Elements("sequence", "chart").SelectMany(_ => several, (drawing, blocks) => (Block)new RowBlock("x", [.. blocks], drawing)),
            inner.Select(block => (Block)new RowBlock("x", [block, block], "each")),
            Gen.Elements(true, false).SelectMany(isRace => Gen.Elements(true, false), (isRace, isChart) => (isRace, isChart)).SelectMany(_ => several, (how, blocks) => (Block)new BesideBlock("x", [.. blocks], how.isRace, how.isChart)),
            inner.Select(block => (Block)new ReworkBlock("x", block)));
    }

    /// <summary>
    /// Gives every block an id of its own; the passes of a loop share theirs. In a race a line becomes a step: which lines a race prints before it is won depends on how branches
    /// interleave, and other tests hold that.
    /// </summary>
    private static Block Numbered(Block block)
    {
        var next = 0;
        return Number(block, inRace: false);

        Block Number(Block one, bool inRace) => one switch
        {
            LineBlock when inRace => new StepBlock(Id(), "person"),
            RowBlock { Drawing: "each" } loop => Loop(loop, inRace),
            RowBlock row => row with { Id = Id(), Blocks = [.. row.Blocks.Select(inner => Number(inner, inRace))] },
            BesideBlock beside => beside with { Id = Id(), Blocks = [.. beside.Blocks.Select(inner => Number(inner, inRace || beside.IsRace))] },
            ReworkBlock rework => rework with { Id = Id(), Body = Number(rework.Body, inRace) },
            _ => one with { Id = Id() },
        };

        Block Loop(RowBlock loop, bool inRace)
        {
            var id = Id();
            var body = Number(loop.Blocks[0], inRace);
            return loop with { Id = id, Blocks = [.. loop.Blocks.Select(_ => body)] };
        }

        string Id() => $"n{next++}";
    }

    private sealed class Drive
    {
        private readonly WorkflowDefinition definition;
        private readonly int[] moves;
        private readonly List<string> expected = [];
        private readonly List<string> printed = [];
        private readonly Walk walk;
        private Burst burst;
        private int move;

        public Drive(Block block, int[] moves)
        {
            this.moves = moves;

            definition = Read(Workflow(Sequence("root", block.Json()), options: """{"incidentStrategyType":"ContinueWithIncidentsStrategy"}"""));
            walk = new RowBlock("root", [block], "sequence").Begin(expected);
            burst = WorkflowRun.Start(definition, Nothing);
            printed.AddRange(burst.Lines);
        }

        public int Failures { get; private set; }

        public int Kills { get; private set; }

        private int Chance(int below) => moves.Length == 0 ? 0 : moves[move++ % moves.Length] % below;

        public void ToTheEnd()
        {
            Compare();
            for (var n = 0; n < MostMoves && burst.Status == RunStatus.Suspended; n++)
            {
                Move(isPatient: n < MostMoves / 2);
                Compare();
            }

            Assert.That((burst.Status, walk.IsOver), Is.EqualTo((RunStatus.Finished, true)), "every instance ends");
        }

        private void Move(bool isPatient)
        {
            var incidents = WorkflowRun.Incidents(burst.State).Value;
            var waits = WorkflowRun.Waits(burst.State).Value;
            var chosen = Chance(waits.Count + incidents.Count);
            if (chosen >= waits.Count)
            {
                Mend(incidents[chosen - waits.Count]);
                return;
            }

            var wait = waits[chosen];
            if (wait.Kind == WaitKind.Office && isPatient && Chance(3) == 0)
            {
                Failures++;
                Take(() => WorkflowRun.Fail(definition, burst.State, wait.Id, "không làm được").Value);
                return;
            }

            var outcome = Outcome(wait, isPatient);
            var before = burst.State;
            Take(() => wait.Kind == WaitKind.Event ? WorkflowRun.Raise(definition, before, wait.EventName!).Value : WorkflowRun.Resume(definition, before, wait.Id, outcome).Value);
            Assert.That(WorkflowRun.Resume(definition, burst.State, wait.Id, outcome).IsRefused, Is.True, "nothing is answered twice");
            walk.Answer(wait.ActivityId, outcome);
        }

        private void Mend(Incident incident)
        {
            if (Chance(2) == 0)
            {
                Take(() => WorkflowRun.Retry(definition, burst.State, incident.Id).Value);
                return;
            }

            Take(() => WorkflowRun.Skip(definition, burst.State, incident.Id, "Notified").Value);
            walk.Answer(incident.ActivityId, "Notified");
        }

        private string Outcome(Wait wait, bool isPatient) => wait.Outcomes switch
        {
            ["Passed", "Returned"] => isPatient && Chance(3) == 0 ? "Returned" : "Passed",
            var outcomes => outcomes[0],
        };

        /// <summary>One move. Sometimes the process is killed before the move is kept: it is made again from the state before, and must come out the same.</summary>
        private void Take(Func<Burst> act)
        {
            var next = act();
            if (Chance(4) == 0)
            {
                Kills++;
                var again = act();
                Assert.That((again.State, again.Status), Is.EqualTo((next.State, next.Status)), "a move made again after a kill is the same move");
            }

            burst = next;
            printed.AddRange(burst.Lines);
        }

        private void Compare()
        {
            var waits = WorkflowRun.Waits(burst.State).Value.Select(wait => wait.ActivityId);
            var stuck = WorkflowRun.Incidents(burst.State).Value.Select(incident => incident.ActivityId);
            Assert.That(waits.Concat(stuck), Is.EquivalentTo(walk.Open), "what is open");
            Assert.That(printed, Is.EquivalentTo(expected), "what was done");
        }
    }
}
