using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>A run driven by a test. Between all bursts there is nothing but the JSON of the state.</summary>
internal sealed class ARun
{
    private readonly WorkflowDefinition definition;

    private ARun(WorkflowDefinition definition, Burst first)
    {
        this.definition = definition;
        Last = first;
        Lines.AddRange(first.Lines);
    }

    public Burst Last { get; private set; }

    public List<string> Lines { get; } = [];

    public string Printed => string.Join(' ', Lines);

    public IReadOnlyList<Wait> Waits => WorkflowRun.Waits(Last.State).Value;

    public IEnumerable<string> Waiting => Waits.Select(wait => wait.ActivityId);

    public static ARun Of(string json, params (string Name, JsonNode? Value)[] inputs) => Of(ADefinition.Read(json), inputs);

    public static ARun Of(WorkflowDefinition definition, params (string Name, JsonNode? Value)[] inputs) =>
        new(definition, WorkflowRun.Start(definition, inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal)));

    public ARun Answer(string activity, string outcome = "Done", JsonNode? payload = null)
    {
        var wait = Waits.Single(open => open.ActivityId == activity);
        return Answer(wait, outcome, payload);
    }

    public ARun Answer(Wait wait, string outcome, JsonNode? payload = null) => Take(WorkflowRun.Resume(definition, Last.State, wait.Id, outcome, payload));

    public ARun Raise(string name, JsonNode? payload = null) => Take(WorkflowRun.Raise(definition, Last.State, name, payload));

    public ARun Retry() => Take(WorkflowRun.Retry(definition, Last.State));

    private ARun Take(Outcome<Burst> burst)
    {
        Assert.That(burst.Refusal, Is.Null);
        Last = burst.Value;
        Lines.AddRange(Last.Lines);
        return this;
    }
}
