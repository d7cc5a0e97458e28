using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>
/// Walks every course through a definition. People may answer in any order and conditions may come out either way, so what holds here holds in every run. An activity is judged
/// once for each set of facts it can begin with.
/// </summary>
internal sealed class CourseProof
{
    private readonly Dictionary<(ActivityNode Node, Facts Facts), (Trail? Before, IReadOnlyList<Exit> Exits)> known = [];
    private readonly HashSet<ActivityNode> reached = [];
    private readonly HashSet<(string Code, ActivityNode Node, Facts Missing)> told = [];
    private readonly List<Flaw> flaws = [];
    private readonly HashSet<string> calls = new(StringComparer.Ordinal);
    private readonly WorkflowDefinition definition;
    private readonly PaperLaw? law;
    private bool gaveUp;

    private CourseProof(WorkflowDefinition definition) => (this.definition, law) = (definition, PaperLaw.Of(definition.DefinitionId));

    public static IReadOnlyList<Flaw> Of(WorkflowDefinition definition, ActivityNode root)
    {
        var proof = new CourseProof(definition);
        _ = proof.Ends(root, proof.law is null ? Facts.None : PaperLaw.Begins, null);
        if (!proof.gaveUp)
        {
            proof.TellUnreached(root);
            foreach (var called in definition.AllCalled().Where(called => proof.reached.Contains(called.Root!)))
            {
                proof.TellUnreached(called.Root!);
            }
        }

        return proof.flaws;
    }

    public void Tell(string code, ActivityNode node, Facts missing, string message, Trail? trail)
    {
        if (told.Add((code, node, missing)))
        {
            flaws.Add(new Flaw(code, message, Trail.Steps(trail)));
        }
    }

    /// <summary>Whether a run can stop inside an activity until somebody else acts.</summary>
    public bool MayWait(ActivityNode node) => node.Flatten().Any(inner => inner.Behaviour.Waits || (inner.Behaviour is CallBehaviour && CalledMayWait(inner)));

    private bool CalledMayWait(ActivityNode node) =>
        WorkflowDefinition.CalledBy(node) is not { } id
        || definition.Called(id) is not { } called
        || called.AllCalled().Prepend(called).Any(one => one.Activities.Values.Any(inner => inner.Behaviour.Waits));

    /// <summary>Not all courses were walked, so what was not reached says nothing.</summary>
    public void GiveUp() => gaveUp = true;

    /// <summary>How an activity that begins with these facts can end. An activity that cannot is told as a flaw, once, and then counts as an end of the run.</summary>
    public IReadOnlyList<Exit> Ends(ActivityNode node, Facts facts, Trail? before)
    {
        reached.Add(node);
        if (!node.Children.Any() && node.Behaviour is not (LoopBehaviour or CallBehaviour))
        {
            return Leaf(node, facts, before);
        }

        if (!known.TryGetValue((node, facts), out var found))
        {
            found = (before, Container(node, facts, before));
            known.Add((node, facts), found);
        }

        return ReferenceEquals(found.Before, before) ? found.Exits : [.. found.Exits.Select(exit => exit with { Trail = Trail.Rebase(exit.Trail, found.Before, before) })];
    }

    /// <summary>How one of several branches that are under way together can end.</summary>
    public IEnumerable<Exit> EndsBeside(ActivityNode node, Facts facts, Trail? before)
    {
        var isBeside = facts.HasFlag(Facts.Beside) || !PaperLaw.IsKnown(facts);
        return isBeside ? Ends(node, facts, before) : Ends(node, facts | Facts.Beside, before).Select(exit => exit with { Facts = exit.Facts & ~Facts.Beside });
    }

    private IReadOnlyList<Exit> Container(ActivityNode node, Facts facts, Trail? before)
    {
        var exits = node.Behaviour switch
        {
            FlowchartActivity => new FlowProof(this, node, facts, before).Walk(),
            SequenceActivity => Sequence(node, facts, before),
            IfActivity => Choice(node, facts, before, node.Ports.Values, passBy: node.Ports.Count < 2),
            FlowNodeActivity => Choice(node, facts, before, node.Ports.Values, passBy: false),
            SwitchActivity => Switch(node, facts, before),
            ForkActivity when Values.ToText(node.Literal("joinMode")) is "WaitAny" or "1" => Choice(node, facts, before, node.Activities, passBy: false, together: true),
            ForkActivity or ParallelActivity => Together(facts, before, node.Activities),
            LoopBehaviour or ParallelForEachActivity => Loop(node, facts, before),
            CallBehaviour => Call(node, facts, before),
            _ => throw new InvalidOperationException($"No rule for what happens inside {node.Type}."),
        };
        if (exits.Count > 0)
        {
            return exits;
        }

        Tell("workflow.cannot-end", node, Facts.None, $"Bước '{node.Id}' không có đường nào kết thúc.", Step(before, node));
        return [new Exit(null, facts, Step(before, node))];
    }

    private static Trail Step(Trail? before, ActivityNode node) => new(before, Trail.Name(node));

    private void TellUnreached(ActivityNode node)
    {
        if (!reached.Contains(node))
        {
            Tell("workflow.unreachable", node, Facts.None, $"Không đường nào đi tới bước '{node.Id}' tại {node.Path}.", Step(null, node));
            return;
        }

        foreach (var child in node.Children)
        {
            TellUnreached(child);
        }
    }

    private List<Exit> Person(ActivityNode node, Behaviour person, Facts facts, Trail? before)
    {
        var rule = OfficeSteps.OfAct(person is PeopleBehaviour people ? people.ActOf(node) : OfficeSteps.All.First(step => step.Type == node.Type).Act);
        var missing = rule is null ? Facts.None : rule.Needs & ~facts;
        var gives = rule is null ? Facts.None : rule.Gives | (rule.Approves && !PeopleBehaviour.IsForDrafter(node) ? Facts.Approved : Facts.None);
        gives |= person is ParallelApprovalActivity && ParallelApprovalActivity.AsksAnother(node) ? Facts.Approved : Facts.None;
        var undoes = rule?.Undoes ?? Facts.None;
        TellMissing(node, rule, missing, before);
        if (missing == Facts.None && rule is not null && law?.Forbids(rule, facts) is { } stands)
        {
            Tell("workflow.act-impossible", node, facts & PaperLaw.Stands, $"Có đường đi tới bước '{node.Id}' ({rule.Title}) khi văn bản đang ở {stands}: hồ sơ sẽ dừng mãi ở bước này.", Step(before, node));
        }

        var outcomes = person.OutcomesOf(node)!;
        return [.. outcomes.Select((outcome, i) => new Exit(
            ReferenceEquals(outcomes, Behaviour.Done) ? Outcomes.Default : Outcomes.Named(outcome),
            Stands(i == 0 ? (facts & ~undoes) | gives : facts, outcome),
            new Trail(before, $"{Trail.Name(node)}: {outcome}")))];

        // An answer that is not the first of a step that is no act may give the draft back; then nobody knows here where it stands.
        Facts Stands(Facts then, string outcome) => law is null ? then : rule is not null ? law.After(rule, outcome, then) : outcome == outcomes[0] ? then : then & ~PaperLaw.Stands;
    }

    private void TellMissing(ActivityNode node, OfficeStep? rule, Facts missing, Trail? before)
    {
        if (missing == Facts.Approved)
        {
            Tell(
                "workflow.self-approval",
                node,
                missing,
                $"Có đường đi tới bước '{node.Id}' ({rule!.Act}) mà không ai khác ngoài người soạn thảo duyệt. Thêm một bước kiểm tra hay ký giao cho người khác.",
                Step(before, node));
        }
        else if (missing != Facts.None)
        {
            var acts = OfficeSteps.Names(missing & ~Facts.Approved);
            Tell("workflow.act-too-early", node, missing, $"Có đường đi tới bước '{node.Id}' ({rule!.Act}) khi chưa có {acts}.", Step(before, node));
        }
    }

    /// <summary>A called procedure is walked where it is called. One that calls itself was walked on the way here.</summary>
    private IReadOnlyList<Exit> Call(ActivityNode node, Facts facts, Trail? before)
    {
        var id = WorkflowDefinition.CalledBy(node);
        var exits = new ExitSet();
        if (id is null || definition.Called(id)?.Root is not { } root || !calls.Add(id))
        {
            exits.Completes(facts, Step(before, node));
            return exits.All;
        }

        foreach (var exit in Ends(root, facts, Step(before, node)))
        {
            exits.Add(Returned(node, facts, exit));
        }

        calls.Remove(id);
        return exits.All;
    }

    /// <summary>What the end of a called procedure is to its caller.</summary>
    private static Exit Returned(ActivityNode node, Facts facts, Exit exit)
    {
        var isRun = node.Behaviour is RunWorkflowActivity;
        if (isRun)
        {
            // Its faults are its own. What it did is certain only where it was waited for.
            return new Exit(Outcomes.Default, RunWorkflowActivity.WaitsFor(node) ? exit.Facts : facts & ~PaperLaw.Stands, exit.Trail);
        }

        var isPart = node.Behaviour is SubProcedureActivity;
        return exit.Outcomes is not null ? exit with { Outcomes = Outcomes.Default }
            : exit.Completed is { } completed ? new Exit(completed, exit.Facts, exit.Trail)
            : isPart && !exit.IsFault ? new Exit(Outcomes.Default, exit.Facts, exit.Trail)
            : exit;
    }

    private List<Exit> Leaf(ActivityNode node, Facts facts, Trail? before)
    {
        return node.Behaviour switch
        {
            PeopleBehaviour or OfficeActivity => Person(node, node.Behaviour, facts, before),
            BreakActivity => [new Exit(Outcomes.Default, facts | Facts.Breaking, Step(before, node))],
            CompleteActivity => [new Exit(null, facts, Step(before, node)) { Completed = CompleteActivity.OutcomesGiven(node) is { Count: > 0 } given ? Outcomes.Named(given) : Outcomes.Default }],
            FinishActivity => [new Exit(null, facts, Step(before, node))],
            FaultActivity => [new Exit(null, facts, Step(before, node)) { IsFault = true }],
            FlowDecisionActivity decision => [.. decision.OutcomesOf(node).Select(answer => Named(answer))],
            FlowSwitchActivity flowSwitch => [.. CasesOf(flowSwitch, node).Select(labels => Named([.. labels]))],
            FlowForkActivity fork when fork.OutcomesOf(node) is { } branches => [new Exit(Outcomes.Named(branches), facts, Step(before, node))],
            _ => [new Exit(Outcomes.Default, facts, Step(before, node))],
        };

        Exit Named(params string[] outcomes) => new(Outcomes.Named(outcomes), facts, new Trail(before, $"{Trail.Name(node)}: {string.Join(", ", outcomes)}"));
    }

    /// <summary>Which labels can match together: one, or with <c>MatchAny</c> any of them at once. Beyond a handful of cases only each alone and all together are walked.</summary>
    private static IEnumerable<IReadOnlyList<string>> CasesOf(FlowSwitchActivity behaviour, ActivityNode node)
    {
        foreach (var label in behaviour.OutcomesOf(node))
        {
            yield return [label];
        }

        var labels = node.Cases.Select(c => c.Label).ToList();
        if (!SwitchBehaviour.MayMatchSeveral(node) || labels.Count < 2)
        {
            yield break;
        }

        if (labels.Count > 6)
        {
            yield return labels;
            yield break;
        }

        for (var set = 1; set < 1 << labels.Count; set++)
        {
            if ((set & (set - 1)) != 0)
            {
                yield return [.. labels.Where((_, i) => (set & (1 << i)) != 0)];
            }
        }
    }

    private IReadOnlyList<Exit> Sequence(ActivityNode node, Facts facts, Trail? before)
    {
        var exits = new ExitSet();
        var at = new Dictionary<Facts, Trail?> { [facts] = before };
        foreach (var child in node.Activities)
        {
            var next = new Dictionary<Facts, Trail?>();
            foreach (var (begins, trail) in at)
            {
                foreach (var exit in Ends(child, begins, trail))
                {
                    if (exit.Outcomes is null)
                    {
                        exits.Add(exit);
                    }
                    else if (child.Behaviour.IsTerminal || exit.Facts.HasFlag(Facts.Breaking))
                    {
                        exits.Completes(exit.Facts, exit.Trail);
                    }
                    else
                    {
                        next.TryAdd(exit.Facts, exit.Trail);
                    }
                }
            }

            at = next;
        }

        foreach (var (ends, trail) in at)
        {
            exits.Completes(ends, trail);
        }

        return exits.All;
    }

    /// <summary>One of several, or none when the activity can pass them by.</summary>
    private IReadOnlyList<Exit> Choice(ActivityNode node, Facts facts, Trail? before, IEnumerable<ActivityNode> branches, bool passBy, bool together = false)
    {
        var exits = new ExitSet();
        if (passBy)
        {
            exits.Completes(facts, Step(before, node));
        }

        foreach (var exit in branches.SelectMany(branch => together ? EndsBeside(branch, facts, before) : Ends(branch, facts, before)))
        {
            exits.Add(exit with { Outcomes = exit.Outcomes is null ? null : Outcomes.Default });
        }

        return exits.All;
    }

    private IReadOnlyList<Exit> Switch(ActivityNode node, Facts facts, Trail? before)
    {
        var branches = node.Children.ToList();
        var exits = new ExitSet();
        foreach (var exit in Choice(node, facts, before, branches, passBy: !node.Ports.ContainsKey("default") || node.Cases.Any(c => c.Activity is null)))
        {
            exits.Add(exit);
        }

        if (SwitchBehaviour.MayMatchSeveral(node))
        {
            foreach (var exit in Together(facts, before, [.. node.Cases.Select(c => c.Activity).OfType<ActivityNode>()]))
            {
                exits.Add(exit);
            }
        }

        return exits.All;
    }

    /// <summary>All at once. A branch may count only on what was certain before all of them; afterwards everything any of them gave is certain that none undid.</summary>
    private IReadOnlyList<Exit> Together(Facts facts, Trail? before, IReadOnlyList<ActivityNode> branches)
    {
        var exits = new ExitSet();
        var at = new Dictionary<Facts, Trail?> { [facts] = before };
        foreach (var branch in branches)
        {
            var ends = branches.Count > 1 ? [.. EndsBeside(branch, facts, before)] : Ends(branch, facts, before);
            foreach (var exit in ends.Where(exit => exit.Outcomes is null))
            {
                exits.Add(exit);
            }

            var next = new Dictionary<Facts, Trail?>();
            foreach (var (reachedFacts, trail) in at)
            {
                foreach (var exit in ends.Where(exit => exit.Outcomes is not null))
                {
                    var gained = exit.Facts & ~facts;
                    var lost = facts & ~exit.Facts;
                    next.TryAdd((reachedFacts | gained) & ~lost, Trail.Rebase(exit.Trail, before, trail));
                }
            }

            at = next;
        }

        foreach (var (ends, trail) in at)
        {
            exits.Completes(ends, trail);
        }

        return exits.All;
    }

    private IReadOnlyList<Exit> Loop(ActivityNode node, Facts facts, Trail? before)
    {
        var exits = new ExitSet();
        if (!node.Ports.TryGetValue("body", out var body))
        {
            return node.Behaviour is WhileActivity or ForActivity ? [] : [new Exit(Outcomes.Default, facts, Step(before, node))];
        }

        var endless = node.Behaviour is WhileActivity && IsAlwaysTrue(node.Inputs.GetValueOrDefault("condition"));
        var seen = new HashSet<Facts> { facts };
        var work = new Queue<(Facts Facts, Trail? Trail)>([(facts, before)]);
        while (work.TryDequeue(out var pass))
        {
            if (!endless)
            {
                exits.Completes(pass.Facts, pass.Trail);
            }

            foreach (var exit in node.Behaviour is ParallelForEachActivity ? EndsBeside(body, pass.Facts, pass.Trail) : Ends(body, pass.Facts, pass.Trail))
            {
                if (exit.Outcomes is null)
                {
                    exits.Add(exit);
                }
                else if (exit.Facts.HasFlag(Facts.Breaking))
                {
                    exits.Completes(exit.Facts & ~Facts.Breaking, exit.Trail);
                }
                else if (seen.Add(exit.Facts))
                {
                    work.Enqueue((exit.Facts, exit.Trail));
                }
            }
        }

        return exits.All;
    }

    private static bool IsAlwaysTrue(Expression? condition) => condition switch
    {
        LiteralExpression literal => Values.Convert(literal.Value, ValueKind.Truth) is true,
        ScriptExpression { Script.Root: ConstantNode constant } => ScriptOperators.Truthy(constant.Value),
        _ => false,
    };
}
