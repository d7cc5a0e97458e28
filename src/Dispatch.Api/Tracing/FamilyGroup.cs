using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tracing;

namespace Dispatch.Api.Tracing;

/// <summary>The recipients of one paper that one printed line named, with how many stand where.</summary>
/// <param name="Line">The line as printed.</param>
/// <param name="Total">How many recipients it named.</param>
/// <param name="Counts">How many stand where, in words.</param>
/// <param name="Shown">Those a reader must see at once: refused, not deliverable, or with copies below.</param>
/// <param name="Folded">The others.</param>
internal sealed record FamilyGroup(string Line, int Total, string Counts, IReadOnlyList<TraceNode> Shown, IReadOnlyList<TraceNode> Folded)
{
    private const int FewEnoughToShow = 3;

    /// <summary>Arrived by a way on which nobody will say more.</summary>
    private const string Delivered = nameof(DeliveryLifecycle.EndsThere);

    /// <summary>Short words for the counts, in the order in which they are told.</summary>
    private static readonly (string State, string Word)[] Words =
    [
        (nameof(DeliveryState.Done), "đã giải quyết xong"),
        (nameof(DeliveryState.InProgress), "đang giải quyết"),
        (nameof(DeliveryState.Assigned), "đã phân công"),
        (nameof(DeliveryState.Registered), "đã vào sổ"),
        (nameof(DeliveryState.Received), "đã tiếp nhận"),
        (nameof(DeliveryState.Refused), "từ chối"),
        (nameof(DeliveryState.DeadLetter), "không gửi được"),
        (nameof(DeliveryState.Returned), "bị chuyển hoàn"),
        (Delivered, "đã đến"),
        (nameof(DeliveryState.Arrived), "chưa tiếp nhận"),
        (nameof(DeliveryState.Sent), "đã gửi"),
        (nameof(DeliveryState.Queued), "chờ gửi"),
        (nameof(DeliveryState.Recalled), "đã thu hồi"),
        (nameof(DeliveryState.RecallRefused), "không đồng ý thu hồi"),
        (nameof(DeliveryState.RecallSent), "chưa trả lời thu hồi"),
    ];

    private static readonly StringComparer Names = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    /// <summary>The groups of a paper's deliveries: in the order of the printed lines where the reader's page knows it, the largest first otherwise.</summary>
    public static IReadOnlyList<FamilyGroup> Of(IEnumerable<TraceNode> nodes, FamilyShape shape) =>
        [.. nodes.Where(node => node.Type is TraceNodeType.Delivery).GroupBy(node => node.Line ?? node.Title, StringComparer.Ordinal)
            .Select(line => Of(line.Key, [.. line.OrderBy(node => node.Title, Names)], shape))
            .OrderBy(group => shape.PlaceOf(group.Line)).ThenByDescending(group => group.Total).ThenBy(group => group.Line, Names)];

    /// <summary>How many stand where: "3 đã vào sổ, 1 từ chối, 59 chưa tiếp nhận".</summary>
    public static string Count(IReadOnlyCollection<TraceNode> deliveries) =>
        string.Join(", ", Words.Select(word => (Count: deliveries.Count(node => StateOf(node) == word.State), word.Word)).Where(count => count.Count > 0).Select(count => $"{PageWords.Count(count.Count)} {count.Word}"));

    private static string StateOf(TraceNode node) =>
        node.Channel is { } channel && Enum.TryParse<DeliveryState>(node.State, out var state) && DeliveryLifecycle.EndsThere(state, channel) ? Delivered : node.State;

    private static FamilyGroup Of(string line, IReadOnlyList<TraceNode> deliveries, FamilyShape shape)
    {
        var shown = deliveries.Count <= FewEnoughToShow ? deliveries : [.. deliveries.Where(IsNotable)];
        return new FamilyGroup(line, deliveries.Count, Count(deliveries), shown, [.. deliveries.Except(shown)]);

        bool IsNotable(TraceNode delivery) => delivery.Reason is not null || shape.Children[delivery.Id].Any(incoming => incoming.Id == shape.Here || shape.Children[incoming.Id].Any());
    }
}
