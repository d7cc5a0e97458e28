using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Lifecycle;

/// <summary>Where a certified copy (bản sao) may stand.</summary>
public enum CopyState
{
    /// <summary>Đã đề nghị, chờ duyệt.</summary>
    Requested,

    /// <summary>Đã đối chiếu và ký duyệt.</summary>
    Approved,

    /// <summary>Không duyệt, có lý do.</summary>
    Rejected,

    /// <summary>Đã cấp số bản sao.</summary>
    Numbered,

    /// <summary>Tệp bản sao đã có chữ ký số của cơ quan sao.</summary>
    Signed,

    /// <summary>Đã phát hành.</summary>
    Issued,

    /// <summary>Đã thu hồi: with what it was made from, or by who certified it.</summary>
    Recalled,
}

/// <summary>What may be done to a copy.</summary>
public enum CopyAct
{
    /// <summary>Duyệt và ký sao (Điều 27).</summary>
    Approve,

    /// <summary>Không duyệt.</summary>
    Reject,

    /// <summary>Cấp số bản sao.</summary>
    AssignNumber,

    /// <summary>Ký số của cơ quan sao trên tệp bản sao (Điều 25.1.c; Phụ lục I Phần II mục I.3).</summary>
    ApplySeal,

    /// <summary>Phát hành bản sao; an electronic copy not before it is signed.</summary>
    Issue,

    /// <summary>Quyết định nơi nhận chưa rõ.</summary>
    DecideRecipient,

    /// <summary>Thu hồi: the copy follows what it was made from, in whatever state; once issued, who certified it may take it back too.</summary>
    Recall,
}

/// <summary>The three forms of copy (Điều 3.10-3.12).</summary>
public enum CopyForm
{
    /// <summary>Sao y.</summary>
    SaoY,

    /// <summary>Sao lục.</summary>
    SaoLuc,

    /// <summary>Trích sao.</summary>
    TrichSao,
}

/// <summary>What a paper is: the thing itself or which copy of it.</summary>
public enum PaperForm
{
    /// <summary>Bản gốc hoặc bản chính.</summary>
    Original,

    /// <summary>Bản sao y.</summary>
    SaoY,

    /// <summary>Bản sao lục.</summary>
    SaoLuc,

    /// <summary>Bản trích sao.</summary>
    TrichSao,
}

/// <summary>What a paper is made of.</summary>
public enum Medium
{
    /// <summary>Giấy.</summary>
    Paper,

    /// <summary>Điện tử.</summary>
    Electronic,
}

/// <summary>The law of copies: their movement, and what may be copied from what (Điều 25).</summary>
public static class CopyLifecycle
{
    private static readonly Dictionary<(CopyState From, CopyAct Act), CopyState> Steps = new()
    {
        [(CopyState.Requested, CopyAct.Approve)] = CopyState.Approved,
        [(CopyState.Requested, CopyAct.Reject)] = CopyState.Rejected,
        [(CopyState.Approved, CopyAct.AssignNumber)] = CopyState.Numbered,
        [(CopyState.Numbered, CopyAct.ApplySeal)] = CopyState.Signed,
        [(CopyState.Numbered, CopyAct.Issue)] = CopyState.Issued,
        [(CopyState.Signed, CopyAct.Issue)] = CopyState.Issued,
        [(CopyState.Requested, CopyAct.DecideRecipient)] = CopyState.Requested,
        [(CopyState.Approved, CopyAct.DecideRecipient)] = CopyState.Approved,
        [(CopyState.Numbered, CopyAct.DecideRecipient)] = CopyState.Numbered,
        [(CopyState.Signed, CopyAct.DecideRecipient)] = CopyState.Signed,
        [(CopyState.Requested, CopyAct.Recall)] = CopyState.Recalled,
        [(CopyState.Approved, CopyAct.Recall)] = CopyState.Recalled,
        [(CopyState.Numbered, CopyAct.Recall)] = CopyState.Recalled,
        [(CopyState.Signed, CopyAct.Recall)] = CopyState.Recalled,
        [(CopyState.Issued, CopyAct.Recall)] = CopyState.Recalled,
    };

    /// <summary>Every lawful making of a copy: its form, what it is made from, and the direction (Điều 25.1-25.3).</summary>
    private static readonly HashSet<(CopyForm Form, PaperForm Source, Medium From, Medium To)> Makings =
    [
        (CopyForm.SaoY, PaperForm.Original, Medium.Paper, Medium.Paper),
        (CopyForm.SaoY, PaperForm.Original, Medium.Electronic, Medium.Paper),
        (CopyForm.SaoY, PaperForm.Original, Medium.Paper, Medium.Electronic),
        (CopyForm.SaoLuc, PaperForm.SaoY, Medium.Paper, Medium.Paper),
        (CopyForm.SaoLuc, PaperForm.SaoY, Medium.Paper, Medium.Electronic),
        (CopyForm.SaoLuc, PaperForm.SaoY, Medium.Electronic, Medium.Paper),
        (CopyForm.TrichSao, PaperForm.Original, Medium.Paper, Medium.Paper),
        (CopyForm.TrichSao, PaperForm.Original, Medium.Paper, Medium.Electronic),
        (CopyForm.TrichSao, PaperForm.Original, Medium.Electronic, Medium.Electronic),
        (CopyForm.TrichSao, PaperForm.Original, Medium.Electronic, Medium.Paper),
    ];

    /// <summary>Where the act leads; null when it is not lawful now.</summary>
    public static CopyState? After(CopyState state, CopyAct act) => Steps.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>The state after the act, or the refusal.</summary>
    public static Outcome<CopyState> Move(CopyState state, CopyAct act) =>
        After(state, act) is { } next ? next : LifecycleRefusals.NotNow(Vietnamese.Of(act), Vietnamese.Of(state), Lawful(state).Select(Vietnamese.Of));

    /// <summary>What the copying office may do in a state; before the issue a recall comes from the source only.</summary>
    public static IEnumerable<CopyAct> Lawful(CopyState state) => Steps.Keys.Where(step => step.From == state && (step.Act is not CopyAct.Recall || state is CopyState.Issued)).Select(step => step.Act);

    /// <summary>Whether the copy was taken back: its file is shown no more.</summary>
    public static bool IsSealed(CopyState state) => state is CopyState.Recalled;

    /// <summary>How many copies lie between the original and a paper: 0 for the original, 2 for the copy of a copy. Nothing is deeper, because nothing is copied from a sao lục or a trích sao.</summary>
    public static int Depth(PaperForm form) => form switch
    {
        PaperForm.Original => 0,
        PaperForm.SaoY => 1,
        PaperForm.TrichSao => 1,
        PaperForm.SaoLuc => 2,
    };

    /// <summary>Whether such a copy may be made; the refusal names the article.</summary>
    public static Refusal? Making(CopyForm form, PaperForm source, Medium from, Medium to) => (form, source) switch
    {
        _ when Makings.Contains((form, source, from, to)) => null,
        (_, PaperForm.SaoLuc or PaperForm.TrichSao) => LifecycleRefusals.NothingFrom(source),
        (CopyForm.SaoLuc, PaperForm.Original) => LifecycleRefusals.SaoLucNeedsSaoY,
        (CopyForm.SaoY or CopyForm.TrichSao, PaperForm.SaoY) => LifecycleRefusals.OnlySaoLucFromSaoY,
        _ => LifecycleRefusals.Direction(form, from, to),
    };

    /// <summary>What a copy of a form is as a paper.</summary>
    public static PaperForm PaperOf(CopyForm form) => form switch
    {
        CopyForm.SaoY => PaperForm.SaoY,
        CopyForm.SaoLuc => PaperForm.SaoLuc,
        CopyForm.TrichSao => PaperForm.TrichSao,
    };
}
