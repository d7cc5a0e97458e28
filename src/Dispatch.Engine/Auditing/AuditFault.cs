using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Auditing;

/// <summary>What may be wrong with an organisation's history.</summary>
public enum AuditFaultKind
{
    /// <summary>Thiếu dòng.</summary>
    LeafMissing,

    /// <summary>Dòng đứng sai chỗ.</summary>
    LeafMoved,

    /// <summary>Nội dung dòng khác mã băm.</summary>
    LeafChanged,

    /// <summary>Không phải dòng nhật ký.</summary>
    LeafUnreadable,

    /// <summary>Một cột của dòng khác nội dung đã băm.</summary>
    ColumnChanged,

    /// <summary>Dòng đứng ngoài đầu nhật ký.</summary>
    LeafBeyondHead,

    /// <summary>Đầu nhật ký không phải đầu của các dòng.</summary>
    HeadChanged,

    /// <summary>Chữ ký trên đầu nhật ký không đúng.</summary>
    SignedHeadFalse,

    /// <summary>Đầu nhật ký do khóa lạ ký.</summary>
    SignedHeadUnknownKey,

    /// <summary>Đầu nhật ký đã ký là của các dòng khác.</summary>
    SignedHeadOfAnotherLog,

    /// <summary>Tệp chứng kiến giữ đầu nhật ký khác.</summary>
    NotAsWitnessed,

    /// <summary>Dãy số lùi lại so với tệp chứng kiến.</summary>
    NumberWentBack,

    /// <summary>Đầu nhật ký của đối tác không còn đúng chữ ký.</summary>
    PartnerHeadFalse,

    /// <summary>Tệp không còn trong kho.</summary>
    FileMissing,

    /// <summary>Tệp không còn đúng nội dung.</summary>
    FileDamaged,

    /// <summary>Văn bản mang tệp mà nhật ký không ghi.</summary>
    PaperFileNotLogged,

    /// <summary>Văn bản mang số, ngày mà nhật ký không ghi.</summary>
    PaperNumberNotLogged,
}

/// <summary>One thing that disagrees.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Said">What is wrong, in Vietnamese.</param>
/// <param name="ToDo">What an auditor does about it now.</param>
/// <param name="Leaf">The place in the log; null when it is not about one.</param>
/// <param name="Act">The act that the leaf tells of, as its hashed entry says.</param>
/// <param name="PaperId">The paper, or whatever else the act was about; null when it is about none.</param>
/// <param name="PaperType">What kind of paper it is; null when it is none, or none that the person may see.</param>
/// <param name="Paper">How people name it.</param>
public sealed record AuditFault(AuditFaultKind Kind, string Said, string ToDo, long? Leaf = null, string? Act = null, Guid? PaperId = null, TaskPaper? PaperType = null, string? Paper = null);

/// <summary>What a check has found so far: all are counted, and the first are told.</summary>
internal sealed class AuditFaults
{
    /// <summary>How many are told.</summary>
    public const int Most = 100;

    private readonly List<AuditFault> told = [];

    public int Count { get; private set; }

    public bool IsFull => told.Count >= Most;

    public void Add(AuditFault fault)
    {
        Count++;
        if (!IsFull)
        {
            told.Add(fault);
        }
    }

    /// <summary>The faults with the papers they are about named as far as the person may see them.</summary>
    public async Task<IReadOnlyList<AuditFault>> NamedAsync(PaperNames names, CancellationToken cancellationToken)
    {
        var ids = told.Where(fault => fault.PaperId is not null).Select(fault => fault.PaperId!.Value).Distinct().ToList();
        var known = ids.Count == 0 ? [] : await names.OfAsync(ids, cancellationToken);
        return told.ConvertAll(fault => fault.PaperId is { } id && known.TryGetValue(id, out var name) ? fault with { PaperType = name.Type, Paper = name.Paper } : fault);
    }
}

/// <summary>What faults are called, and what is to be done about them.</summary>
internal static class AuditFaultWords
{
    private const string Keep = "Giữ nguyên máy chủ và ổ đĩa, sao riêng cơ sở dữ liệu, rồi so dòng này với bản sao lưu và hồ sơ chứng cứ đã giao ra ngoài.";
    private const string Compare = "So với đầu nhật ký mà đối tác, cơ quan khác hoặc người giữ hồ sơ chứng cứ đang có để biết bản nào là thật, rồi lập biên bản.";
    private const string PutBack = "Báo quản trị viên lấy lại tệp từ bản sao lưu; tên tệp trong kho là mã băm của nó.";
    private const string Paper = "Mở văn bản, so với hồ sơ chứng cứ và bản giấy; dòng nhật ký là căn cứ, không sửa tay cơ sở dữ liệu.";

    public static AuditFault Missing(long from, long to) => new(AuditFaultKind.LeafMissing, from == to ? $"Thiếu dòng {from}." : $"Thiếu các dòng từ {from} đến {to}.", Keep, from);

    public static AuditFault Moved(LoggedLeaf leaf, long index, bool isOwn) => About(leaf, index, new AuditFault(
        AuditFaultKind.LeafMoved, isOwn ? $"Dòng {index} tự ghi là dòng {leaf.Index}: thứ tự đã bị đổi." : $"Dòng {index} tự ghi là của cơ quan khác.", Keep));

    public static AuditFault Changed(LoggedLeaf? leaf, long index) => About(leaf, index, new AuditFault(AuditFaultKind.LeafChanged, $"Nội dung dòng {index} không còn đúng mã băm ghi lúc việc xảy ra.", Keep));

    public static AuditFault Unreadable(long index) => new(AuditFaultKind.LeafUnreadable, $"Dòng {index} không phải dòng nhật ký do hệ thống ghi.", Keep, index);

    public static AuditFault Column(LoggedLeaf leaf, long index, string column) => About(leaf, index, new AuditFault(
        AuditFaultKind.ColumnChanged, $"Cột “{column}” của dòng {index} khác nội dung đã băm của chính dòng đó; nội dung đã băm còn đúng.", Keep));

    public static AuditFault Loose(long first, int count) => new(AuditFaultKind.LeafBeyondHead, $"Có {count} dòng đứng ngoài đầu nhật ký, từ dòng {first}.", Keep, first);

    /// <summary>The head differs from the leaves; so many of them agree with the last signed head that does.</summary>
    public static AuditFault Head(long sure, long size) => sure == size
        ? new(AuditFaultKind.HeadChanged, "Các dòng còn nguyên, nhưng đầu nhật ký lưu trong cơ sở dữ liệu đã bị sửa.", Keep)
        : new(AuditFaultKind.HeadChanged, $"Đầu nhật ký không phải đầu của các dòng: trong các dòng từ {sure} đến {size - 1} có dòng bị viết lại cùng mã băm của nó.", Keep);

    public static AuditFault False(long size, string at) => new(AuditFaultKind.SignedHeadFalse, $"Chữ ký trên đầu nhật ký {size} dòng (ký lúc {at}) không đúng.", Compare);

    public static AuditFault Stranger(long size, string keyId) => new(AuditFaultKind.SignedHeadUnknownKey, $"Đầu nhật ký {size} dòng do khóa {keyId} ký; cơ quan không có khóa này.", Compare);

    public static AuditFault Another(long size) => new(AuditFaultKind.SignedHeadOfAnotherLog, $"Cơ quan đã ký đầu nhật ký {size} dòng; {size} dòng đầu hiện nay không phải các dòng đã ký.", Compare);

    public static AuditFault Witnessed(long size) => new(
        AuditFaultKind.NotAsWitnessed, $"Tệp chứng kiến ngoài cơ sở dữ liệu giữ một đầu nhật ký {size} dòng mà nhật ký này không bắt đầu bằng: cơ sở dữ liệu đã được khôi phục từ bản sao lưu, hoặc nhật ký đã bị viết lại hay cắt bớt.", Compare);

    public static AuditFault WentBack(RegisterBook book, int year, int last, int given) => new(
        AuditFaultKind.NumberWentBack, $"{Of(book)} năm {year} dừng ở số {last}, nhưng tệp chứng kiến biết số {given} đã cấp.", "Văn thư khai các số đã cấp tại trang sổ, kèm lý do, sau khi đối chiếu với văn bản đã gửi đi.");

    public static AuditFault Partner(string partner) => new(AuditFaultKind.PartnerHeadFalse, $"Đầu nhật ký của {partner} mà cơ quan giữ không còn đúng chữ ký của họ.", "Hỏi đối tác đầu nhật ký mới nhất họ đã gửi và so với dòng của họ tại trang Kênh gửi.");

    public static AuditFault Gone(string hash, Guid? paper) => new(AuditFaultKind.FileMissing, $"Tệp {hash} không còn trong kho.", PutBack, PaperId: paper);

    public static AuditFault Damaged(string hash, Guid? paper) => new(AuditFaultKind.FileDamaged, $"Tệp {hash} không còn đúng nội dung đã lưu.", PutBack, PaperId: paper);

    public static AuditFault OtherFile(Guid paper) => new(AuditFaultKind.PaperFileNotLogged, "Văn bản đang mang một tệp mà nhật ký không ghi cho nó.", Paper, PaperId: paper);

    public static AuditFault OtherNumber(Guid paper) => new(AuditFaultKind.PaperNumberNotLogged, "Văn bản đang mang số, ngày mà nhật ký không ghi cho nó.", Paper, PaperId: paper);

    private static string Of(RegisterBook book) => book switch
    {
        RegisterBook.Outgoing => "Sổ văn bản đi",
        RegisterBook.Incoming => "Sổ văn bản đến",
        RegisterBook.Copies => "Sổ bản sao",
    };

    private static AuditFault About(LoggedLeaf? leaf, long index, AuditFault fault) => fault with { Leaf = index, Act = leaf?.Act, PaperId = leaf?.Subject };
}
