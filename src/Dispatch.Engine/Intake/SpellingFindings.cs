using System.Text.RegularExpressions;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Intake;

/// <summary>Slips that scans make again and again, and unit abbreviations nobody knows. The printed value stays.</summary>
internal static partial class SpellingFindings
{
    /// <summary>Units of the ministry that issues most of what provinces copy; the wrong form is no word at all.</summary>
    private static readonly (string Wrong, string Right)[] MisreadUnits = [("CẤu", "CÂu"), ("CSDN", "CSĐN")];

    public static IEnumerable<IntakeFinding> Of(FindingContext context)
    {
        var fields = Fields(context.Reading).ToList();
        return fields.SelectMany(Slips).Concat(Titles(context.Reading)).Concat(Units(context, fields));
    }

    private static IEnumerable<(string Where, string Value)> Fields(IntakeReading reading)
    {
        yield return ("subject", reading.Subject ?? "");
        foreach (var (where, values) in new[] { ("addressees", reading.Addressees), ("recipients", reading.Recipients), ("copy.recipients", reading.Copy?.Recipients ?? []) })
        {
            foreach (var value in values)
            {
                yield return (where, value);
            }
        }
    }

    private static IEnumerable<IntakeFinding> Slips((string Where, string Value) field)
    {
        var slips = OfficialWords.SlipsIn(field.Value);
        if (field.Where is "recipients" or "copy.recipients")
        {
            slips = slips.Concat(MisreadUnits.Where(u => UnitWord().Matches(field.Value).Any(m => m.Value == u.Wrong)));
        }

        return slips.Distinct().Select(s => Slip(s.Wrong, s.Right, field.Where, field.Value.Replace(s.Wrong, s.Right, StringComparison.Ordinal)));
    }

    /// <summary>"THỦ TRƯỞNG" is a word of its own, but no title that signs for a minister.</summary>
    private static IEnumerable<IntakeFinding> Titles(IntakeReading reading)
    {
        foreach (var (title, where) in new[] { (reading.SignerTitle, "signer_title"), (reading.Copy?.SignerTitle, "copy.signer_title") })
        {
            if (title is not null && title.StartsWith("THỦ TRƯỞNG", StringComparison.Ordinal))
            {
                yield return Slip("THỦ TRƯỞNG", "THỨ TRƯỞNG", where, "THỨ TRƯỞNG" + title["THỦ TRƯỞNG".Length..]);
            }
        }
    }

    private static IEnumerable<IntakeFinding> Units(FindingContext context, List<(string Where, string Value)> fields)
    {
        if (context.KnownUnits is not { Count: > 0 } known)
        {
            yield break;
        }

        var archive = context.Reading.Archive.Select(a => (Where: "archive", Value: a));
        foreach (var (where, value) in fields.Where(f => f.Where is "recipients" or "copy.recipients").Concat(archive))
        {
            foreach (var unit in UnitWord().Matches(value).Select(m => m.Value).Where(u => !known.Contains(u, StringComparer.Ordinal)))
            {
                var nearest = known.Where(k => IsNear(k, unit)).Order(StringComparer.Ordinal).FirstOrDefault();
                yield return nearest is null
                    ? new IntakeFinding("intake.unknown-unit", FindingSeverity.Info, $"Không có \"{unit}\" trong danh mục viết tắt.", where)
                    : new IntakeFinding("intake.unknown-unit", FindingSeverity.Warning, $"Không có \"{unit}\" trong danh mục viết tắt; gần nhất là \"{nearest}\". Hãy đối chiếu bản giấy.", where, nearest);
            }
        }
    }

    private static bool IsNear(string known, string unit) => Plain.Of(known) == Plain.Of(unit) || (known.Length > 3 && EditDistance.Between(known, unit) == 1);

    private static IntakeFinding Slip(string wrong, string right, string where, string corrected) =>
        new("intake.spelling", FindingSeverity.Warning, $"\"{wrong}\" có thể là lỗi nhận dạng của \"{right}\". Giữ nguyên như đã in; hãy đối chiếu bản giấy.", where, corrected);

    /// <summary>A word of at least two capitals.</summary>
    [GeneratedRegex(@"\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d]*(-\p{Lu}+)*", Linear.Time)]
    private static partial Regex UnitWord();
}
