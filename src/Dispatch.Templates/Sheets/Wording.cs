using System.Globalization;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>The fixed phrases of an official paper, and the room left where a number or date is not yet known.</summary>
internal static class Wording
{
    public const string Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";
    public const string AddressedTo = "Kính gửi:";
    public const string Recipients = "Nơi nhận:";

    private static readonly string RoomForNumber = new(Prose.FixedSpace, 10);
    private static readonly string RoomForDay = new(Prose.FixedSpace, 6);

    public static string Number(string? number, string symbol) =>
        number is null ? $"Số:{RoomForNumber}/{Prose.Clean(symbol)}" : $"Số: {Ordinal(number)}/{Prose.Clean(symbol)}";

    public static string Number(string? numberAndSymbol) => "Số: " + (numberAndSymbol is null ? RoomForNumber : Ordinal(numberAndSymbol));

    /// <summary>A number that stands before other letters or alone; below 10 it gets a zero in front (Phụ lục I mục II.3.c).</summary>
    public static string Ordinal(string number) => Prose.Clean(number) is var clean && clean is [>= '1' and <= '9'] or [>= '1' and <= '9', '/', ..] ? "0" + clean : clean;

    public static string PlaceAndDate(string place, DateOnly? date, int? year) => Prose.Clean(place) + ", " + (date is not null
        ? Date(date, RoomForDay)
        : $"ngày{RoomForDay}tháng{RoomForDay}năm {(year is { } known ? Plain(known) : RoomForDay)}");

    /// <summary>"ngày 05 tháng 01 năm 2024", or room for each figure.</summary>
    public static string Date(DateOnly? date, string room) => date is { } day
        ? $"ngày {Padded(day.Day, upTo: 9)} tháng {Padded(day.Month, upTo: 2)} năm {Plain(day.Year)}"
        : $"ngày {room} tháng {room} năm {room}";

    /// <summary>A trích yếu as it is printed: the words that the paper prints before it, and a full stop behind it, are not printed again.</summary>
    /// <param name="subject">As somebody wrote it.</param>
    /// <param name="form">A công văn prints "V/v" itself; under a name stands a phrase that begins with a capital.</param>
    public static string Subject(string subject, SheetForm form)
    {
        var bare = Prose.Clean(subject);
        bare = bare.EndsWith('.') && !bare.EndsWith("..", StringComparison.Ordinal) && !bare.EndsWith("v.v.", StringComparison.OrdinalIgnoreCase) ? bare[..^1].TrimEnd() : bare;
        bare = SubjectLead.Kept(bare, form == SheetForm.Letter);
        return form == SheetForm.Letter ? bare : Sentence(bare);
    }

    public static string? Circulation(CirculationMark mark) => mark switch
    {
        CirculationMark.None => null,
        CirculationMark.ReturnAfterReading => "XEM XONG TRẢ LẠI",
        CirculationMark.Internal => "LƯU HÀNH NỘI BỘ",
    };

    /// <summary>With a capital at the beginning and as it was after it.</summary>
    public static string Sentence(string text) => Prose.Clean(text) is [var first, .. var rest] ? Prose.Upper(first.ToString()) + rest : string.Empty;

    /// <summary>What follows a lead that the paper prints itself ("Kính gửi:"), where somebody wrote it once more.</summary>
    public static string After(string lead, string line) => Prose.Clean(line) is var text && text.StartsWith(lead, StringComparison.OrdinalIgnoreCase) ? text[lead.Length..] : text;

    /// <summary>Names without their marks; a line that says nothing is no name.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> lines) => [.. lines.Select(Bare).Where(name => name.Length > 0)];

    /// <summary>A list as the decree ends it: a semicolon after each line, a full stop after the last.</summary>
    public static IEnumerable<string> Listed(IReadOnlyList<string> lines)
    {
        var names = Names(lines);
        return names.Select((name, i) => "- " + name + (i == names.Count - 1 ? "." : ";"));
    }

    /// <summary>A name without a dash before it or a mark behind it.</summary>
    public static string Bare(string line)
    {
        var name = Prose.Clean(line).AsSpan();
        name = name is ['-' or '–' or '•', var space, ..] && char.IsWhiteSpace(space) ? name[1..].TrimStart() : name;
        return (name is [.., ';' or ',' or '.'] ? name[..^1].TrimEnd() : name).ToString();
    }

    // Days below 10 and months 1 and 2 get a zero so that no figure can be written in front; other months do not.
    private static string Padded(int value, int upTo) => value <= upTo ? "0" + Plain(value) : Plain(value);

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}
