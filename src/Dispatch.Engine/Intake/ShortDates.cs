using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Dates as running text writes them: 29/02/2024, 01-9-2016, 27 tháng 8 năm 2025.</summary>
internal static partial class ShortDates
{
    /// <summary>The date at the start of the text, null where none stands there or no such day exists.</summary>
    public static DateOnly? Parse(string text) => Match(text) is { Success: true } match ? From(match) : null;

    /// <summary>The match at the start of the text.</summary>
    public static Match Match(string text) => AtStart().Match(Plain.Of(text.Length > 80 ? text[..80] : text));

    public static DateOnly? From(Match match) => DateLine.Make(Number(match, "year"), Number(match, "month"), Number(match, "day"));

    private static int Number(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex(@"^[\s,(]*(ban hanh )?(ngay\s*)?((?<day>\d{1,2})\s?[/\-.]\s?(?<month>\d{1,2})\s?[/\-.]\s?(?<year>(19|20)\d\d)|(?<day>\d{1,2})\s*thang\s*(?<month>\d{1,2})\s*nam\s*(?<year>(19|20)\d\d))", Linear.Time)]
    private static partial Regex AtStart();
}
