using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory.Accounts;

/// <summary>Every "no" of accounts and sessions.</summary>
public static class AccountRefusals
{
    /// <summary>The name or the password is wrong; never told which.</summary>
    public static readonly Refusal WrongPassword = new("access.wrong-password", RefusalKind.Anonymous, "Tên đăng nhập hoặc mật khẩu không đúng. Sau nhiều lần sai, hãy đợi 15 phút rồi thử lại, hoặc nhờ quản trị viên cấp lại mật khẩu.");

    /// <summary>Too many wrong tries.</summary>
    public static readonly Refusal TooManyTries = new("access.too-many-tries", RefusalKind.Busy, "Đã thử quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc nhờ quản trị viên cấp lại mật khẩu.");

    /// <summary>The password was right; the code is to come.</summary>
    public static readonly Refusal CodeFirst = new("access.code-needed", RefusalKind.Anonymous, "Hãy nhập mã 6 chữ số của ứng dụng xác thực, hoặc một mã dự phòng.");

    /// <summary>The code is wrong, was used, or its time is over.</summary>
    public static readonly Refusal WrongCode = new("access.wrong-code", RefusalKind.Anonymous, "Mã xác thực không đúng hoặc đã dùng. Hãy đợi mã mới rồi nhập lại.");

    /// <summary>The act needs a fresh proof.</summary>
    public static readonly Refusal ProveAgain = new("access.prove-again", RefusalKind.Anonymous, "Việc này cần xác nhận lại danh tính. Hãy nhập lại mật khẩu hoặc mã xác thực rồi làm lại.");

    /// <summary>A personal token is not for this.</summary>
    public static readonly Refusal NotForTokens = new("access.token-scope", RefusalKind.Forbidden, "Mã truy cập cá nhân này không được dùng cho việc này. Hãy đăng nhập bằng tài khoản.");

    /// <summary>A first password ran out.</summary>
    public static readonly Refusal FirstPasswordOver = new("access.first-password-over", RefusalKind.Anonymous, "Mật khẩu cấp ban đầu đã quá 24 giờ. Hãy nhờ quản trị viên cấp lại.");

    /// <summary>One does not lock oneself out.</summary>
    public static readonly Refusal NotYourself = new("access.not-yourself", RefusalKind.Conflict, "Không tự khóa hay tự đổi vai trò của mình. Hãy nhờ một quản trị viên khác.");

    /// <summary>There is no second factor begun.</summary>
    public static readonly Refusal NothingBegun = new("access.second-factor-not-begun", RefusalKind.Conflict, "Chưa có mã QR nào đang chờ. Hãy bắt đầu lại việc thêm xác thực hai lớp.");

    /// <summary>There is a second factor already.</summary>
    public static readonly Refusal AlreadyThere = new("access.second-factor-there", RefusalKind.Conflict, "Tài khoản đã có xác thực hai lớp. Hãy gỡ trước khi thêm lại.");

    /// <summary>The second factor is demanded of this account.</summary>
    public static readonly Refusal Demanded = new("access.second-factor-demanded", RefusalKind.Conflict, "Vai trò của bạn bắt buộc có xác thực hai lớp nên không gỡ được. Đổi điện thoại: hãy nhờ quản trị viên đặt lại.");

    /// <summary>A list has as many saved filters as it holds.</summary>
    public static readonly Refusal TooManyFilters = new("access.filters-full", RefusalKind.Conflict, $"Mỗi danh sách lưu được nhiều nhất {SavedFilter.Most} bộ lọc. Hãy bỏ một bộ lọc không dùng nữa rồi lưu lại.");

    /// <summary>Something must be finished before anything else.</summary>
    public static Refusal FinishFirst(Owed owed) => new(
        "access.finish-account", RefusalKind.Forbidden,
        owed is Owed.Password ? "Hãy đặt mật khẩu của riêng bạn trước (Tài khoản của tôi)." : "Vai trò của bạn cần xác thực hai lớp. Hãy thêm ở trang Tài khoản của tôi trước.");
}
