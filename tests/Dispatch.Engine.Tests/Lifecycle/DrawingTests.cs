using System.Text;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Lifecycle;

/// <summary>docs/lifecycle.md is drawn from the tables; it fails when the drawing is old.</summary>
public sealed class DrawingTests
{
    [Test]
    public void The_drawing_shows_the_tables_as_they_are()
    {
        var text = new StringBuilder(
            """
            # How papers move

            Drawn from the tables in `src/Dispatch.Engine/Lifecycle` by a test that fails when this drawing is old. What has no arrow is refused with `lifecycle.not-now`.

            """);
        Draw(text, "Văn bản đi", OutgoingState.Drafting, Vietnamese.Of, Vietnamese.Of, (OutgoingState state, OutgoingAct act) => OutgoingLifecycle.After(state, act));
        Draw(text, "Văn bản đến", IncomingState.Arrived, Vietnamese.Of, Vietnamese.Of, (IncomingState state, IncomingAct act) => IncomingLifecycle.After(state, act));
        Draw(text, "Bản sao", CopyState.Requested, Vietnamese.Of, Vietnamese.Of, (CopyState state, CopyAct act) => CopyLifecycle.After(state, act));
        Draw(text, "Thu hồi", RecallState.Proposed, Vietnamese.Of, Vietnamese.Of, (RecallState state, RecallAct act) => RecallLifecycle.After(state, act));
        DrawMakings(text);
        DrawReceipts(text);

        Approved.Match("docs/lifecycle.md", text.ToString());
    }

    private static void Draw<TState, TAct>(StringBuilder text, string title, TState first, Func<TState, string> stateWord, Func<TAct, string> actWord, Func<TState, TAct, TState?> after)
        where TState : struct, Enum
        where TAct : struct, Enum
    {
        text.AppendLine().AppendLine($"## {title}").AppendLine().AppendLine("```mermaid").AppendLine("stateDiagram-v2");
        foreach (var state in Enum.GetValues<TState>())
        {
            text.AppendLine($"    {state}: {stateWord(state)}");
        }

        text.AppendLine($"    [*] --> {first}");
        foreach (var (state, act) in LifecycleTests.Pairs<TState, TAct>())
        {
            if (after(state, act) is { } next)
            {
                text.AppendLine($"    {state} --> {next}: {actWord(act)}");
            }
        }

        text.AppendLine("```");
    }

    private static void DrawMakings(StringBuilder text)
    {
        text.AppendLine().AppendLine("## Bản sao làm từ gì (Điều 25)").AppendLine()
            .AppendLine("| Hình thức | Từ | giấy → giấy | giấy → điện tử | điện tử → giấy | điện tử → điện tử |").AppendLine("|---|---|---|---|---|---|");
        foreach (var (form, source) in LifecycleTests.Pairs<CopyForm, PaperForm>())
        {
            var ways =
                from one in Enum.GetValues<Medium>()
                from other in Enum.GetValues<Medium>()
                select CopyLifecycle.Making(form, source, one, other) is { } refusal ? $"`{refusal.Code}`" : "được";
            text.AppendLine($"| {Vietnamese.Of(form)} | {Vietnamese.Of(source)} | {string.Join(" | ", ways)} |");
        }
    }

    private static void DrawReceipts(StringBuilder text)
    {
        text.AppendLine().AppendLine("## Nơi gửi thấy gì").AppendLine()
            .AppendLine("A receipt moves the sender's view to the state in its column, or not at all (—) when the sender already knows more.").AppendLine();
        var receipts = Enum.GetValues<ReceiptCode>();
        text.AppendLine($"| | {string.Join(" | ", receipts)} |").AppendLine($"|---|{string.Concat(receipts.Select(_ => "---|"))}");
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            text.AppendLine($"| {Vietnamese.Of(state)} | {string.Join(" | ", receipts.Select(receipt => DeliveryLifecycle.After(state, receipt) is { } next ? Vietnamese.Of(next) : "—"))} |");
        }
    }
}
