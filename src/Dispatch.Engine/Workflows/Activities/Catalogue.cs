using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Every type of activity a definition may contain. What is not here is refused.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Behaviour> Known = new Behaviour[]
    {
        new FlowchartActivity(),
        new SequenceActivity(),
        new FlowNodeActivity(),
        new StartActivity(),
        new EndActivity(),
        new FinishActivity(),
        new CompleteActivity(),
        new FaultActivity(),
        new WriteLineActivity(),
        new SetVariableActivity(),
        new SetOutputActivity(),
        new CorrelateActivity(),
        new SetNameActivity(),
        new IfActivity(),
        new SwitchActivity(),
        new FlowDecisionActivity(),
        new FlowSwitchActivity(),
        new FlowForkActivity(),
        new FlowJoinActivity(),
        new ForkActivity(),
        new ParallelActivity(),
        new ForActivity(),
        new ForEachActivity(),
        new ParallelForEachActivity(),
        new WhileActivity(),
        new BreakActivity(),
        new EventActivity(),
        new PublishEventActivity(),
        new DelayActivity(),
        new TimerActivity(),
        new StartAtActivity(),
        new RunWorkflowActivity("Elsa.ExecuteWorkflow", atOnce: true),
        new RunWorkflowActivity("Elsa.DispatchWorkflow", atOnce: false),
        new SubProcedureActivity(),
        new ParallelApprovalActivity(),
    }.Concat(OfficeSteps.All.Select(OfStep)).ToDictionary(behaviour => behaviour.Type, StringComparer.Ordinal);

    public static IEnumerable<Behaviour> All => Known.Values;

    public static bool TryFind(string type, [NotNullWhen(true)] out Behaviour? behaviour) => Known.TryGetValue(type, out behaviour);

    private static Behaviour OfStep(OfficeStep step) => step.Kind == WaitKind.Person ? new PersonActivity(step) : new OfficeActivity(step);
}
