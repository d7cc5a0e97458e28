using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>Room left empty.</summary>
internal sealed class Blank(double height) : IBlock
{
    public static Blank None { get; } = new(0);

    public Plan PlanFor(Room room) => Rigid.PlanFor(room, "khoảng trống", 0, height, (_, _, _) => { });
}

/// <summary>The rule for what can be neither broken nor squeezed: here, on the next page, or not at all.</summary>
internal static class Rigid
{
    public static Plan PlanFor(Room room, string what, double width, double height, Action<ICanvas, double, double> draw)
    {
        if (!room.HoldsAcross(width))
        {
            throw UnprintableSheetException.DoesNotFit(what, width, room.Width);
        }

        if (room.Holds(height))
        {
            return Plan.Of(height, rest: null, draw);
        }

        return room.IsFresh || height > room.PageHeight ? throw UnprintableSheetException.DoesNotFit(what, height, room.PageHeight) : Plan.Nothing;
    }
}

/// <summary>A solid horizontal line, in the middle of its room.</summary>
internal sealed class Rule(double? length = null) : IBlock
{
    public const double Thickness = 0.75;

    public Plan PlanFor(Room room)
    {
        var width = Math.Min(length ?? room.Width, room.Width);
        var inset = (room.Width - width) / 2;
        return Rigid.PlanFor(room, "đường kẻ", 0, Thickness, (canvas, x, y) => canvas.Line(x + inset, y, x + inset + width, y, Thickness));
    }
}

/// <summary>Words with a rule below, so long as a share of their widest line, as titles and the names of bodies have it.</summary>
internal sealed class Underlined(Paragraph words, double share, double gap) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var below = gap + Rule.Thickness;
        var plan = words.PlanFor(room with { Height = room.Height - below });
        if (!plan.IsWhole)
        {
            return plan.IsNothing ? plan : Plan.Of(plan.Height, new Underlined((Paragraph)plan.Rest!, share, gap), plan.Draw);
        }

        var rule = new Rule(words.WidestLine(room.Width) * share).PlanFor(Room.Endless(room.Width));
        return Plan.Of(plan.Height + below, rest: null, (canvas, x, y) =>
        {
            plan.Draw(canvas, x, y);
            rule.Draw(canvas, x, y + plan.Height + gap);
        });
    }
}

/// <summary>A box of one line around what stands in its middle, as the stamps of urgency are cut.</summary>
internal sealed class Frame(double width, double height, Ink ink, IBlock inner) : IBlock
{
    private const double Thickness = 1;

    public Plan PlanFor(Room room)
    {
        var inset = (room.Width - width) / 2;
        var inside = inner.PlanFor(Room.Endless(width));
        return inside.Height > height
            ? throw UnprintableSheetException.DoesNotFit("chữ trong khung", inside.Height, height)
            : Rigid.PlanFor(room, "khung", width, height, (canvas, x, y) =>
            {
                canvas.Box(x + inset, y, width, height, Thickness, ink);
                inside.Draw(canvas, x + inset, y + ((height - inside.Height) / 2));
            });
    }
}

/// <summary>Moves a block away from its edges.</summary>
internal sealed class Inset(double left, double right, IBlock inner) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = inner.PlanFor(room with { Width = room.Width - left - right });
        return plan.IsNothing
            ? plan
            : Plan.Of(plan.Height, plan.Rest is null ? null : new Inset(left, right, plan.Rest), (canvas, x, y) => plan.Draw(canvas, x + left, y));
    }
}

/// <summary>The same thing set more and more tightly: the first that fits here is taken, or else the first of which at least a part does.</summary>
internal sealed class Tightening(params IReadOnlyList<IBlock> settings) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var begun = Plan.Nothing;
        foreach (var setting in settings)
        {
            var plan = setting.PlanFor(room);
            if (plan.IsWhole)
            {
                return plan;
            }

            begun = begun.IsNothing ? plan : begun;
        }

        return begun;
    }
}

/// <summary>Stands on one page if it takes no more than a share of one; what is longer begins where it is and goes on.</summary>
internal sealed class KeptTogether(IBlock inner, double share = 1) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = inner.PlanFor(room);
        if (plan.IsWhole || room.IsFresh)
        {
            return plan;
        }

        var onePage = inner.PlanFor(Room.Page(room.Width, room.PageHeight));
        return onePage.IsWhole && onePage.Height <= share * room.PageHeight ? Plan.Nothing : plan;
    }
}

/// <summary>What follows begins a page; at the top of a page it does nothing.</summary>
internal sealed class PageBreak : IBlock
{
    public Plan PlanFor(Room room) => Plan.Of(0, rest: null, (_, _, _) => { });
}

/// <summary>Stands on the first page of its section only, or on all but the first.</summary>
internal sealed class OnPages(bool first, IBlock inner) : IBlock
{
    public Plan PlanFor(Room room) => (room.PageNumber == 1) == first ? inner.PlanFor(room) : Blank.None.PlanFor(room);
}

/// <summary>Other things drawn under and over a block that alone says how much room is taken. They are drawn where the block begins.</summary>
internal sealed class Layers(IBlock primary, IReadOnlyList<IBlock> under, IReadOnlyList<IBlock> over) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = primary.PlanFor(room);
        if (plan.IsNothing)
        {
            return plan;
        }

        var place = Room.Page(room.Width, Math.Max(plan.Height, 0), room.PageNumber);
        var below = under.Select(layer => layer.PlanFor(place)).ToList();
        var above = over.Select(layer => layer.PlanFor(place)).ToList();
        return Plan.Of(plan.Height, plan.Rest, (canvas, x, y) =>
        {
            below.ForEach(layer => layer.Draw(canvas, x, y));
            plan.Draw(canvas, x, y);
            above.ForEach(layer => layer.Draw(canvas, x, y));
        });
    }
}

/// <summary>Draws a block at a distance from where it is put, without taking room: for layers.</summary>
internal sealed class At(double left, double top, double width, IBlock inner) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = inner.PlanFor(Room.Endless(width, room.PageNumber));
        return Plan.Of(0, rest: null, (canvas, x, y) => plan.Draw(canvas, x + left, y + top));
    }
}

/// <summary>Everything inside is one element of the document, or no text at all: a picture, a decoration.</summary>
internal sealed class Tagged(Element element, IBlock inner) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = inner.PlanFor(room);
        return plan.IsNothing ? plan : Plan.Of(plan.Height, plan.Rest is null ? null : new Tagged(element, plan.Rest), (canvas, x, y) =>
        {
            canvas.Enter(element);
            plan.Draw(canvas, x, y);
            canvas.Leave();
        });
    }
}
