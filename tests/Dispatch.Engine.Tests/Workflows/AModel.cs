using static Dispatch.Engine.Tests.Workflows.ADefinition;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>A procedure as plain blocks: drawn as a definition for the engine, and walked by a few lines of its own to say what the engine must do.</summary>
internal abstract record Block(string Id)
{
    /// <summary>As Elsa's JSON.</summary>
    public abstract string Json();

    /// <summary>A walk through it from its beginning.</summary>
    public abstract Walk Begin(IList<string> lines);
}

/// <summary>What is open in a block that was begun.</summary>
internal abstract class Walk
{
    public bool IsOver { get; protected set; }

    /// <summary>The open steps, each once for everybody who is asked.</summary>
    public abstract IEnumerable<string> Open { get; }

    /// <summary>Answers a step if it is open here.</summary>
    public abstract void Answer(string id, string outcome);
}

internal sealed record LineBlock(string Id) : Block(Id)
{
    public override string Json() => Line(Id);

    public override Walk Begin(IList<string> lines)
    {
        lines.Add(Id);
        return new Over();
    }

    private sealed class Over : Walk
    {
        public Over() => IsOver = true;

        public override IEnumerable<string> Open => [];

        public override void Answer(string id, string outcome)
        {
        }
    }
}

/// <summary>One step: a person, an event, the clock, the office, or the opinions of three.</summary>
internal sealed record StepBlock(string Id, string Kind) : Block(Id)
{
    public override string Json() => Kind switch
    {
        "event" => Event(Id),
        "time" => Activity(Id, "Elsa.Delay", $"\"timeSpan\":{Literal("00:01:00")}"),
        "office" => Activity(Id, "Dispatch.Notify"),
        "ask" => Activity(Id, "Dispatch.ParallelApproval", "\"members\":[\"a\",\"b\",\"c\"]"),
        _ => Task(Id),
    };

    public override Walk Begin(IList<string> lines) => new StepWalk(Id, Kind == "ask" ? 3 : 1);

    private sealed class StepWalk(string id, int asked) : Walk
    {
        private int left = asked;

        public override IEnumerable<string> Open => IsOver ? [] : Enumerable.Repeat(id, left);

        public override void Answer(string step, string outcome)
        {
            if (step == id && !IsOver)
            {
                left = outcome == "Refused" ? 0 : left - 1;
                IsOver = left == 0;
            }
        }
    }
}

/// <summary>One after the other, as a sequence or as a chart; or the same block several times, as a loop.</summary>
internal sealed record RowBlock(string Id, IReadOnlyList<Block> Blocks, string Drawing) : Block(Id)
{
    public override string Json() => Drawing switch
    {
        "chart" => FlowchartNamed(Id, [Activity(Id + "s", "Elsa.Start"), .. Blocks.Select(block => block.Json())], [.. Blocks.Select((block, i) => Edge(i == 0 ? Id + "s" : Blocks[i - 1].Id, block.Id))]),
        "each" => Activity(Id, "Elsa.ForEach", $"\"items\":[{string.Join(",", Blocks.Select((_, i) => i))}],\"body\":{Blocks[0].Json()}"),
        _ => Sequence(Id, [.. Blocks.Select(block => block.Json())]),
    };

    public override Walk Begin(IList<string> lines) => new RowWalk(Blocks, lines);

    private string Edge(string from, string to) => Blocks.FirstOrDefault(block => block.Id == from) is StepBlock { Kind: "office" or "ask" } step
        ? step.Kind == "office" ? $"{from}:Notified -> {to}" : $"{from}:Approved -> {to}"
        : $"{from} -> {to}";

    private sealed class RowWalk : Walk
    {
        private readonly IReadOnlyList<Block> blocks;
        private readonly IList<string> lines;
        private int at;
        private Walk? current;

        public RowWalk(IReadOnlyList<Block> blocks, IList<string> lines)
        {
            (this.blocks, this.lines) = (blocks, lines);
            GoOn();
        }

        public override IEnumerable<string> Open => current?.Open ?? [];

        public override void Answer(string id, string outcome)
        {
            current?.Answer(id, outcome);
            GoOn();
        }

        private void GoOn()
        {
            while (!IsOver && current is null or { IsOver: true })
            {
                IsOver = at == blocks.Count;
                current = IsOver ? null : blocks[at++].Begin(lines);
            }
        }
    }
}

/// <summary>Several at once: all must end, or the first that ends withdraws the others.</summary>
internal sealed record BesideBlock(string Id, IReadOnlyList<Block> Blocks, bool IsRace, bool IsChart) : Block(Id)
{
    public override string Json() => !IsChart
        ? $$"""{"id":"{{Id}}","type":"Elsa.Fork","joinMode":"{{(IsRace ? "WaitAny" : "WaitAll")}}","branches":[{{string.Join(",", Blocks.Select(Wrapped))}}]}"""
        : FlowchartNamed(
            Id,
            [Activity(Id + "s", "Elsa.Start"), .. Blocks.Select(Wrapped), Join(Id + "j", IsRace ? "WaitAny" : "WaitAll")],
            [.. Blocks.SelectMany(block => new[] { $"{Id}s -> {block.Id}w", $"{block.Id}w -> {Id}j" })]);

    public override Walk Begin(IList<string> lines) => new BesideWalk([.. Blocks.Select(block => block.Begin(lines))], IsRace);

    private static string Wrapped(Block block) => Sequence(block.Id + "w", block.Json());

    private sealed class BesideWalk : Walk
    {
        private readonly IReadOnlyList<Walk> walks;
        private readonly bool isRace;

        public BesideWalk(IReadOnlyList<Walk> walks, bool isRace)
        {
            (this.walks, this.isRace) = (walks, isRace);
            Look();
        }

        public override IEnumerable<string> Open => IsOver ? [] : walks.SelectMany(walk => walk.Open);

        public override void Answer(string id, string outcome)
        {
            foreach (var walk in walks)
            {
                walk.Answer(id, outcome);
            }

            Look();
        }

        private void Look() => IsOver = isRace ? walks.Any(walk => walk.IsOver) : walks.All(walk => walk.IsOver);
    }
}

/// <summary>A block and a check after it that passes or sends back to its beginning: a loop by a backward connection.</summary>
internal sealed record ReworkBlock(string Id, Block Body) : Block(Id)
{
    public override string Json() => FlowchartNamed(
        Id,
        [Activity(Id + "s", "Elsa.Start"), Sequence(Id + "b", Body.Json()), Task(Id + "c", "Passed", "Returned"), Activity(Id + "e", "Elsa.End")],
        $"{Id}s -> {Id}b",
        $"{Id}b -> {Id}c",
        $"{Id}c:Passed -> {Id}e",
        $"{Id}c:Returned -> {Id}b");

    public override Walk Begin(IList<string> lines) => new ReworkWalk(Id + "c", Body, lines);

    private sealed class ReworkWalk(string check, Block body, IList<string> lines) : Walk
    {
        private Walk current = body.Begin(lines);

        public override IEnumerable<string> Open => IsOver ? [] : current.IsOver ? [check] : current.Open;

        public override void Answer(string id, string outcome)
        {
            if (!current.IsOver)
            {
                current.Answer(id, outcome);
            }
            else if (id == check && outcome == "Passed")
            {
                IsOver = true;
            }
            else if (id == check)
            {
                current = body.Begin(lines);
            }
        }
    }
}
