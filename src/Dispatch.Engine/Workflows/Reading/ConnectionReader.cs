using System.Globalization;
using System.Text.Json;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Reading;

/// <summary>Reads the connections of a flowchart, in the nested shape of today and the flat one of older files. An end that is not there is refused, never dropped.</summary>
internal static class ConnectionReader
{
    public static FlowGraph Read(JsonElement flowchart, IReadOnlyList<ActivityNode> activities, string file, string path)
    {
        var positions = activities.Select((node, i) => (node.GivenId, i)).ToDictionary(pair => pair.GivenId, pair => pair.i, StringComparer.Ordinal);
        var connections = DefinitionReader.List(flowchart, "connections", file, $"{path}.").Select((item, i) => Connection(item, positions, file, string.Create(CultureInfo.InvariantCulture, $"{path}.connections[{i}]")));
        return new FlowGraph(activities, [.. connections, .. KeptAside(flowchart, positions)], Start(flowchart, positions, file, path));
    }

    /// <summary>Elsa keeps connections of a type it did not know aside when it saves; they count again once both ends are known.</summary>
    private static IEnumerable<Connection> KeptAside(JsonElement flowchart, Dictionary<string, int> positions)
    {
        foreach (var item in flowchart.Member("customProperties")?.List("notFoundConnections") ?? [])
        {
            if (End(item, "source") is var (source, port) && End(item, "target") is var (target, _) && positions.TryGetValue(source, out var from) && positions.TryGetValue(target, out var to))
            {
                yield return new Connection(from, port, to);
            }
        }
    }

    private static Connection Connection(JsonElement item, Dictionary<string, int> positions, string file, string path)
    {
        var shape = WorkflowRefusals.ConnectionShape(file, path);
        var (source, port) = End(item, "source") ?? throw new DefinitionRefusedException(shape);
        var (target, _) = End(item, "target") ?? throw new DefinitionRefusedException(shape);
        var missing = !positions.ContainsKey(source) ? source : !positions.ContainsKey(target) ? target : null;
        return missing is null
            ? new Connection(positions[source], port, positions[target])
            : throw new DefinitionRefusedException(WorkflowRefusals.DanglingConnection(file, source, target, missing, path));
    }

    /// <summary>One end: the id of its activity and its port; null when it has no shape we know.</summary>
    private static (string Activity, string? Port)? End(JsonElement connection, string side)
    {
        var end = connection.Member(side);
        var (activity, port) = end is { ValueKind: JsonValueKind.Object } nested
            ? (nested.Member("activity"), nested.Member("port"))
            : (end, connection.Member(side + "Port"));
        if (activity is not { ValueKind: JsonValueKind.String } || port is not (null or { ValueKind: JsonValueKind.String }))
        {
            return null;
        }

        var name = port?.GetString();
        return (activity.Value.GetString()!, string.IsNullOrEmpty(name) ? null : name);
    }

    private static int? Start(JsonElement flowchart, Dictionary<string, int> positions, string file, string path)
    {
        var start = flowchart.Member("start") is { ValueKind: JsonValueKind.Object } nested ? nested.Text("id") : flowchart.Text("start");
        if (string.IsNullOrEmpty(start))
        {
            return null;
        }

        return positions.TryGetValue(start, out var position) ? position : throw new DefinitionRefusedException(WorkflowRefusals.DanglingStart(file, start, path));
    }
}
