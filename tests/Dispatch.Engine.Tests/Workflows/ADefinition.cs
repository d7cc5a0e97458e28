using System.Text.Json.Nodes;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>Builds definitions in Elsa's JSON, short enough that a test shows its graph.</summary>
internal static class ADefinition
{
    public static string Workflow(string root, string variables = "[]", string inputs = "[]", string outputs = "[]", string options = "{}") =>
        $$"""{"definitionId":"d","name":"Thử","version":1,"variables":{{variables}},"inputs":{{inputs}},"outputs":{{outputs}},"options":{{options}},"root":{{root}}}""";

    /// <summary>A flowchart; an edge is <c>a -> b</c> or <c>a:Port -> b</c>.</summary>
    public static string Flowchart(string[] activities, params string[] edges) => FlowchartNamed("flow", activities, edges);

    public static string FlowchartNamed(string id, string[] activities, params string[] edges) =>
        $$"""{"id":"{{id}}","type":"Elsa.Flowchart","version":1,"activities":[{{string.Join(",", activities)}}],"connections":[{{string.Join(",", edges.Select(Edge))}}]}""";

    public static string Sequence(string id, params string[] activities) => $$"""{"id":"{{id}}","type":"Elsa.Sequence","activities":[{{string.Join(",", activities)}}]}""";

    public static string Line(string id) => Line(id, Literal(id));

    public static string Line(string id, string text) => $$"""{"id":"{{id}}","type":"Elsa.WriteLine","text":{{text}}}""";

    public static string Script(string source) => Expression("JavaScript", source);

    public static string Literal(string value) => Expression("Literal", value);

    public static string Expression(string type, string value) => $$$"""{"typeName":"Object","expression":{"type":"{{{type}}}","value":{{{JsonValue.Create(value).ToJsonString()}}}}}""";

    public static string Variable(string id, string name, string typeName, string value) =>
        $$"""{"id":"{{id}}","name":"{{name}}","typeName":"{{typeName}}","value":{{JsonValue.Create(value).ToJsonString()}}}""";

    public static string Set(string id, string variable, string value) => $$"""{"id":"{{id}}","type":"Elsa.SetVariable","variable":{"id":"{{variable}}"},"value":{{value}}}""";

    public static string Activity(string id, string type, string members = "") => $$"""{"id":"{{id}}","type":"{{type}}"{{(members.Length == 0 ? "" : "," + members)}}}""";

    public static string Decision(string id, string condition) => Activity(id, "Elsa.FlowDecision", $"\"condition\":{Script(condition)}");

    public static string Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", $"\"mode\":{Literal(mode)}");

    public static string Event(string id) => Activity(id, "Elsa.Event", $"\"eventName\":{Literal(id)}");

    public static string Task(string id, params string[] outcomes) => Activity(
        id, "Dispatch.HumanTask", $"\"role\":{Literal("Clerk")}" + (outcomes.Length == 0 ? "" : $",\"outcomes\":{new JsonArray([.. outcomes.Select(o => JsonValue.Create(o))]).ToJsonString()}"));

    public static string Act(string id, string type) => Activity(id, type, $"\"role\":{Literal("Clerk")}");

    public static WorkflowDefinition Read(string json)
    {
        var read = WorkflowDefinition.Read(json, "thu.json");
        Assert.That(read.Refusal, Is.Null);
        return read.Value;
    }

    private static string Edge(string edge)
    {
        var ends = edge.Split(" -> ");
        var source = ends[0].Split(':');
        var port = source.Length == 2 ? source[1] : "Done";
        return $$$"""{"source":{"activity":"{{{source[0]}}}","port":"{{{port}}}"},"target":{"activity":"{{{ends[1]}}}","port":"In"}}""";
    }
}
