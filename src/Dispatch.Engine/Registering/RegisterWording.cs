using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Sheets;

namespace Dispatch.Engine.Registering;

/// <summary>How the columns of the books are worded.</summary>
internal static class RegisterWording
{
    /// <summary>What stands in place of the subject of a paper that was taken back.</summary>
    public const string NoSubject = "(đã thu hồi)";

    /// <summary>A trích yếu as it is kept: clean, and without the "V/v" that paper and books print before it.</summary>
    public static string Subject(string kind, string subject) => SubjectLead.Kept(TextGuard.Clean(subject), string.Equals(TextGuard.Clean(kind), DispatchKind.OfficialLetter.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tên loại và trích yếu: "Công văn về việc …", "Quyết định …".</summary>
    public static string KindAndSubject(string kind, string subject) =>
        char.ToUpper(kind[0], OfficeCulture) + kind[1..] + (kind == DispatchKind.OfficialLetter.Name ? " về việc " : " ") + subject;

    /// <summary>Nơi nhận văn bản: who gets it, by name. "Như trên" stands for the Kính gửi that is named here already, and what is kept has a column of its own.</summary>
    public static string Recipients(IReadOnlyList<string> addressees, IReadOnlyList<string> recipients) =>
        string.Join("; ", addressees.Concat(recipients.Where(line => !IsArchive(line) && (addressees.Count == 0 || !RecipientText.SaysSameAsAddressees(line)))));

    /// <summary>Đơn vị, người nhận bản lưu: what the "Lưu:" line names.</summary>
    public static string? KeptBy(IReadOnlyList<string> recipients) =>
        recipients.LastOrDefault(IsArchive)?.Split(':', 2) is [_, var kept] ? kept.Trim() : null;

    private static bool IsArchive(string line) => line.Split(':', 2) is [var word, _] && word.TrimEnd().Equals("Lưu", StringComparison.OrdinalIgnoreCase);

    private static readonly System.Globalization.CultureInfo OfficeCulture = System.Globalization.CultureInfo.GetCultureInfo("vi-VN");
}
