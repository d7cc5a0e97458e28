using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>The keys receipts are signed with lie in the database, the secret that opens them in the data folder: where one of the two was put back without the other, nothing could be received or delivered.</summary>
internal static class SecretStart
{
    /// <exception cref="ForeignSecretException">The secret does not open them.</exception>
    public static async Task CompareAsync(DispatchDbContext db, OpenedKeys keys, InstallationSecret secret, CancellationToken cancellationToken)
    {
        var newest = await db.Set<ReceiptKey>().AsNoTracking().Where(key => key.Sealed != null && key.RetiredAt == null).OrderByDescending(key => key.ValidFrom).FirstOrDefaultAsync(cancellationToken);
        if (newest is not null && !keys.Opens(newest))
        {
            throw new ForeignSecretException(secret.Path);
        }
    }
}

/// <summary>The database and the data folder are of different installations, or of different days.</summary>
public sealed class ForeignSecretException(string path) : Exception(
    $"Tệp “{path}” đã mất hoặc không phải của cơ sở dữ liệu này, nên khóa ký phản hồi không mở được và không văn bản nào gửi, nhận được. Hãy đưa thư mục keys của thư mục dữ liệu trở lại từ cùng bản sao lưu với cơ sở dữ liệu. "
    + "Nếu không còn bản nào, ghi thời điểm hiện nay vào cột RetiredAt của các khóa có Sealed trong bảng receipt_keys; khóa mới được tạo khi cần, và đối tác phải được cho biết khóa mới.");
