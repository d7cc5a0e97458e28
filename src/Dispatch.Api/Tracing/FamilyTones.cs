using Dispatch.Engine.Lifecycle;

namespace Dispatch.Api.Tracing;

/// <summary>How a recipient stands, at one glance.</summary>
internal enum FamilyTone
{
    /// <summary>In its book, or done.</summary>
    Good,

    /// <summary>Being handled.</summary>
    Busy,

    /// <summary>Not received yet.</summary>
    Wait,

    /// <summary>Refused or not deliverable.</summary>
    Bad,
}

internal static class FamilyTones
{
    private static readonly Dictionary<string, FamilyTone> Tones = new(StringComparer.Ordinal)
    {
        [nameof(DeliveryState.Registered)] = FamilyTone.Good,
        [nameof(DeliveryState.Done)] = FamilyTone.Good,
        [nameof(DeliveryState.Received)] = FamilyTone.Busy,
        [nameof(DeliveryState.Assigned)] = FamilyTone.Busy,
        [nameof(DeliveryState.Refused)] = FamilyTone.Bad,
        [nameof(DeliveryState.DeadLetter)] = FamilyTone.Bad,
    };

    /// <summary>The tone of a delivery's state.</summary>
    public static FamilyTone Of(string state) => Tones.GetValueOrDefault(state, FamilyTone.Wait);
}
