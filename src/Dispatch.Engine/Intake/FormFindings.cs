namespace Dispatch.Engine.Intake;

/// <summary>Departures from the form of Nghị định 30/2020: missing components, spacing, old labels.</summary>
internal static class FormFindings
{
    public static IEnumerable<IntakeFinding> Of(FindingContext context) =>
        Missing(context).Concat(Spacing(context)).Concat(OfCopy(context)).Concat(Archive(context)).Concat(EndMark(context));

    private static IEnumerable<IntakeFinding> Missing(FindingContext context)
    {
        var (reading, parts) = (context.Reading, context.Parts);
        if (parts.Issuer is null)
        {
            yield return reading.Issuer is { } inferred
                ? new IntakeFinding("intake.issuer-inferred", FindingSeverity.Warning, $"Không thấy tên cơ quan ban hành ở đầu văn bản; suy ra \"{inferred}\" từ ký hiệu và nội dung. Hãy xác nhận hoặc sửa.", "issuer", inferred)
                : Lack("issuer", "tên cơ quan, tổ chức ban hành");
        }

        (string Where, string Name, bool Absent)[] components =
        [
            ("national_header", "Quốc hiệu (hoặc tiêu đề của Đảng)", parts.Head is not { HasStateHeader: true }),
            ("number", "số văn bản", reading.Number is null),
            ("symbol", "ký hiệu văn bản", reading.Symbol is null),
            ("date", "địa danh và thời gian ban hành", parts.Date is null),
            ("subject", "trích yếu nội dung", reading.Subject is null),
            ("body", "nội dung văn bản", reading.Body.Count == 0),
            ("signer_title", "chức vụ người ký", reading.SignerTitle is null && reading.OnBehalfOf is null),
            ("signer_name", "họ và tên người ký", reading.SignerName is null),
            ("recipients", "nơi nhận", reading.Recipients.Count == 0 && reading.ArchiveLine is null),
            ("addressees", "phần Kính gửi", reading.Kind == DispatchKinds.OfficialLetter && reading.Addressees.Count == 0),
        ];
        foreach (var component in components.Where(c => c.Absent))
        {
            yield return Lack(component.Where, component.Name);
        }
    }

    private static IntakeFinding Lack(string where, string name) =>
        new("intake.missing-component", FindingSeverity.Warning, $"Không thấy {name} (Điều 8 Nghị định 30/2020/NĐ-CP). Hãy kiểm tra bản quét hoặc bản giấy.", where);

    private static IEnumerable<IntakeFinding> Spacing(FindingContext context)
    {
        foreach (var (number, where) in new[] { (context.Parts.Number, "symbol"), (context.Copy?.Number, "copy.symbol") })
        {
            if (number is { IsSpaced: true })
            {
                var tight = string.Concat(((number.Number is null ? "" : number.Number + "/") + (number.Year is null ? "" : number.Year + "/") + number.Symbol).Where(c => !char.IsWhiteSpace(c)));
                yield return new IntakeFinding("intake.symbol-spacing", FindingSeverity.Info, $"Số, ký hiệu được in có khoảng trống; thể thức quy định viết liền: {tight}.", where, tight);
            }
        }
    }

    private static IEnumerable<IntakeFinding> OfCopy(FindingContext context)
    {
        if (context.Reading.Copy is not { } copy)
        {
            yield break;
        }

        if (Plain.Compact(copy.Form) == "saoybanchinh")
        {
            yield return new IntakeFinding("intake.old-copy-label", FindingSeverity.Info, "Hình thức sao ghi theo cách cũ \"SAO Y BẢN CHÍNH\"; Nghị định 30/2020/NĐ-CP dùng \"SAO Y\".", "copy.form", "SAO Y");
        }

        if (copy.Symbol is { } symbol && !symbol.Contains('-', StringComparison.Ordinal))
        {
            yield return new IntakeFinding("intake.copy-symbol-without-body", FindingSeverity.Info, $"Ký hiệu bản sao \"{symbol}\" thiếu chữ viết tắt tên cơ quan sao (Mẫu 3.1 Phụ lục III).", "copy.symbol");
        }

        if (copy.Body is { } body && Plain.Of(body).StartsWith("ubnd", StringComparison.Ordinal))
        {
            yield return new IntakeFinding("intake.copy-body-abbreviated", FindingSeverity.Warning, $"Tên cơ quan sao viết tắt \"{body}\"; thể thức yêu cầu ghi đầy đủ.", "copy.body", "ỦY BAN NHÂN DÂN" + body[4..]);
        }

        if (copy.Number is not null && copy.Date is null)
        {
            yield return Lack("copy.date", "ngày sao");
        }
    }

    private static IEnumerable<IntakeFinding> Archive(FindingContext context)
    {
        var archive = context.Reading.Archive;
        if (archive.Count > 0 && !archive.Any(a => Plain.Compact(a).StartsWith("vt", StringComparison.Ordinal) || Plain.Compact(a).StartsWith("vanthu", StringComparison.Ordinal)))
        {
            yield return new IntakeFinding("intake.archive-without-vt", FindingSeverity.Info, $"Dòng Lưu không có \"VT\" (\"{context.Reading.ArchiveLine}\").", "archive");
        }
    }

    private static IEnumerable<IntakeFinding> EndMark(FindingContext context)
    {
        if (context.Reading.Body is { Count: > 0 } body && !body.TakeLast(3).Any(p => p.Contains("./", StringComparison.Ordinal)))
        {
            yield return new IntakeFinding("intake.no-end-mark", FindingSeverity.Info, "Nội dung không kết thúc bằng \"./.\". Hãy kiểm tra xem văn bản có bị thiếu trang không.", "body");
        }
    }
}
