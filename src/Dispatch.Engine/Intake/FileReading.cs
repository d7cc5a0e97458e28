using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Inspecting;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Intake;

/// <summary>One signature of the file that was read, beside what is printed.</summary>
/// <param name="Signer">The name in the certificate; null when there is none.</param>
/// <param name="SignedAt">The proven time, or the claimed one.</param>
/// <param name="IsTimeProven">Whether a trusted timestamp says so.</param>
/// <param name="Verdict">What is proven of it.</param>
/// <param name="Integrity">Whether what was signed is what is read.</param>
/// <param name="Reason">In Vietnamese, why the verdict is what it is.</param>
public sealed record SignatureReading(string? Signer, DateTimeOffset? SignedAt, bool IsTimeProven, SignatureVerdict Verdict, FileIntegrity Integrity, string Reason);

/// <summary>What a PDF says beside its words: who signed it, and what in it would act by itself.</summary>
/// <param name="Integrity">Of the file.</param>
/// <param name="Signatures">In the order in which they were made, timestamps left out.</param>
/// <param name="IsActive">It has scripts, starts programs or sends data.</param>
/// <param name="Attachments">The names of files inside it.</param>
public sealed record FileReading(FileIntegrity Integrity, IReadOnlyList<SignatureReading> Signatures, bool IsActive, IReadOnlyList<string> Attachments)
{
    private const string File = "file";

    /// <summary>A signature may be made late at night or dated the day before; more is another date.</summary>
    private const int DaysBetween = 1;

    /// <summary>What was found in a file, as far as a registration needs it.</summary>
    public static FileReading Of(PdfInspection inspection, FileFinding finding) => new(
        finding.Integrity,
        [
            .. finding.Signatures.Where(signature => signature.Kind != SignatureKind.Timestamp).Select(signature => new SignatureReading(
                signature.Signer, signature.ProvenTime ?? signature.ClaimedTime, signature.ProvenTime is not null, signature.Verdict, signature.Integrity,
                FindingWords.Of(signature.Reason, FindingLanguage.Vietnamese))),
        ],
        inspection.HasScripts || inspection.HasOutsideActions,
        inspection.Attachments);

    /// <summary>The reading with the signatures beside the printed values, and what does not agree. Values stay as printed.</summary>
    public IntakeReading Beside(IntakeReading reading) => reading is { IsDispatch: true, Secrecy: null }
        ? reading with { Signatures = Signatures, Findings = [.. reading.Findings.Concat(Danger()).Concat(Proof()).Concat(Signers(reading)).Concat(Dates(reading)).OrderByDescending(finding => finding.Severity)] }
        : reading;

    private static bool IsSame(string one, string other) => NameFolding.Fold(one) is var a && NameFolding.Fold(other) is var b && (a == b || a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));

    private IEnumerable<IntakeFinding> Danger()
    {
        if (IsActive)
        {
            yield return new IntakeFinding("intake.file-active", FindingSeverity.Warning, "Tệp có lệnh tự chạy, mở chương trình hoặc gửi dữ liệu. Chỉ xem tệp trong hệ thống, và hỏi lại nơi gửi.", File);
        }

        if (Attachments.Count > 0)
        {
            yield return new IntakeFinding("intake.file-attachments", FindingSeverity.Warning, $"Trong tệp có tệp khác đính kèm: {string.Join(", ", Attachments.Take(5))}. Hãy lấy ra, kiểm tra và vào sổ cùng văn bản.", File);
        }
    }

    private IEnumerable<IntakeFinding> Proof()
    {
        if (Integrity is FileIntegrity.Changed or FileIntegrity.Broken)
        {
            yield return new IntakeFinding("intake.signature-broken", FindingSeverity.Error, Integrity is FileIntegrity.Changed ? "Tệp đã bị thay đổi sau khi ký. Hãy xem bản đã ký ở trang Kiểm tra chữ ký số và hỏi lại nơi gửi." : "Chữ ký số hoặc cấu trúc của tệp không đứng vững. Hãy đề nghị nơi gửi gửi lại.", File);
            yield break;
        }

        foreach (var unproven in Signatures.Where(signature => signature.Verdict is not SignatureVerdict.Passed))
        {
            yield return new IntakeFinding("intake.signature-unproven", FindingSeverity.Info, $"Chưa chứng minh được chữ ký số của {unproven.Signer ?? "người không rõ tên"}: {unproven.Reason}", File);
        }

        if (Signatures.Count == 0)
        {
            yield return new IntakeFinding("intake.file-unsigned", FindingSeverity.Info, "Tệp không có chữ ký số: không phải bản gốc điện tử (Nghị định 30/2020/NĐ-CP, Điều 5). Hãy đối chiếu với bản giấy.", File);
        }
    }

    private IEnumerable<IntakeFinding> Signers(IntakeReading reading)
    {
        var names = Signatures.Select(signature => signature.Signer).OfType<string>().ToList();
        var (bodies, people) = (names.Where(SigningFindings.NamesBody).ToList(), names.Where(name => !SigningFindings.NamesBody(name)).ToList());
        if (reading.SignerName is { } printed && people.Count > 0 && !people.Exists(name => IsSame(name, printed)))
        {
            yield return new IntakeFinding("intake.signer-differs", FindingSeverity.Warning, $"Trên văn bản ghi người ký \"{printed}\", chữ ký số là của \"{string.Join("\", \"", people)}\". Hãy hỏi lại nơi gửi.", "signer_name");
        }

        if (reading.Issuer is { } issuer && bodies.Count > 0 && !bodies.Exists(name => IsSame(name, issuer)))
        {
            yield return new IntakeFinding("intake.issuer-differs", FindingSeverity.Warning, $"Trên văn bản ghi cơ quan ban hành \"{issuer}\", chữ ký số cơ quan là của \"{string.Join("\", \"", bodies)}\". Hãy hỏi lại nơi gửi.", "issuer");
        }
    }

    private IEnumerable<IntakeFinding> Dates(IntakeReading reading)
    {
        if (reading.Date is { } printed && Signatures.Select(signature => signature.SignedAt).OfType<DateTimeOffset>().DefaultIfEmpty().Max() is var last && last != default
            && Math.Abs(OfficeTime.DateAt(last).DayNumber - printed.DayNumber) > DaysBetween)
        {
            yield return new IntakeFinding("intake.signed-on-another-day", FindingSeverity.Warning, FormattableString.Invariant($"Văn bản ghi ngày {printed:dd/MM/yyyy}, chữ ký số cuối cùng là ngày {OfficeTime.DateAt(last):dd/MM/yyyy}. Hãy hỏi lại nơi gửi."), "date");
        }
    }
}
