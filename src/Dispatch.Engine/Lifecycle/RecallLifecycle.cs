using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Where a recall may stand at the office that issued the paper.</summary>
public enum RecallState
{
    /// <summary>Đã đề nghị, chờ người có thẩm quyền.</summary>
    Proposed,

    /// <summary>Đã ra lệnh: the paper is frozen and every receiver is asked.</summary>
    Ordered,

    /// <summary>Không đồng ý thu hồi, có lý do.</summary>
    Declined,
}

/// <summary>What may be done to a recall.</summary>
public enum RecallAct
{
    /// <summary>Ra lệnh thu hồi.</summary>
    Order,

    /// <summary>Không đồng ý.</summary>
    Decline,
}

/// <summary>The law of a recall: it is proposed once and decided once.</summary>
public static class RecallLifecycle
{
    private static readonly Dictionary<(RecallState From, RecallAct Act), RecallState> Steps = new()
    {
        [(RecallState.Proposed, RecallAct.Order)] = RecallState.Ordered,
        [(RecallState.Proposed, RecallAct.Decline)] = RecallState.Declined,
    };

    /// <summary>Where the act leads; null when it is not lawful now.</summary>
    public static RecallState? After(RecallState state, RecallAct act) => Steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>The state after the act, or the refusal.</summary>
    public static Outcome<RecallState> Move(RecallState state, RecallAct act) =>
        After(state, act) is { } next ? next : LifecycleRefusals.NotNow(Vietnamese.Of(act), Vietnamese.Of(state), Lawful(state).Select(Vietnamese.Of));

    /// <summary>What may be done in a state.</summary>
    public static IEnumerable<RecallAct> Lawful(RecallState state) => Steps.Keys.Where(step => step.From == state).Select(step => step.Act);

    /// <summary>Whether nobody has decided yet.</summary>
    public static bool IsOpen(RecallState state) => state is RecallState.Proposed;
}
