using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>The recipient blocks of one paper as they are printed, and from whose mouth and on which day to understand them.</summary>
/// <param name="IssuerId">The body that issues the paper; its own units and groups are understood before national ones.</param>
/// <param name="AsOf">The date of the paper: the directory is read as it stood then.</param>
/// <param name="Addressees">The lines of Kính gửi.</param>
/// <param name="Recipients">The lines of Nơi nhận, with the Lưu line when it is printed there.</param>
public sealed record PrintedRecipients(Id<Body> IssuerId, DateOnly AsOf, IReadOnlyList<string> Addressees, IReadOnlyList<string> Recipients)
{
    /// <summary>By their numbers, whom the articles make answerable that a line refers to ("Như Điều 3").</summary>
    public IReadOnlyDictionary<string, string> Articles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Who gets a paper, line by line, and what is not understood yet. Nothing in it is guessed.</summary>
/// <param name="AsOf">The day the directory was read for.</param>
/// <param name="Lines">Every printed line, addressees first, numbered from 1.</param>
/// <param name="Recipients">Every body that gets the paper, once each, in the order of the lines.</param>
/// <param name="Unresolved">What a clerk must decide before the paper can be issued.</param>
/// <param name="Findings">Remarks that stop nothing.</param>
public sealed record RecipientPlan(
    DateOnly AsOf,
    IReadOnlyList<RecipientLine> Lines,
    IReadOnlyList<PlannedRecipient> Recipients,
    IReadOnlyList<UnresolvedRecipient> Unresolved,
    IReadOnlyList<RecipientFinding> Findings)
{
    /// <summary>Whether every line is understood or decided.</summary>
    public bool IsComplete => Unresolved.Count == 0;

    /// <summary>The same plan with the way to each recipient.</summary>
    internal RecipientPlan By(RecipientWays ways) => this with
    {
        Recipients = By(ways, Recipients),
        Lines = [.. Lines.Select(line => line.Recipients.Count == 0 ? line : line with { Recipients = By(ways, line.Recipients) })],
    };

    private static IReadOnlyList<PlannedRecipient> By(RecipientWays ways, IReadOnlyList<PlannedRecipient> recipients) => [.. recipients.Select(recipient => recipient with { Channel = ways.Of(recipient.BodyId).Channel })];

    /// <summary>The Lưu line; null when there is none.</summary>
    public RecipientArchive? Archive => Lines.Select(line => line.Archive).FirstOrDefault(archive => archive is not null);
}

/// <summary>In which block of the paper a line stands.</summary>
public enum RecipientBlock
{
    /// <summary>Kính gửi.</summary>
    Addressees,

    /// <summary>Nơi nhận.</summary>
    Recipients,
}

/// <summary>What a line says.</summary>
public enum RecipientLineKind
{
    /// <summary>One body.</summary>
    Body,

    /// <summary>One group of bodies.</summary>
    Group,

    /// <summary>Several units or bodies named in one line.</summary>
    Units,

    /// <summary>"Như trên", "Như kính gửi": the addressees.</summary>
    SameAsAddressees,

    /// <summary>"Như Điều 3": the bodies an article names.</summary>
    SameAsArticle,

    /// <summary>"Lưu: …": where the file copies stay.</summary>
    Archive,

    /// <summary>A person by office, such as "Thủ tướng Chính phủ".</summary>
    Role,

    /// <summary>Not understood.</summary>
    Unresolved,
}

/// <summary>What a recipient gets the paper for.</summary>
public enum RecipientPurpose
{
    /// <summary>"để b/c".</summary>
    ForReport,

    /// <summary>"để p/h".</summary>
    ForCoordination,

    /// <summary>"để t/h".</summary>
    ForAction,

    /// <summary>"để biết".</summary>
    ForInformation,

    /// <summary>"để chỉ đạo".</summary>
    ForDirection,

    /// <summary>"để kiểm tra", "để theo dõi".</summary>
    ForInspection,

    /// <summary>"để đăng tải", "đưa tin".</summary>
    ForPublication,
}

/// <summary>One printed line and what it means.</summary>
/// <param name="Number">Its place, from 1, addressees first.</param>
/// <param name="Block">Where it stands.</param>
/// <param name="Text">As printed.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Purpose">The purpose in brackets; null when none is printed or it is not one we know.</param>
/// <param name="Role">The office named before the body ("Chủ tịch"); null when none.</param>
/// <param name="Recipients">The bodies that get the paper because of this line.</param>
/// <param name="Repeated">Bodies this line names that an earlier line already serves.</param>
/// <param name="SameAs">For "Như trên": the numbers of the addressee lines it repeats.</param>
/// <param name="Unknown">What in it a clerk must still decide.</param>
/// <param name="Withheld">What a clerk decided not to deliver, and why.</param>
/// <param name="Archive">For "Lưu": what stays where.</param>
public sealed record RecipientLine(
    int Number,
    RecipientBlock Block,
    string Text,
    RecipientLineKind Kind,
    RecipientPurpose? Purpose,
    string? Role,
    IReadOnlyList<PlannedRecipient> Recipients,
    IReadOnlyList<RepeatedRecipient> Repeated,
    IReadOnlyList<int> SameAs,
    IReadOnlyList<UnknownRecipient> Unknown,
    IReadOnlyList<WithheldRecipient> Withheld,
    RecipientArchive? Archive)
{
    /// <summary>Who held the offices the line addresses on the day of the paper, and which body receives for them; empty when the line addresses none or the directory knows none.</summary>
    public IReadOnlyList<AddressedHolder> Holders { get; init; } = [];
}

/// <summary>An office holder whom a line addresses.</summary>
/// <param name="Title">Chức vụ, as the directory has it.</param>
/// <param name="FullName">Họ và tên.</param>
/// <param name="BodyId">The body that receives for them.</param>
/// <param name="BodyName">Its name.</param>
public sealed record AddressedHolder(string Title, string FullName, Id<Body> BodyId, string BodyName);

/// <summary>A body that gets the paper.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="Name">Its name at that date.</param>
/// <param name="ViaGroupId">The group it was reached by; null when it is named itself.</param>
/// <param name="ViaGroup">That group's name.</param>
/// <param name="Line">The line that serves it.</param>
/// <param name="Purpose">What it gets the paper for, when the line says so.</param>
public sealed record PlannedRecipient(Id<Body> BodyId, string Name, Id<RecipientGroup>? ViaGroupId, string? ViaGroup, int Line, RecipientPurpose? Purpose)
{
    /// <summary>By which way the body would get it.</summary>
    public DeliveryChannel Channel { get; init; }
}

/// <summary>A body named again.</summary>
/// <param name="BodyId">The body.</param>
/// <param name="Name">Its name.</param>
/// <param name="FirstLine">The line that serves it.</param>
public sealed record RepeatedRecipient(Id<Body> BodyId, string Name, int FirstLine);

/// <summary>Words of a line that name nobody for certain.</summary>
/// <param name="Text">The words.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Message">Vietnamese: what is wrong and what to do.</param>
/// <param name="NearMatches">What may have been meant, nearest first; never taken without a person.</param>
public sealed record UnknownRecipient(string Text, UnknownRecipientReason Reason, string Message, IReadOnlyList<NearMatch> NearMatches);

/// <summary>Why words of a line name nobody.</summary>
public enum UnknownRecipientReason
{
    /// <summary>The directory knows no such name.</summary>
    NotFound,

    /// <summary>Several bodies bear the name.</summary>
    Ambiguous,

    /// <summary>The body or group had ended by that date.</summary>
    Ended,

    /// <summary>The body or group did not exist yet at that date.</summary>
    NotYet,

    /// <summary>The group had no member at that date.</summary>
    Empty,

    /// <summary>An office-holder, who has no desk of their own in the directory.</summary>
    Role,

    /// <summary>"Như Điều …": the bodies stand in the text.</summary>
    Article,

    /// <summary>"Như trên" without a Kính gửi.</summary>
    NothingAbove,

    /// <summary>The line says how many there are, and the group has another number at that date.</summary>
    OtherCount,

    /// <summary>The line leaves somebody out who is no member of the group at that date, or may be several.</summary>
    NotAMember,
}

/// <summary>An unknown with the line it stands in.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="LineText">The line as printed.</param>
/// <param name="Unknown">What is to be decided.</param>
public sealed record UnresolvedRecipient(int Line, string LineText, UnknownRecipient Unknown);

/// <summary>Words that a clerk decided not to deliver to anyone.</summary>
/// <param name="Text">The words.</param>
/// <param name="Reason">The clerk's reason.</param>
public sealed record WithheldRecipient(string Text, string Reason);

/// <summary>A remark on the blocks that stops nothing.</summary>
/// <param name="Code">Stable code, <c>recipients.…</c>.</param>
/// <param name="Line">The line it is about; null for the whole.</param>
/// <param name="Message">Vietnamese.</param>
public sealed record RecipientFinding(string Code, int? Line, string Message);

/// <summary>The Lưu line.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Units">Where copies stay, in the printed order.</param>
/// <param name="Drafter">The drafter's sign in brackets; null when none.</param>
/// <param name="Copies">How many file copies; null when not printed.</param>
public sealed record RecipientArchive(string Text, IReadOnlyList<ArchiveUnit> Units, string? Drafter, int? Copies);

/// <summary>One unit of a Lưu line.</summary>
/// <param name="Text">As printed.</param>
/// <param name="BodyId">The unit; null when the directory does not know it.</param>
/// <param name="Name">Its name.</param>
public sealed record ArchiveUnit(string Text, Id<Body>? BodyId, string? Name)
{
    /// <summary>Whether it is văn thư, which every office has, a unit of its own or not (Phụ lục I mục II.9: "Lưu: VT").</summary>
    internal bool IsClerks => string.Equals(Text, "VT", StringComparison.OrdinalIgnoreCase);
}
