namespace Dispatch.Engine.Workflows.Running;

/// <summary>The activities under way, each with its children at hand: every activity that ends asks for them.</summary>
internal sealed class ContextTree
{
    private const int NoParent = 0;
    private readonly Dictionary<int, ActivityContext> byId = [];
    private readonly Dictionary<int, List<ActivityContext>> byParent = [];

    public ContextTree(IEnumerable<ActivityContext> contexts)
    {
        foreach (var context in contexts)
        {
            Add(context);
        }
    }

    public int Count => byId.Count;

    /// <summary>All of them, in the order in which they began.</summary>
    public IEnumerable<ActivityContext> All => byId.Values.OrderBy(context => context.Id);

    public IReadOnlyList<ActivityContext> Roots => Copy(NoParent);

    public ActivityContext? Find(int id) => byId.GetValueOrDefault(id);

    public bool HasChildren(ActivityContext parent) => byParent.ContainsKey(parent.Id);

    /// <summary>A copy, since children go while one walks through them.</summary>
    public IReadOnlyList<ActivityContext> ChildrenOf(ActivityContext parent) => Copy(parent.Id);

    public void Add(ActivityContext context)
    {
        byId.Add(context.Id, context);
        if (!byParent.TryGetValue(context.Parent, out var children))
        {
            byParent.Add(context.Parent, children = []);
        }

        children.Add(context);
    }

    public void Remove(ActivityContext context)
    {
        byId.Remove(context.Id);
        var children = byParent[context.Parent];

        // The youngest goes first more often than not.
        children.RemoveAt(children.LastIndexOf(context));
        if (children.Count == 0)
        {
            byParent.Remove(context.Parent);
        }
    }

    private List<ActivityContext> Copy(int parent) => byParent.TryGetValue(parent, out var children) ? [.. children] : [];
}
