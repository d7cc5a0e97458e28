namespace Dispatch.Templates.Layout;

/// <summary>Room left empty.</summary>
internal sealed class Blank(double height) : IBlock
{
    public static Blank None { get; } = new(0);

    public Plan PlanFor(Room room) => room.Holds(height) || room.IsFresh ? Plan.Of(height, rest: null, (_, _, _) => { }) : Plan.Nothing;
}

/// <summary>A solid horizontal line, in the middle of its room.</summary>
internal sealed class Rule(double? length = null) : IBlock
{
    private const double Thickness = 0.75;

    public Plan PlanFor(Room room)
    {
        var width = Math.Min(length ?? room.Width, room.Width);
        var inset = (room.Width - width) / 2;
        return room.Holds(Thickness) || room.IsFresh
            ? Plan.Of(Thickness, rest: null, (canvas, x, y) => canvas.Line(x + inset, y, x + inset + width, y, Thickness))
            : Plan.Nothing;
    }
}

/// <summary>A box of one line around a word, as the stamps of urgency are cut.</summary>
internal sealed class StampBox(double width, double height, string text, TextStyle style) : IBlock
{
    private const double Thickness = 1;

    private readonly Paragraph word = new(new ParagraphStyle { Alignment = Alignment.Centre }, new Span(text, style));

    public Plan PlanFor(Room room)
    {
        var inset = (room.Width - width) / 2;
        var inside = word.PlanFor(Room.Endless(width));
        return room.Holds(height) || room.IsFresh
            ? Plan.Of(height, rest: null, (canvas, x, y) =>
            {
                canvas.Box(x + inset, y, width, height, Thickness, style.Ink);
                inside.Draw(canvas, x + inset, y + ((height - inside.Height) / 2));
            })
            : Plan.Nothing;
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

/// <summary>The same thing set more and more tightly: the first that fits here is taken, the last one when none does.</summary>
internal sealed class Tightening(params IReadOnlyList<IBlock> settings) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plans = settings.Select(setting => setting.PlanFor(room));
        return plans.FirstOrDefault(plan => plan.IsWhole) ?? settings[^1].PlanFor(room);
    }
}

/// <summary>Stands on one page if any page can hold it; what no page can hold begins where it is and goes on.</summary>
internal sealed class KeptTogether(IBlock inner) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var plan = inner.PlanFor(room);
        if (plan.IsWhole || room.IsFresh)
        {
            return plan;
        }

        var onePage = inner.PlanFor(Room.Page(room.Width, room.PageHeight));
        return onePage.IsWhole ? Plan.Nothing : plan;
    }
}
