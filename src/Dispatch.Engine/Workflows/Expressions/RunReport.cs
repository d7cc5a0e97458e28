namespace Dispatch.Engine.Workflows.Expressions;

/// <summary>
/// What a run that was executed tells its caller. In Elsa it is an object of the host, not JSON, and scripts find its members with either first letter; here it is a map, known by
/// its members alone, for nothing else of it outlives a wait.
/// </summary>
internal static class RunReport
{
    private static readonly string[] Members = ["status", "subStatus", "output"];

    public static Dictionary<string, object?> Of(string status, string subStatus, IReadOnlyDictionary<string, object?> output) =>
        new(StringComparer.Ordinal) { [Members[0]] = status, [Members[1]] = subStatus, [Members[2]] = output };

    /// <summary>A member under its name with a capital; false when the map is no report or has no such member.</summary>
    public static bool TryGet(IReadOnlyDictionary<string, object?> map, string name, out object? value)
    {
        value = null;
        return map.Count == Members.Length && Members.All(map.ContainsKey) && name.Length > 0 && map.TryGetValue(char.ToLowerInvariant(name[0]) + name[1..], out value);
    }
}
