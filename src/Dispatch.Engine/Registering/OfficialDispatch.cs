using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Bodies;

namespace Dispatch.Engine.Registering;

/// <summary>How soon a dispatch must move (cell 10b).</summary>
public enum Urgency
{
    /// <summary>Thường.</summary>
    Normal,

    /// <summary>Khẩn.</summary>
    Urgent,

    /// <summary>Thượng khẩn.</summary>
    VeryUrgent,

    /// <summary>Hỏa tốc.</summary>
    Express,
}

/// <summary>The words of a dispatch while they may still change.</summary>
public sealed record DispatchText
{
    /// <summary>Name of the kind (Điều 7), lower case.</summary>
    public string Kind { get; init; } = DispatchKind.OfficialLetter.Name;

    /// <summary>Trích yếu, without "V/v"; at most 500 letters (Phụ lục VI).</summary>
    public required string Subject { get; init; }

    /// <summary>Kính gửi: each body or group as it will be printed.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>Nơi nhận: each line as it will be printed, the last one "Lưu: …".</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Paragraphs of the body.</summary>
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>Quyền hạn, chức vụ as printed over the signature, e.g. "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"; at most four lines. None: what is recorded for the signer, where that is one.</summary>
    public IReadOnlyList<string> Capacity { get; init; } = [];

    /// <summary>Mức độ khẩn.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>All words, for the guard.</summary>
    internal IEnumerable<string?> Texts() => [Kind, Subject, .. Addressees, .. Recipients, .. Body, .. Capacity];

    /// <summary>The first flaw in the shape.</summary>
    internal Refusal? Flaw() => this switch
    {
        _ when DispatchKind.Named(Kind) is null => RegisteringRefusals.UnknownKind(Kind),
        { Subject.Length: 0 or > 500 } => KernelRefusals.Shape("subject", "Trích yếu phải có từ 1 đến 500 ký tự."),
        { Body.Count: 0 } => KernelRefusals.Shape("body", "Văn bản chưa có nội dung. Hãy nhập ít nhất một đoạn."),
        { Recipients.Count: 0 } => KernelRefusals.Shape("recipients", "Chưa có nơi nhận. Dòng cuối là “Lưu: VT, …”."),
        { Recipients.Count: > 500 } => KernelRefusals.Shape("recipients", "Nơi nhận có quá 500 dòng. Hãy dùng tên nhóm cơ quan."),
        { Addressees.Count: > 500 } => KernelRefusals.Shape("addressees", "Kính gửi có quá 500 dòng. Hãy dùng tên nhóm cơ quan."),
        { Capacity.Count: > 4 } => AuthorityShape.LongBlock,
        _ when Texts().Any(text => text is null || text.Length > 20_000) => KernelRefusals.Shape("text", "Một đoạn dài quá 20.000 ký tự. Hãy tách đoạn."),
        _ when BodySize.Flaw(Body) is { } flaw => KernelRefusals.Shape("body", flaw),
        _ => null,
    };

    /// <summary>The same words in the form in which they are kept: NFC, without space around.</summary>
    internal DispatchText Cleaned() => this with
    {
        Kind = DispatchKind.Named(Kind)!.Name,
        Subject = RegisterWording.Subject(DispatchKind.Named(Kind)!.Name, Subject),
        Addressees = [.. Addressees.Select(RecipientWording.Line)],
        Recipients = [.. Recipients.Select(RecipientWording.Line)],
        Body = [.. Body.Select(TextGuard.Clean)],
    };
}

/// <summary>One outgoing dispatch (văn bản đi) from draft to issue. Its words are frozen by the signature, its bytes by the issue.</summary>
public sealed class OfficialDispatch : IPaper<OfficialDispatch, DispatchView>
{
    /// <summary>Identity; also the identity of the family of copies that may grow from it.</summary>
    public required Id<OfficialDispatch> Id { get; init; }

    /// <summary>The issuing organisation.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>The drafting unit; null when the body drafts without units.</summary>
    public Id<Body>? UnitId { get; init; }

    /// <summary>Who drafted it.</summary>
    public required Id<Person> DrafterId { get; init; }

    /// <summary>Who is to sign it.</summary>
    public required Id<Person> SignerId { get; set; }

    /// <summary>The words.</summary>
    public required DispatchText Text { get; set; }

    /// <summary>Trích yếu, repeated for lists and search.</summary>
    public required string Subject { get; set; }

    /// <summary>Ký hiệu, made from kind, body and unit.</summary>
    public required string Symbol { get; set; }

    /// <summary>What a clerk decided about lines the directory could not resolve.</summary>
    public IReadOnlyList<RecipientDecision> Decisions { get; set; } = [];

    /// <summary>The incoming dispatch this one answers, if any.</summary>
    public Id<IncomingDispatch>? AnswersId { get; init; }

    /// <summary>The issued dispatch whose place this one takes (Điều 18.3), if any.</summary>
    public Id<OfficialDispatch>? ReplacesId { get; init; }

    /// <summary>The issued dispatch whose form this one puts right (Điều 18.3), if any.</summary>
    public Id<OfficialDispatch>? CorrectsId { get; init; }

    /// <summary>What was done to it after it was issued, oldest first.</summary>
    public IReadOnlyList<PaperMark> Marks { get; private set; } = [];

    /// <summary>Where it stands; moved by <see cref="Move"/> only.</summary>
    public OutgoingState State { get; private set; } = OutgoingState.Drafting;

    /// <summary>Số, given once; null before.</summary>
    public int? Number { get; private set; }

    /// <summary>Date of issue, given with the number (Điều 15).</summary>
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>SHA-256 of the sheet that was signed, hex; null before the signature.</summary>
    public string? SignedHash { get; private set; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>Under which authority it was signed.</summary>
    public Id<Signing.SigningAuthority>? AuthorityId { get; private set; }

    /// <summary>Whether the signature stands in the file itself; otherwise ink stands on paper and this system keeps the page that was shown.</summary>
    public bool IsSignedInFile { get; private set; }

    /// <summary>SHA-256 of the file with number, date and the organisation's signature; null until then.</summary>
    public string? SealedHash { get; private set; }

    /// <summary>When the organisation signed.</summary>
    public DateTimeOffset? SealedAt { get; private set; }

    /// <summary>SHA-256 of the one final file of this number, hex; null before issue.</summary>
    public string? ContentHash { get; private set; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>Why it was returned last, or why its number was voided.</summary>
    public string? Reason { get; private set; }

    /// <summary>When the draft was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made by the demonstration, not by an office.</summary>
    public bool IsDemo { get; init; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Số và ký hiệu as printed; a number below ten gets a leading zero (Phụ lục I mục II.3).</summary>
    public string? NumberAndSymbol => Number is { } number ? FormattableString.Invariant($"{number:00}/{Symbol}") : null;

    /// <summary>What it is called everywhere: số, ký hiệu; before it has a number, with a gap where the number will stand.</summary>
    public string Title => NumberAndSymbol ?? Unnumbered;

    /// <summary>What it is called while it has no number.</summary>
    internal string Unnumbered => $"…/{Symbol}";

    /// <summary>Moves along the law's table, or says why not.</summary>
    internal Refusal? Move(OutgoingAct act, string? reason = null)
    {
        var moved = OutgoingLifecycle.Move(State, act);
        if (moved.IsRefused)
        {
            return moved.Refusal;
        }

        State = moved.Value;
        Reason = reason;
        return null;
    }

    static string IPaper<OfficialDispatch, DispatchView>.Word => "văn bản đi";

    DispatchView IPaper<OfficialDispatch, DispatchView>.AfterChange() => DispatchView.Of(this) with { Version = Version + 1 };

    /// <summary>The drafter is never the one who checks or signs.</summary>
    internal Refusal? NotBy(Actor actor) => DrafterId == actor.PersonId ? Signing.SigningRefusals.SelfApproval : null;

    /// <summary>Why this person may not sign it now, whatever their authority; null when nothing on the paper speaks against it.</summary>
    internal Refusal? RefuseSigner(Actor actor) =>
        NotBy(actor) ?? (actor.PersonId != SignerId ? Signing.SigningRefusals.NotTheSigner : OutgoingLifecycle.Move(State, OutgoingAct.Sign) is { IsRefused: true } unlawful ? unlawful.Refusal : null);

    /// <summary>The competent person signed exactly these bytes.</summary>
    /// <param name="authority">Under which authority.</param>
    /// <param name="sheetHash">SHA-256 of the page shown, or of the signed file.</param>
    /// <param name="now">When.</param>
    /// <param name="inFile">Whether the signature stands in the file.</param>
    internal Refusal? Sign(Id<Signing.SigningAuthority> authority, string sheetHash, DateTimeOffset now, bool inFile = false)
    {
        if (Move(OutgoingAct.Sign) is { } refusal)
        {
            return refusal;
        }

        (AuthorityId, SignedHash, SignedAt, IsSignedInFile) = (authority, sheetHash, now, inFile);
        return null;
    }

    /// <summary>The number and the date go on the paper together, once.</summary>
    internal Refusal? TakeNumber(int number, DateOnly date)
    {
        if (Move(OutgoingAct.AssignNumber) is { } refusal)
        {
            return refusal;
        }

        (Number, IssuedOn) = (number, date);
        return null;
    }

    /// <summary>Why the organisation's signature cannot be applied now; null when it can.</summary>
    internal Refusal? RefuseSeal() => OutgoingLifecycle.Move(State, OutgoingAct.ApplySeal) is { IsRefused: true } unlawful
        ? unlawful.Refusal
        : IsSignedInFile ? null : Signing.SigningRefusals.NothingToSeal;

    /// <summary>The organisation signed the file that bears number and date.</summary>
    internal Refusal? Seal(string sealedHash, DateTimeOffset now)
    {
        if (Move(OutgoingAct.ApplySeal) is { } refusal)
        {
            return refusal;
        }

        (SealedHash, SealedAt) = (sealedHash, now);
        return null;
    }

    /// <summary>It is frozen: recalled, or another took its place.</summary>
    internal Refusal? TakeBack(PaperMark mark)
    {
        if (Move(OutgoingAct.Recall) is { } refusal)
        {
            return refusal;
        }

        Mark(mark);
        return null;
    }

    /// <summary>A công văn put its form right; it stays in force.</summary>
    internal Refusal? Correct(PaperMark mark)
    {
        if (Move(OutgoingAct.Correct) is { } refusal)
        {
            return refusal;
        }

        Mark(mark);
        return null;
    }

    internal void Mark(PaperMark mark) => Marks = [.. Marks, mark];

    /// <summary>The final bytes leave the desk.</summary>
    internal Refusal? Issue(string contentHash, DateTimeOffset now)
    {
        if (IsSignedInFile && SealedHash != contentHash)
        {
            return Signing.SigningRefusals.SealFirst;
        }

        if (Move(OutgoingAct.Issue) is { } refusal)
        {
            return refusal;
        }

        (ContentHash, IssuedAt) = (contentHash, now);
        return null;
    }
}
