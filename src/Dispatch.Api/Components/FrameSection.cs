using Dispatch.Engine.Directory;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Incidents;

namespace Dispatch.Api.Components;

/// <summary>A place people go to from every page: one line makes its entry at the side, its crumb at the top and its key.</summary>
/// <param name="Path">Its address; what lies below it belongs to it.</param>
/// <param name="Text">Its name.</param>
/// <param name="Icon">A symbol of <c>icons.svg</c>.</param>
/// <param name="Key">Pressed after <c>g</c>, it leads there; empty when it has none.</param>
/// <param name="Needs">The request its page sends: who may not send it does not see the entry.</param>
/// <param name="Head">The heading it stands under.</param>
/// <param name="IsQuick">Whether it stands at the foot of a small screen.</param>
public sealed record FrameSection(string Path, string Text, string Icon, string Key, Type Needs, string Head, bool IsQuick = false)
{
    private const string Work = "Công việc";
    private const string Papers = "Văn bản";
    private const string Books = "Sổ đăng ký";
    private const string House = "Cơ quan";

    /// <summary>Every place, in the order of the side.</summary>
    public static IReadOnlyList<FrameSection> All { get; } =
    [
        new("/", "Việc của tôi", "today", "t", typeof(Engine.Workflows.ListTasks), Work, IsQuick: true),
        new("/signing", "Bàn ký", "pen", "k", typeof(Engine.Signing.ListToSign), Work, IsQuick: true),
        new("/intake", "Đọc văn bản đến", "read", "i", typeof(RegisterPaper), Work),
        new("/incoming", "Văn bản đến", "in", "n", typeof(ListIncoming), Papers, IsQuick: true),
        new("/dispatches", "Văn bản đi", "out", "d", typeof(ListDispatches), Papers, IsQuick: true),
        new("/copies", "Bản sao", "copy", "s", typeof(Engine.Copying.ListCopies), Papers),
        new("/deliveries", "Theo dõi gửi", "truck", "g", typeof(Engine.Distributing.ListOpenDeliveries), Papers),
        new("/search", "Tìm văn bản", "search", "f", typeof(Engine.Tracing.SearchPapers), Papers),
        new("/trace", "Truy vết", "tree", "v", typeof(Engine.Tracing.TraceFamily), Papers),
        new("/registers/outgoing", "Sổ văn bản đi", "book", "1", typeof(ListRegister), Books),
        new("/registers/incoming", "Sổ văn bản đến", "book", "2", typeof(ListRegister), Books),
        new("/registers/copies", "Sổ bản sao", "book", "3", typeof(ListRegister), Books),
        new("/directory", "Danh mục cơ quan", "house", "m", typeof(ListDirectory), House),
        new("/channels", "Kênh gửi", "truck", "", typeof(Engine.Distributing.ListRecipientChannels), House),
        new("/reports", "Báo cáo", "chart", "b", typeof(Engine.Tracing.ReportYear), House),
        new("/log", "Nhật ký", "book", "j", typeof(Engine.Auditing.ListLog), House),
        new("/audit", "Kiểm tra nhật ký", "shield", "y", typeof(Engine.Auditing.CheckAudit), House),
        new("/admin", "Quản trị", "gear", "a", typeof(Engine.Auditing.SummariseHouse), House, IsQuick: true),
        new("/procedures", "Các quy trình", "flow", "q", typeof(ListProcedures), House),
        new("/calendar", "Lịch làm việc", "calendar", "l", typeof(Engine.Workflows.Deadlines.FindCalendar), House),
        new("/people", "Người dùng", "person", "u", typeof(Engine.Directory.Accounts.ListAccounts), House),
        new("/reconciliation", "Đối soát", "scales", "x", typeof(Engine.Auditing.ReconcileRegister), Books),
        new("/alarms", "Cảnh báo", "shield", "w", typeof(Engine.Distributing.ListAlarms), House),
        new("/incidents", "Sự cố", "alert", "c", typeof(ListIncidents), House),
    ];

    /// <summary>The places a person of these roles works with.</summary>
    public static IEnumerable<FrameSection> Of(Role roles) => All.Where(section => AccessTable.Allows(section.Needs, roles));

    /// <summary>The place an address belongs to; null for one that belongs to none.</summary>
    public static FrameSection? At(string path) => IsOfTasks(path) ? All[0] : path.StartsWith("/recalls/", StringComparison.Ordinal) ? At("/dispatches") :
        All.Where(section => section.Path == path || (section.Path != "/" && path.StartsWith(section.Path + "/", StringComparison.Ordinal))).MaxBy(section => section.Path.Length);

    private static bool IsOfTasks(string path) => path == "/delegations" || path.StartsWith("/tasks/", StringComparison.Ordinal);
}
