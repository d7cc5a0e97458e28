namespace Dispatch.Templates.Layout;

/// <summary>A block in a column.</summary>
/// <param name="Block">What stands here.</param>
/// <param name="SpaceBefore">Room above it, which falls away at the top of a column or page.</param>
/// <param name="KeepsWithNext">Its end stands on one page with the beginning of what follows.</param>
internal sealed record Item(IBlock Block, double SpaceBefore = 0, bool KeepsWithNext = false);

/// <summary>Blocks one below another, over as many pages as they need.</summary>
internal sealed class Column(params IReadOnlyList<Item> items) : IBlock
{
    // Smaller than any line, so that offering this much less makes a paragraph give up its last lines.
    private const double Less = 0.1;

    public Plan PlanFor(Room room)
    {
        var placed = new List<Placed>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Block is PageBreak)
            {
                if (placed.Count > 0 || !room.IsFresh)
                {
                    return Finish(placed, items.Skip(i + 1));
                }

                continue;
            }

            var (plan, top) = Place(items[i], placed, room);
            if (plan.IsNothing)
            {
                return Break(placed, i, room);
            }

            placed.Add(new Placed(items[i], plan, top));
            if (!plan.IsWhole)
            {
                return Finish(placed, [items[i] with { Block = plan.Rest! }, .. items.Skip(i + 1)]);
            }
        }

        return Finish(placed, []);
    }

    private static (Plan Plan, double Top) Place(Item item, List<Placed> placed, Room room)
    {
        var top = placed.Count == 0 ? 0 : placed[^1].Bottom + item.SpaceBefore;
        var plan = item.Block.PlanFor(room with { Height = room.Height - top, IsFresh = room.IsFresh && placed.Count == 0 });
        return (plan, top);
    }

    /// <summary>The item does not fit: what must stay with it goes along, a paragraph perhaps only with its last lines.</summary>
    private Plan Break(List<Placed> placed, int next, Room room)
    {
        var kept = new List<Placed>(placed);
        while (kept.Count > 0 && kept[^1].Item.KeepsWithNext)
        {
            var last = kept[^1];
            kept.RemoveAt(kept.Count - 1);
            var isFresh = room.IsFresh && kept.Count == 0;
            var shorter = last.Item.Block.PlanFor(room with { Height = last.Plan.Height - Less, IsFresh = false });
            if (!shorter.IsNothing)
            {
                kept.Add(last with { Plan = shorter });
                return Finish(kept, [last.Item with { Block = shorter.Rest! }, .. items.Skip(next)]);
            }

            next--;
            if (isFresh)
            {
                // The chain is longer than a page: nothing is gained by moving it.
                return Finish(placed, items.Skip(placed.Count));
            }
        }

        return kept.Count == 0 ? Plan.Nothing : Finish(kept, items.Skip(next));
    }

    private static Plan Finish(List<Placed> placed, IEnumerable<Item> rest)
    {
        var remaining = rest.ToList();
        var height = placed.Count == 0 ? 0 : placed[^1].Bottom;
        return Plan.Of(height, remaining.Count == 0 ? null : new Column(remaining), (canvas, x, y) =>
        {
            foreach (var part in placed)
            {
                part.Plan.Draw(canvas, x, y + part.Top);
            }
        });
    }

    private sealed record Placed(Item Item, Plan Plan, double Top)
    {
        public double Bottom => Top + Plan.Height;
    }
}
