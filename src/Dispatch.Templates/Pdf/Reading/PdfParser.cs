using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Pdf.Reading;

/// <summary>
/// Reads values by the letter of ISO 32000-1, 7.2 and 7.3, from a place in a file or in an unpacked object stream. What the standard does not allow is refused, not guessed.
/// </summary>
internal sealed class PdfParser(PdfSource source, long position = 0, bool inFile = true)
{
    // Trees of names and pages are broad, not deep; real files stay below a dozen levels within one object.
    private const int DeepestValue = 64;
    private const int LongestName = 4096;

    private readonly StringBuilder letters = new();

    public long Position { get; set; } = position;

    /// <summary>How many comments were passed so far: where structure is read there may be none, because readers differ in what they take for one.</summary>
    public int Comments { get; private set; }

    public static bool IsWhite(int value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(int value) => value is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';

    public static bool IsDigit(int value) => value is >= '0' and <= '9';

    public PdfFormatException Wrong(string what) => new(PdfFormatCodes.Syntax, what, Position);

    /// <summary>Passes white space and comments.</summary>
    public void SkipWhite()
    {
        while (true)
        {
            var next = source[Position];
            if (next == '%')
            {
                SkipComment();
            }
            else if (IsWhite(next))
            {
                Position++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Takes a keyword that must stand here, after white space.</summary>
    public void Expect(string keyword)
    {
        if (!Take(keyword))
        {
            throw Wrong($"'{keyword}' is missing");
        }
    }

    /// <summary>Takes a keyword if it stands here, after white space, as a whole word.</summary>
    public bool Take(string keyword)
    {
        var before = Position;
        SkipWhite();
        for (var i = 0; i < keyword.Length; i++)
        {
            if (source[Position + i] != keyword[i])
            {
                Position = before;
                return false;
            }
        }

        if (IsRegular(source[Position + keyword.Length]))
        {
            Position = before;
            return false;
        }

        Position += keyword.Length;
        return true;
    }

    /// <summary>A whole number without a sign, after white space.</summary>
    public long ReadCount()
    {
        SkipWhite();
        return TryReadDigits(out var value) ? value : throw Wrong("A whole number is missing");
    }

    public PdfValue ReadValue() => ReadValue(0);

    private static bool IsRegular(int value) => value >= 0 && !IsWhite(value) && !IsDelimiter(value);

    private static int HexOf(int letter) => letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'A' and <= 'F' => letter - 'A' + 10,
        >= 'a' and <= 'f' => letter - 'a' + 10,
        _ => -1,
    };

    private PdfValue ReadValue(int depth)
    {
        if (depth > DeepestValue)
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "Values are nested too deep", Position);
        }

        SkipWhite();
        switch (source[Position])
        {
            case '/':
                return new PdfName(ReadName());
            case '(':
                return ReadLiteralString();
            case '<':
                return source[Position + 1] == '<' ? ReadDictionary(depth) : ReadHexString();
            case '[':
                return ReadArray(depth);
            case >= '0' and <= '9' or '+' or '-' or '.':
                return ReadNumberOrReference();
            default:
                return ReadKeyword();
        }
    }

    private PdfValue ReadKeyword()
    {
        if (Take("true"))
        {
            return new PdfBoolean(true);
        }

        if (Take("false"))
        {
            return new PdfBoolean(false);
        }

        return Take("null") ? PdfNull.Instance : throw Wrong(source[Position] < 0 ? "The file ends inside an object" : "No value of PDF begins so");
    }

    private string ReadName()
    {
        Position++;
        letters.Clear();
        while (IsRegular(source[Position]))
        {
            var letter = source[Position++];
            if (letter == '#')
            {
                var value = (HexOf(source[Position]) << 4) | HexOf(source[Position + 1]);
                letter = value > 0 ? value : throw Wrong("A name has a broken #-sequence");
                Position += 2;
            }

            letters.Append((char)letter);
            if (letters.Length > LongestName)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, "A name is too long", Position);
            }
        }

        return letters.ToString();
    }

    private PdfDictionary ReadDictionary(int depth)
    {
        Position += 2;
        var entries = new List<KeyValuePair<string, PdfValue>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            SkipWhite();
            if (source[Position] == '>')
            {
                Position++;
                Position += source[Position] == '>' ? 1 : throw Wrong("A dictionary is not closed");
                return new PdfDictionary(entries);
            }

            if (source[Position] != '/')
            {
                throw Wrong("A dictionary has a key that is no name");
            }

            var start = Position;
            var name = ReadName();
            if (!seen.Add(name))
            {
                throw new PdfFormatException(PdfFormatCodes.DuplicateKey, $"/{name} stands twice in one dictionary", start);
            }

            var value = ReadValue(depth + 1);
            if (value is not PdfNull)
            {
                entries.Add(new(name, value));
            }
        }
    }

    private PdfArray ReadArray(int depth)
    {
        Position++;
        var items = new List<PdfValue>();
        while (true)
        {
            SkipWhite();
            if (source[Position] == ']')
            {
                Position++;
                return new PdfArray(items);
            }

            items.Add(ReadValue(depth + 1));
        }
    }

    private PdfValue ReadNumberOrReference()
    {
        var start = Position;
        if (TryReadDigits(out var number) && number <= int.MaxValue && IsWhite(source[Position]))
        {
            var afterNumber = Position;
            SkipWhite();
            if (TryReadDigits(out var generation) && generation <= ushort.MaxValue && Take("R"))
            {
                return new PdfReference((int)number, (int)generation);
            }

            Position = afterNumber;
            return new PdfInteger(number);
        }

        Position = start;
        return ReadNumber();
    }

    /// <summary>Digits as a whole token; restores the position when there is anything else.</summary>
    private bool TryReadDigits(out long value)
    {
        var start = Position;
        value = 0;
        while (IsDigit(source[Position]) && Position - start < 18)
        {
            value = (value * 10) + (source[Position++] - '0');
        }

        if (Position > start && !IsRegular(source[Position]))
        {
            return true;
        }

        Position = start;
        return false;
    }

    private PdfValue ReadNumber()
    {
        letters.Clear();
        var (digits, points) = (0, 0);
        while (IsRegular(source[Position]))
        {
            var letter = (char)source[Position];
            digits += IsDigit(letter) ? 1 : 0;
            points += letter == '.' ? 1 : 0;
            var isSign = letter is '+' or '-' && letters.Length == 0;
            if (!(IsDigit(letter) || letter == '.' || isSign) || points > 1 || digits > 40)
            {
                throw Wrong("A number is malformed");
            }

            letters.Append(letter);
            Position++;
        }

        var text = letters.ToString();
        if (digits == 0)
        {
            throw Wrong("A number has no digits");
        }

        if (points == 0)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? new PdfInteger(whole)
                : throw Wrong("A whole number is too large");
        }

        return new PdfReal(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), text);
    }

    private PdfString ReadHexString()
    {
        var start = Position++;
        var bytes = new List<byte>();
        var high = -1;
        while (source[Position] != '>')
        {
            var letter = source[Position];
            var digit = HexOf(letter);
            if (digit < 0 && !IsWhite(letter))
            {
                throw Wrong("A hexadecimal string has another letter");
            }

            Position++;
            if (digit < 0)
            {
                continue;
            }

            if (high < 0)
            {
                high = digit;
            }
            else
            {
                bytes.Add((byte)((high << 4) | digit));
                high = -1;
            }
        }

        Position++;
        if (high >= 0)
        {
            bytes.Add((byte)(high << 4));
        }

        return new PdfString([.. bytes], isHex: true, inFile ? start : -1, inFile ? Position : -1);
    }

    private PdfString ReadLiteralString()
    {
        var start = Position++;
        var bytes = new List<byte>();
        var open = 1;
        while (true)
        {
            var letter = source[Position++];
            switch (letter)
            {
                case < 0:
                    throw Wrong("A string is not closed");
                case '\\':
                    ReadEscape(bytes);
                    continue;
                case '(':
                    open++;
                    break;
                case ')' when --open == 0:
                    return new PdfString([.. bytes], isHex: false, inFile ? start : -1, inFile ? Position : -1);
                case '\r':
                    // Whatever ends a line in the file is one line feed in the string (7.3.4.2).
                    Position += source[Position] == '\n' ? 1 : 0;
                    letter = '\n';
                    break;
            }

            bytes.Add((byte)letter);
        }
    }

    private void ReadEscape(List<byte> bytes)
    {
        var letter = source[Position++];
        if (letter is >= '0' and <= '7')
        {
            var value = letter - '0';
            for (var i = 0; i < 2 && source[Position] is >= '0' and <= '7'; i++)
            {
                value = (value * 8) + (source[Position++] - '0');
            }

            bytes.Add((byte)value);
            return;
        }

        switch (letter)
        {
            case '\r':
                Position += source[Position] == '\n' ? 1 : 0;
                return;
            case '\n':
                return;
            case < 0:
                throw Wrong("A string is not closed");
            default:
                bytes.Add((byte)(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => letter }));
                return;
        }
    }

    private void SkipComment()
    {
        Comments++;
        while (source[Position] is not (-1 or '\r' or '\n'))
        {
            Position++;
        }
    }
}
