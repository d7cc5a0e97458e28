namespace Dispatch.Engine.Intake;

/// <summary>Where in a text a value was read.</summary>
/// <param name="Field">The field, as in the findings.</param>
/// <param name="Start">The first character, in the text as <see cref="ReadingPlaces.Shown"/> gives it.</param>
/// <param name="Length">How many characters.</param>
public sealed record ReadingPlace(string Field, int Start, int Length);

/// <summary>Finds the values of a reading again in their text, to show a clerk where each came from; a value broken over columns has several places.</summary>
public static class ReadingPlaces
{
    private const int ShortestPart = 6;
    private const int FarthestPart = 1500;

    /// <summary>The text as it is shown and counted in: composed, without invisible characters and elements of web pages.</summary>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SourceLines.Compose(text).Replace('\f', '\n').Trim();
    }

    /// <summary>The places in the order of the text; no two overlap.</summary>
    /// <param name="shown">The text as <see cref="Shown"/> gives it.</param>
    /// <param name="reading">What was read from it.</param>
    public static IReadOnlyList<ReadingPlace> Of(string shown, IntakeReading reading)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(reading);
        var letters = new Letters(shown);
        var foot = Foot(letters, reading);
        var places = new List<ReadingPlace>();
        foreach (var (field, value, from) in Values(reading, foot))
        {
            // A date is one of several spellings: a part of one says nothing.
            var found = letters.Find(value, from, isWhole: field == "date");
            if (found.All(f => places.TrueForAll(p => f.Start + f.Length <= p.Start || p.Start + p.Length <= f.Start)))
            {
                places.AddRange(found.Select(f => new ReadingPlace(field, f.Start, f.Length)));
            }
        }

        return [.. places.OrderBy(p => p.Start)];
    }

    /// <summary>The end of the last paragraph; names and recipients stand behind it.</summary>
    private static int Foot(Letters letters, IntakeReading reading)
    {
        var last = reading.Body.LastOrDefault(p => Plain.Compact(p).Length >= ShortestPart);
        var tail = last is null ? "" : Plain.Compact(last);
        return tail.Length == 0 ? 0 : Math.Max(0, letters.Bare.IndexOf(tail[Math.Max(0, tail.Length - 40)..], StringComparison.Ordinal));
    }

    private static IEnumerable<(string Field, string? Value, int From)> Values(IntakeReading reading, int foot)
    {
        yield return ("number", reading.NumberAndSymbol, 0);
        foreach (var date in Dates(reading.Date))
        {
            yield return ("date", date, 0);
        }

        yield return ("issuer", reading.Issuer, 0);
        yield return ("parent", reading.Parent, 0);
        yield return ("subject", reading.Subject, 0);
        yield return ("urgency", reading.Urgency, 0);
        foreach (var addressee in reading.Addressees)
        {
            yield return ("addressees", addressee, 0);
        }

        foreach (var recipient in reading.Recipients.Append(reading.ArchiveLine))
        {
            yield return ("recipients", recipient, foot);
        }

        foreach (var line in reading.SigningLines)
        {
            yield return ("signer_title", line, foot);
        }

        yield return ("signer_name", reading.SignerName, foot);
        yield return ("copy", reading.Copy?.Form, 0);
        yield return ("copy", reading.Copy?.NumberAndSymbol, 0);
    }

    private static IEnumerable<string> Dates(DateOnly? date) =>
        date is not { } d ? [] : new[] { $"{d.Day:00}|{d.Month:00}", $"{d.Day:00}|{d.Month}", $"{d.Day}|{d.Month:00}", $"{d.Day}|{d.Month}" }.Distinct(StringComparer.Ordinal)
            .Select(p => FormattableString.Invariant($"ngày{p.Replace("|", "tháng", StringComparison.Ordinal)}năm{d.Year}"));

    /// <summary>The bare letters and digits of a text, each with its place.</summary>
    private sealed class Letters
    {
        private readonly List<int> at = [];

        public Letters(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (char.IsLetterOrDigit(text[i]))
                {
                    at.Add(i);
                }
            }

            Bare = Plain.Compact(text);
        }

        public string Bare { get; }

        /// <summary>The value whole, else its parts one after the other, each as long as it can be.</summary>
        public List<(int Start, int Length)> Find(string? value, int from, bool isWhole)
        {
            var wanted = value is null ? "" : Plain.Compact(value);
            var places = new List<(int Start, int Length)>();
            var whole = wanted.Length < 2 ? -1 : Bare.IndexOf(wanted, Math.Min(from, Bare.Length), StringComparison.Ordinal);
            if (whole >= 0)
            {
                return [Place(whole, wanted.Length)];
            }

            for (int read = 0, after = from; read < wanted.Length && !isWhole;)
            {
                var (start, length) = Longest(wanted[read..], after, read == 0);
                if (length == 0)
                {
                    return read * 2 >= wanted.Length ? places : [];
                }

                places.Add(Place(start, length));
                (read, after) = (read + length, start + length);
            }

            return places;
        }

        private (int Start, int Length) Longest(string wanted, int from, bool isFirst)
        {
            var room = isFirst ? Bare.Length - from : Math.Min(FarthestPart, Bare.Length - from);
            var (low, high) = (Math.Min(ShortestPart, wanted.Length), wanted.Length);
            var best = (Start: 0, Length: 0);
            while (low <= high && room > 0)
            {
                var middle = (low + high) / 2;
                var start = Bare.IndexOf(wanted[..middle], from, room, StringComparison.Ordinal);
                (low, high) = start >= 0 ? (middle + 1, high) : (low, middle - 1);
                best = start >= 0 ? (start, middle) : best;
            }

            return best;
        }

        private (int Start, int Length) Place(int start, int length) => (at[start], at[start + length - 1] - at[start] + 1);
    }
}
