using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>The languages a finding can be told in.</summary>
public enum FindingLanguage
{
    /// <summary>tiếng Việt, the default.</summary>
    Vietnamese,

    /// <summary>For those who check from abroad.</summary>
    English,
}

/// <summary>What codes mean, in sentences for people. A code without a sentence is an error of ours, and a test looks for it.</summary>
public static class FindingWords
{
    private static readonly Dictionary<string, (string Vietnamese, string English)> Sentences = new(StringComparer.Ordinal)
    {
        [ReasonCodes.Proven] = ("Chữ ký hợp lệ: nội dung không đổi từ khi ký, chứng thư số được tin cậy tại thời điểm ký.", "The signature is valid: the content is as it was signed, and the certificate was trusted at the time."),
        [ReasonCodes.Unsigned] = ("Tệp không có chữ ký số nào; không chứng minh được ai đã phát hành.", "The file has no digital signature; nothing proves who issued it."),
        [ReasonCodes.ByteRange] = ("Chữ ký không phủ toàn bộ nội dung mà nó phải phủ. Không dùng tệp này; hãy xin lại bản gốc từ nơi gửi.", "The signature does not cover all the bytes it must cover. Do not rely on the file; ask the sender for the original."),
        [ReasonCodes.Dictionary] = ("Cấu trúc của chữ ký sai quy cách hoặc không rõ loại.", "The signature is not built as the standard asks, or is of an unknown kind."),
        [ReasonCodes.Revision] = ("Phần tệp được ký không phải là một tệp PDF trọn vẹn chứa chữ ký này.", "The signed part is not a whole PDF file that holds this signature."),
        [ReasonCodes.Message] = ("Dữ liệu chữ ký bị hỏng hoặc sai quy cách.", "The signature data are damaged or malformed."),
        [ReasonCodes.DigestMismatch] = ("Nội dung đã bị sửa sau khi ký: mã băm không khớp.", "The content was altered after signing: the digest does not match."),
        [ReasonCodes.WrongValue] = ("Giá trị chữ ký sai: chữ ký không do khóa của chứng thư số này tạo ra.", "The signature value is wrong: it was not made with the key of this certificate."),
        [ReasonCodes.UnknownAlgorithm] = ("Chữ ký dùng thuật toán mà chương trình này chưa kiểm tra được.", "The signature uses an algorithm that cannot be checked here."),
        [ReasonCodes.WeakAlgorithm] = ("Chữ ký dùng thuật toán yếu (SHA-1, MD5 hoặc RSA dưới 2048 bit), không còn đủ để tin.", "The signature uses a weak algorithm (SHA-1, MD5 or RSA below 2048 bits) that no longer proves anything."),
        [ReasonCodes.SignerCertificate] = ("Chữ ký không gắn với chứng thư số của người ký.", "The signature is not bound to the signer's certificate."),
        [ReasonCodes.Irregular] = ("Chữ ký đúng, nhưng phần kèm theo không được ký có chỗ sai quy cách.", "The signature holds, but an unsigned part of it is irregular."),
        [ReasonCodes.StrayCertificate] = ("Chữ ký đúng, nhưng kèm theo một chứng thư số không nối được với nơi cấp đáng tin.", "The signature holds, but a certificate beside it leads to no trusted authority."),
        [ReasonCodes.Changed] = ("Tệp đã bị thay đổi sau khi ký, ngoài những thay đổi được phép. Hãy xem bản đã ký.", "The file was changed after signing beyond what is permitted. Look at the signed version."),
        [ReasonCodes.UnknownIssuer] = ("Nội dung còn nguyên, nhưng chứng thư số không do nơi cấp đáng tin trong cấu hình cấp.", "The content is intact, but the certificate does not lead to a trusted authority."),
        [ReasonCodes.Expired] = ("Chứng thư số đã hết hạn và không có dấu thời gian chứng minh đã ký khi còn hạn.", "The certificate has expired, and no timestamp proves that the signature is older."),
        [ReasonCodes.NotYetValid] = ("Chứng thư số chưa có hiệu lực tại thời điểm ký.", "The certificate was not valid yet at that time."),
        [ReasonCodes.Revoked] = ("Chứng thư số đã bị thu hồi trước khi ký.", "The certificate had been revoked before the signature was made."),
        [ReasonCodes.RevokedWithoutProof] = ("Chứng thư số đã bị thu hồi; không có dấu thời gian cho biết ký trước hay sau khi thu hồi.", "The certificate is revoked, and no timestamp tells whether the signature came before or after."),
        [ReasonCodes.RevocationUnknown] = ("Chưa có dữ liệu thu hồi còn hiệu lực (OCSP hoặc CRL) cho chứng thư số này.", "There is no current answer (OCSP or CRL) about whether the certificate is revoked."),
        [ReasonCodes.Unusable] = ("Chứng thư số, hoặc chứng thư cấp trên của nó, không được dùng cho mục đích này.", "The certificate, or one above it, may not be used for this."),
        [ReasonCodes.BrokenTimestamp] = ("Dấu thời gian kèm chữ ký bị hỏng hoặc không phải của chữ ký này.", "A timestamp is damaged or belongs to something else."),
        [ReasonCodes.UntrustedTimestamp] = ("Chưa chứng minh được dấu thời gian là của nơi cấp đáng tin; thời điểm ký chỉ là lời khai.", "The timestamp is not proven to be a trusted authority's; the time is only claimed."),
        [ReasonCodes.NoTimestamp] = ("Không có dấu thời gian; thời điểm ký chỉ là lời khai của người ký.", "There is no timestamp; the time is only the signer's claim."),
        [PdfFormatCodes.NotPdf] = ("Tệp không phải PDF, hoặc thiếu phần đầu hay phần cuối.", "The file is no PDF, or lacks its beginning or end."),
        [PdfFormatCodes.BytesAfterEnd] = ("Có dữ liệu lạ sau phần cuối của tệp PDF.", "Something follows the end of the PDF file."),
        [PdfFormatCodes.Syntax] = ("Tệp PDF hỏng: có chỗ sai cú pháp.", "The PDF file is damaged: its syntax is wrong."),
        [PdfFormatCodes.DuplicateKey] = ("Tệp PDF có mục bị ghi hai lần, có thể hiểu theo hai cách.", "The PDF file has an entry twice and can be read in two ways."),
        [PdfFormatCodes.CrossReference] = ("Bảng tra của tệp PDF hỏng hoặc mâu thuẫn.", "The cross-reference of the PDF file is damaged or contradicts itself."),
        [PdfFormatCodes.ObjectMismatch] = ("Bảng tra của tệp PDF chỉ tới đối tượng khác; tệp có thể hiểu theo hai cách.", "The cross-reference points to other objects; the file can be read in two ways."),
        [PdfFormatCodes.Filter] = ("Tệp PDF có dữ liệu nén bị hỏng hoặc không rõ kiểu nén.", "The PDF file has compressed data that are damaged or of an unknown kind."),
        [PdfFormatCodes.Limit] = ("Tệp PDF vượt giới hạn an toàn (lồng quá sâu, quá nhiều, hoặc giải nén quá lớn).", "The PDF file is beyond the safe limits (too deep, too many, or too large unpacked)."),
        [PdfFormatCodes.Encrypted] = ("Tệp PDF được mã hóa; không đọc được nếu không có mật khẩu.", "The PDF file is encrypted and cannot be read without a password."),
        [PdfFormatCodes.Structure] = ("Tệp PDF thiếu phần bắt buộc hoặc có cấu trúc vòng lặp.", "The PDF file lacks a necessary part or runs in a circle."),
        [ChangeCodes.FieldFilled] = ("điền trường biểu mẫu", "a form field was filled"),
        [ChangeCodes.SignatureAdded] = ("thêm chữ ký", "a signature was added"),
        [ChangeCodes.SignatureFieldAdded] = ("thêm ô ký còn trống", "an empty signature field was added"),
        [ChangeCodes.TimestampAdded] = ("thêm dấu thời gian cho cả tệp", "a document timestamp was added"),
        [ChangeCodes.EvidenceAdded] = ("thêm chứng cứ về chứng thư số (DSS)", "evidence about certificates was added (DSS)"),
        [ChangeCodes.DescriptionUpdated] = ("cập nhật ngày hoặc tên phần mềm trong phần mô tả", "a date or program name in the description was updated"),
        [ChangeCodes.SettingsUpdated] = ("cập nhật thiết đặt không hiển thị", "settings that show nothing were updated"),
        [ChangeCodes.OutsideForm] = ("thêm một chữ ký chỉ nằm trên trang, không có trong biểu mẫu của tệp (AcroForm/Fields) nên không phải trường chữ ký của tệp và có phần mềm không thấy nó; hãy ký lại bằng phần mềm ghi trường vào biểu mẫu", "a signature was added to a page only and not to the file's form (AcroForm/Fields), so it is no field of the file and some readers do not see it; sign again with a program that lists the field"),
        [ChangeCodes.Annotation] = ("thêm, sửa hoặc bỏ chú thích", "a comment was added, changed or removed"),
        [ChangeCodes.SignatureAltered] = ("chữ ký hoặc ô ký bị sửa hay gỡ bỏ", "a signature or its field was altered or removed"),
        [ChangeCodes.FieldAltered] = ("trường biểu mẫu được thêm, gỡ bỏ hoặc sửa trái phép", "a form field was added, removed or altered"),
        [ChangeCodes.AppearanceAltered] = ("hình hiển thị của trường bị đổi mà giá trị không đổi", "the picture of a field changed while its value did not"),
        [ChangeCodes.CoversContent] = ("phần thêm vào che lên nội dung đã ký", "something added covers what was signed"),
        [ChangeCodes.Pages] = ("trang bị thêm, bớt hoặc đổi thứ tự", "pages were added, removed or reordered"),
        [ChangeCodes.PageContent] = ("nội dung trang bị đổi", "the content of a page changed"),
        [ChangeCodes.Unlisted] = ("có dữ liệu nằm ngoài bảng tra, phần mềm khác có thể hiển thị thành nội dung khác", "there are data outside the cross-reference that another program may show as other content"),
        [ChangeCodes.Other] = ("thành phần khác của tệp bị đổi", "another part of the file changed"),
    };

    /// <summary>What it means that a copy's file holds its source.</summary>
    /// <param name="language">The language.</param>
    public static string OfSource(FindingLanguage language) => language is FindingLanguage.English
        ? "The file begins with the very bytes it was copied from. Their signatures vouch for that source alone; for the pages this file shows, whoever signed the copy vouches."
        : "Phần đầu tệp là nguyên bản nguồn. Chữ ký của bản nguồn chỉ chứng thực bản nguồn; các trang đang hiển thị của tệp này do cơ quan ký bản sao chịu trách nhiệm.";

    /// <summary>Every code that has a sentence.</summary>
    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    /// <summary>The sentence of a code.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static string Of(string code, FindingLanguage language)
    {
        if (!Sentences.TryGetValue(code, out var sentence))
        {
            throw new ArgumentException($"There is no sentence for {code}.", nameof(code));
        }

        return language == FindingLanguage.English ? sentence.English : sentence.Vietnamese;
    }
}
