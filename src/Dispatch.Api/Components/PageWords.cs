using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;

namespace Dispatch.Api.Components;

/// <summary>How pages write dates, numbers and the office's words.</summary>
internal static class PageWords
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>A day, <c>17/12/2024</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day, or a dash.</summary>
    public static string Of(DateOnly? day) => day is { } known ? Of(known) : "—";

    /// <summary>A moment in Vietnam, <c>17/12/2024 15:30</c>.</summary>
    public static string Of(DateTimeOffset moment) => OfficeTime.Local(moment).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment, or a dash.</summary>
    public static string Of(DateTimeOffset? moment) => moment is { } known ? Of(known) : "—";

    /// <summary>How late something is in working time: in hours up to two days, then in whole days of eight hours.</summary>
    public static string Late(double workingHours) => workingHours < 16
        ? string.Create(CultureInfo.GetCultureInfo("vi-VN"), $"{workingHours:0.#} giờ")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(workingHours / 8)} ngày làm việc");

    /// <summary>The value of a date field.</summary>
    public static string? Field(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as people type it, <c>17/12/2024</c> or <c>17-12-2024</c>, or as addresses hold it, <c>2024-12-17</c>; null for anything else.</summary>
    public static DateOnly? ReadDay(string? text) => DateOnly.TryParseExact(text?.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>One of an enum's names as an address holds it; null for anything else.</summary>
    public static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>An id as an address holds it; null for anything else.</summary>
    public static Id<T>? ReadId<T>(string? text) => Id<T>.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Words as the beginning of a sentence or a button.</summary>
    public static string Begin(string words) => words.Length == 0 ? words : words[..1].ToUpper(Vietnamese) + words[1..];

    /// <summary>How a part of a text begins, without the marks of its form: enough to know it by.</summary>
    public static string Beginning(string markdown) => markdown.Replace("**", string.Empty, StringComparison.Ordinal) is var text && text.Length > 140 ? text[..140] + "…" : text;

    /// <summary>A number as it stands in a book: at least two digits.</summary>
    public static string Number(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>How many, as Vietnamese write it: <c>1.234</c>.</summary>
    public static string Count(long count) => count.ToString("N0", Vietnamese);

    /// <summary>A size as people say it, <c>1,5 GB</c>.</summary>
    public static string Size(long bytes) => Engine.Persistence.RoomFigure.Size(bytes);

    /// <summary>Mức độ khẩn.</summary>
    public static string Of(Urgency urgency) => urgency switch
    {
        Urgency.Normal => "Thường",
        Urgency.Urgent => "Khẩn",
        Urgency.VeryUrgent => "Thượng khẩn",
        Urgency.Express => "Hỏa tốc",
    };

    /// <summary>What was done to a paper after it was issued.</summary>
    public static string Of(MarkKind kind) => kind switch
    {
        MarkKind.Recalled => "Đã thu hồi",
        MarkKind.Replaced => "Đã được thay thế",
        MarkKind.Corrected => "Đã được đính chính",
    };

    /// <summary>Every role a person holds, as the top bar says it.</summary>
    public static string Of(Role roles) =>
        Begin(string.Join(", ", Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(RoleWording.Of)));

    /// <summary>A program as it calls itself, in a word people know; its own words when it is none of them.</summary>
    public static string Program(string agent) => agent switch
    {
        _ when agent.Contains("Edg/", StringComparison.Ordinal) => "Edge",
        _ when agent.Contains("Firefox/", StringComparison.Ordinal) => "Firefox",
        _ when agent.Contains("Chrome/", StringComparison.Ordinal) => "Chrome",
        _ when agent.Contains("Safari/", StringComparison.Ordinal) => "Safari",
        { Length: 0 } => "Chương trình không nêu tên",
        _ => agent,
    };

    /// <summary>The book's name.</summary>
    public static string Of(RegisterBook book) => book switch
    {
        RegisterBook.Outgoing => "Sổ đăng ký văn bản đi",
        RegisterBook.Incoming => "Sổ đăng ký văn bản đến",
        RegisterBook.Copies => "Sổ đăng ký bản sao",
    };

    /// <summary>Whether what a page says after an act is good news.</summary>
    public static bool WentWell(string? act) => act is not "IncidentAgain";

    /// <summary>What a page says after an act; null for a word that is no act of ours.</summary>
    public static string? Done(string? act) => act switch
    {
        _ when Enum.TryParse<OutgoingAct>(act, out var outgoing) && Enum.IsDefined(outgoing) => $"Đã {Engine.Lifecycle.Vietnamese.Of(outgoing)}.",
        _ when Enum.TryParse<IncomingAct>(act, out var incoming) && Enum.IsDefined(incoming) => $"Đã {Engine.Lifecycle.Vietnamese.Of(incoming)}.",
        _ when Enum.TryParse<CopyAct>(act, out var copy) && Enum.IsDefined(copy) => $"Đã {Engine.Lifecycle.Vietnamese.Of(copy)}.",
        _ when Enum.TryParse<RecallAct>(act, out var recall) && Enum.IsDefined(recall) => $"Đã {Engine.Lifecycle.Vietnamese.Of(recall)}.",
        nameof(Engine.Receiving.ReceiveAndRegister) => "Đã tiếp nhận và vào sổ.",
        nameof(Engine.Numbering.OpenSeries) => "Đã khai; số tiếp theo của sổ đi tiếp các số đã khai.",
        "TaskClaim" => "Bạn đã nhận việc này.",
        "TaskRelease" => "Đã trả việc về nhóm.",
        "TaskComplete" => "Đã hoàn thành việc.",
        "TaskReply" => "Đã xong. Bước của quy trình vẫn do người đang giữ.",
        "TaskForward" => "Đã chuyển việc cho người khác.",
        "TaskReturn" => "Đã trả lại bước trước.",
        "TaskAsk" => "Đã gửi đề nghị; việc vẫn do bạn giữ.",
        "TaskDelegate" => "Đã giao việc trong thời gian vắng.",
        "TaskEndDelegation" => "Đã thôi giao việc.",
        "IncidentClosed" => "Đã xử lý sự cố, hồ sơ đi tiếp.",
        "IncidentAgain" => "Đã chạy lại nhưng bước vẫn gặp sự cố.",
        "ProcedureUploaded" => "Quy trình đạt kiểm tra, chưa áp dụng.",
        "ProcedurePublished" => "Hồ sơ mới sẽ chạy theo phiên bản vừa chọn.",
        "ProcedureMigrated" => "Đã chuyển hồ sơ đang chạy sang phiên bản này.",
        "CalendarDay" => "Đã lưu lịch; thời hạn của việc đang chờ được tính lại.",
        "CalendarHours" => "Đã lưu giờ làm việc; thời hạn của việc đang chờ được tính lại.",
        "DirectoryImport" => "Đã nhập danh mục.",
        "PasswordChanged" => "Đã đổi mật khẩu.",
        "FactorRemoved" => "Đã gỡ xác thực hai lớp.",
        "SessionEnded" => "Phiên đó đã kết thúc.",
        "Proved" => "Đã xác nhận danh tính. Hãy làm tiếp việc đang dở.",
        "PersonAdded" => "Đã thêm người dùng.",
        "PersonChange" => "Đã lưu; có hiệu lực từ thao tác kế tiếp của người này.",
        "PersonClose" => "Đã khóa tài khoản; mọi phiên đã kết thúc.",
        "PersonReopen" => "Đã mở lại tài khoản.",
        "PersonResetFactor" => "Đã gỡ xác thực hai lớp; người dùng thêm lại khi đăng nhập.",
        "Deliveriesretry" => "Đã gửi lại.",
        "Deliveriesremind" => "Đã nhắc các nơi nhận.",
        "RecallAnswerRecorded" => "Đã ghi trả lời thu hồi.",
        "ChannelSet" => "Đã đặt kênh gửi; văn bản phát hành từ nay đi theo kênh này.",
        "KeyRoll" => "Đã tạo khóa mới. Hãy trao khóa này cho các đối tác.",
        "ChannelsImport" => "Đã nhập kênh gửi.",
        "ReminderRule" => "Đã lưu quy tắc nhắc.",
        Copying.CopyPageEndpoint.Numbered => "Đã cấp số bản sao.",
        Copying.CopyPageEndpoint.Issued => "Đã phát hành bản sao.",
        Copying.CopyPageEndpoint.Sealed => "Đã ký số của cơ quan trên bản sao.",
        "AuthorityGrant" => "Đã ghi nhận thẩm quyền ký; dùng được từ ngày bắt đầu.",
        "AuthorityDelegate" => "Đã ủy quyền; người được ủy quyền ký được từ ngày bắt đầu.",
        "AuthorityRevoke" => "Đã thu hồi thẩm quyền ký; văn bản đã ký vẫn giữ nguyên giá trị.",
        "SealRecord" => "Đã ghi nhận chứng thư; dùng được ngay.",
        "SealWithdraw" => "Đã rút chứng thư; không ký được bằng chứng thư này nữa.",
        "Deliveriespost" => "Đã ghi bưu gửi.",
        "AlarmClosed" => "Đã ghi kết quả kiểm tra.",
        "FilterKept" => "Đã lưu bộ lọc.",
        "FilterForgotten" => "Đã bỏ bộ lọc.",
        "TourEnded" => "Đã dừng vòng hướng dẫn. Muốn đi lại, mở Hướng dẫn trong danh mục tài khoản.",
        "Draft" => "Đã lưu dự thảo.",
        "Paper" => "Đã ghi nhận văn bản giấy mới đến.",
        _ => null,
    };
}
