using System.Globalization;
using System.Text;

namespace Dispatch.Engine.Workflows.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Template,
    Name,
    Punctuation,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">A name, a punctuation mark or the cooked text of a string.</param>
/// <param name="Number">The value of a number.</param>
/// <param name="At">Where it begins, counted from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int At);

/// <summary>The script is not in the subset we read. Caught in <see cref="Script.TryParse"/> alone.</summary>
internal sealed class ScriptSyntaxException : Exception
{
    public ScriptSyntaxException()
    {
    }

    public ScriptSyntaxException(string message)
        : base(message)
    {
    }

    public ScriptSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ScriptSyntaxException(string message, int at)
        : base(message) => At = at;

    public int At { get; }
}

/// <summary>Cuts a script into tokens on demand; the parser asks for template chunks itself, because only it knows where a <c>${…}</c> ends.</summary>
internal sealed class ScriptLexer(string source)
{
    private static readonly string[] Marks =
    [
        ">>>", "===", "!==", "**", "<<", ">>", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "...",
        "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", ".", ",", ";", "(", ")", "[", "]", "{", "}", "=", "&", "|", "^", "~",
    ];

    private int position;

    public Token Next()
    {
        SkipBlank();
        var at = position;
        if (position >= source.Length)
        {
            return new Token(TokenKind.End, string.Empty, 0, at);
        }

        var letter = source[position];
        if (char.IsAsciiDigit(letter) || (letter == '.' && position + 1 < source.Length && char.IsAsciiDigit(source[position + 1])))
        {
            return Number(at);
        }

        if (letter is '"' or '\'')
        {
            position++;
            return new Token(TokenKind.Text, Quoted(letter, at), 0, at);
        }

        if (letter == '`')
        {
            position++;
            return new Token(TokenKind.Template, "`", 0, at);
        }

        return IsNameStart(letter) ? Name(at) : Mark(at);
    }

    /// <summary>Text of a template up to its end or to the next <c>${</c>.</summary>
    public (string Text, bool Ended) TemplateChunk(int at)
    {
        var text = new StringBuilder();
        while (position < source.Length)
        {
            var letter = source[position++];
            switch (letter)
            {
                case '`':
                    return (text.ToString(), true);
                case '$' when position < source.Length && source[position] == '{':
                    position++;
                    return (text.ToString(), false);
                case '\\':
                    Escape(text, at);
                    break;
                case '\r' when position < source.Length && source[position] == '\n':
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }

        throw new ScriptSyntaxException("chuỗi mẫu ` không đóng", at);
    }

    private static bool IsNameStart(char letter) => char.IsLetter(letter) || letter is '_' or '$';

    private void SkipBlank()
    {
        while (position < source.Length)
        {
            if (char.IsWhiteSpace(source[position]) || source[position] == '\uFEFF')
            {
                position++;
            }
            else if (At("//"))
            {
                while (position < source.Length && source[position] != '\n')
                {
                    position++;
                }
            }
            else if (At("/*"))
            {
                var end = source.IndexOf("*/", position + 2, StringComparison.Ordinal);
                position = end < 0 ? throw new ScriptSyntaxException("chú thích /* không đóng", position) : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private bool At(string mark) => string.CompareOrdinal(source, position, mark, 0, mark.Length) == 0;

    private Token Number(int at)
    {
        if (source[at] == '0' && at + 1 < source.Length && char.ToLowerInvariant(source[at + 1]) is 'x' or 'o' or 'b')
        {
            return NumberOfBase(at);
        }

        Digits();
        if (position < source.Length && source[position] == '.')
        {
            position++;
            Digits();
        }

        if (position < source.Length && source[position] is 'e' or 'E')
        {
            position += position + 1 < source.Length && source[position + 1] is '+' or '-' ? 2 : 1;
            Digits();
        }

        var written = source[at..position];
        var text = written.Replace("_", string.Empty, StringComparison.Ordinal);
        var isWell = !HasStrayUnderscore(written) && !(text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1])) && !(position < source.Length && IsNameStart(source[position]));
        return isWell && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new Token(TokenKind.Number, text, number, at)
            : throw new ScriptSyntaxException($"số '{written}' viết sai", at);
    }

    private void Digits()
    {
        while (position < source.Length && (char.IsAsciiDigit(source[position]) || source[position] == '_'))
        {
            position++;
        }
    }

    /// <summary>An underscore stands between two digits.</summary>
    private static bool HasStrayUnderscore(string number)
    {
        for (var at = 0; at < number.Length; at++)
        {
            if (number[at] == '_' && !(at > 0 && at + 1 < number.Length && char.IsAsciiHexDigit(number[at - 1]) && char.IsAsciiHexDigit(number[at + 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A number such as <c>0xFF</c>.</summary>
    private Token NumberOfBase(int at)
    {
        while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
        {
            position++;
        }

        var written = source[at..position];
        var text = written.Replace("_", string.Empty, StringComparison.Ordinal);
        var number = text.Length > 2 && !HasStrayUnderscore(written) ? ScriptOperators.ToNumber(text) : double.NaN;
        return double.IsNaN(number) ? throw new ScriptSyntaxException($"số '{text}' viết sai", at) : new Token(TokenKind.Number, text, number, at);
    }

    private Token Name(int at)
    {
        while (position < source.Length && (IsNameStart(source[position]) || char.IsDigit(source[position]) || char.GetUnicodeCategory(source[position]) == UnicodeCategory.NonSpacingMark))
        {
            position++;
        }

        return new Token(TokenKind.Name, source[at..position], 0, at);
    }

    private Token Mark(int at)
    {
        // `a?.5:1` is a choice, not a chain.
        var mark = At("?.") && at + 2 < source.Length && char.IsAsciiDigit(source[at + 2]) ? "?"
            : Array.Find(Marks, At) ?? throw new ScriptSyntaxException($"ký tự '{source[at]}' không dùng được", at);
        position += mark.Length;
        return new Token(TokenKind.Punctuation, mark, 0, at);
    }

    private string Quoted(char quote, int at)
    {
        var text = new StringBuilder();
        while (position < source.Length && source[position] != '\n')
        {
            var letter = source[position++];
            if (letter == quote)
            {
                return text.ToString();
            }

            if (letter == '\\')
            {
                Escape(text, at);
            }
            else
            {
                text.Append(letter);
            }
        }

        throw new ScriptSyntaxException("chuỗi không đóng", at);
    }

    private void Escape(StringBuilder text, int at)
    {
        if (position >= source.Length)
        {
            throw new ScriptSyntaxException("chuỗi không đóng", at);
        }

        var letter = source[position++];
        switch (letter)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case '0': text.Append('\0'); break;
            case '\n': break;
            case 'x': text.Append((char)Hex(2, at)); break;
            case 'u': text.Append(CodePoint(at)); break;
            default: text.Append(letter); break;
        }
    }

    private string CodePoint(int at)
    {
        if (position >= source.Length || source[position] != '{')
        {
            return ((char)Hex(4, at)).ToString();
        }

        var end = source.IndexOf('}', position);
        var digits = end - position - 1;
        position++;
        var code = digits is > 0 and <= 6 ? Hex(digits, at) : throw new ScriptSyntaxException("mã \\u{…} viết sai", at);
        position++;
        return Rune.IsValid(code) ? new Rune(code).ToString() : throw new ScriptSyntaxException("mã \\u{…} viết sai", at);
    }

    private int Hex(int digits, int at)
    {
        var text = source.AsSpan(position, Math.Min(digits, source.Length - position));
        position += text.Length;
        return text.Length == digits && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new ScriptSyntaxException("mã ký tự viết sai", at);
    }
}
