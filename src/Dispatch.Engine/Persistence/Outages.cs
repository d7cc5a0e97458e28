using System.Net.Sockets;
using Dispatch.Engine.Kernel;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Engine.Persistence;

/// <summary>Faults of what the engine stands on, as far as they are known: not the caller's, not the program's, and over when somebody has made room or the database answers again.</summary>
public static class Outages
{
    /// <summary>What is held by others and over in minutes; the house itself stands.</summary>
    internal const string BusyCode = "storage.busy";

    private const string UnreachableCode = "storage.unreachable";

    private const string ElsewhereCode = "storage.not-ours";

    // EROFS, EIO and ESTALE: a disk that the system took away from us, or made read only.
    private static readonly int[] NotWritable = [30, 5, 116];

    // ENOSPC and EDQUOT as .NET reports them on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] NoSpaceLeft = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private static readonly Refusal Full = new("storage.full", RefusalKind.Unavailable,
        "Máy chủ hết chỗ lưu, việc này không được thực hiện và không có gì được lưu; các việc chỉ xem vẫn làm được. Hãy báo quản trị viên dọn ổ đĩa, rồi thử lại (qua API: với cùng Idempotency-Key).");

    private static readonly Refusal Unreachable = new(UnreachableCode, RefusalKind.Unavailable,
        "Cơ sở dữ liệu đang không trả lời. Việc này có thể đã hoặc chưa được lưu: hãy thử lại sau ít phút (qua API: với cùng Idempotency-Key, việc đã lưu sẽ không làm lần hai), hoặc báo quản trị viên.");

    private static readonly Refusal Locked = new(BusyCode, RefusalKind.Unavailable,
        "Cơ sở dữ liệu đang bị một việc khác giữ quá lâu, việc này không được thực hiện và không có gì được lưu. Hãy thử lại sau ít phút.");

    private static readonly Refusal Elsewhere = new(ElsewhereCode, RefusalKind.Unavailable,
        "Máy chủ cơ sở dữ liệu đang trả lời không phải là cơ sở dữ liệu của hệ thống (trống, chỉ cho đọc, hoặc không nhận tài khoản), việc này không được thực hiện. Hãy báo quản trị viên kiểm tra máy chủ cơ sở dữ liệu, rồi thử lại.");

    private static readonly Refusal Unwritable = new("storage.unwritable", RefusalKind.Unavailable,
        "Máy chủ không ghi được vào ổ đĩa, việc này không được thực hiện và không có gì được lưu. Hãy báo quản trị viên kiểm tra ổ đĩa và quyền ghi của thư mục dữ liệu, rồi thử lại (qua API: với cùng Idempotency-Key).");

    private static readonly Refusal FilesGone = new("storage.files-gone", RefusalKind.Unavailable,
        "Ổ đĩa chứa tệp văn bản đang không có ở máy chủ, việc này không được thực hiện và không có gì được lưu; các tệp đã lưu không mất vì việc này. Hãy báo quản trị viên gắn lại ổ đĩa, rồi thử lại (qua API: với cùng Idempotency-Key).");

    /// <summary>What to tell of a fault; null when it is no outage that is known.</summary>
    public static Refusal? Of(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (Named(cause) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Whether it is the database that is gone, and no disk.</summary>
    internal static bool IsDatabaseGone(Exception fault) => Of(fault) is { Code: UnreachableCode or ElsewhereCode };

    /// <summary>Whether nothing else of the same round would fare better: neither a message nor a deadline is to blame, and all of it waits for the next round.</summary>
    internal static bool EndsARound(Exception fault) => Of(fault) is { Code: not BusyCode };

    private static Refusal? Named(Exception fault) => fault switch
    {
        WritersBusyException => Locked,
        SqliteException { SqliteErrorCode: 13 } => Full,
        SqliteException { SqliteErrorCode: 5 or 6 } => Locked,
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } => Unreachable,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Full,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled } => Locked,
        // This process stood still in the middle of an act and the database took the connection away.
        PostgresException { SqlState: "25P03" } => Unreachable,
        // After a failover: a stand-by, an empty server, one without our database or role.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable or ['2', '8', ..] } => Elsewhere,
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] } => Unreachable,
        PostgresException => null,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => Unreachable,
        SqlException { Number: 1101 or 1105 or 9002 } => Full,
        SqlException { Number: -2 or 1222 } => Locked,
        SqlException { Class: >= 20 } => Unreachable,
        FilesGoneException => FilesGone,
        IOException when NoSpaceLeft.Contains(fault.HResult) => Full,
        IOException when NotWritable.Contains(fault.HResult) => Unwritable,
        UnauthorizedAccessException => Unwritable,
        _ => null,
    };
}
