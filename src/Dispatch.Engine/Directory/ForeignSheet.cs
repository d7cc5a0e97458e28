using System.Globalization;
using CsvHelper;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Directory;

/// <summary>How sheets come that a spreadsheet or another system wrote: what parts their fields, and how they write days.</summary>
internal static class ForeignSheet
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/M/d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yy"];

    /// <summary>What parts most fields of the first line.</summary>
    public static char SeparatorOf(string csv)
    {
        var head = FirstLine(csv);
        return Separators.MaxBy(mark => head.Count(letter => letter == mark));
    }

    /// <summary>How a sheet is read: whole, or not at all.</summary>
    public static CsvReaderOptions Form(char separator) => new()
    {
        Separator = separator,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>The text up to the end of its first line.</summary>
    public static string FirstLine(string csv) => csv.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? csv[..end] : csv;

    /// <summary>A day as it is written here (17/12/2024) or for machines (2024-12-17), with an hour behind it or not. An hour that names its zone is told in Vietnam's time: midnight here is the day before in UTC.</summary>
    public static bool TryDay(string text, out DateOnly day)
    {
        if (text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant))
        {
            day = OfficeTime.DateAt(instant);
            return true;
        }

        var hour = text.IndexOfAny([' ', 'T']);
        var date = hour > 0 && TimeOnly.TryParse(text.AsSpan(hour + 1), CultureInfo.InvariantCulture, out _) ? text[..hour] : text;
        return DateOnly.TryParseExact(date, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
