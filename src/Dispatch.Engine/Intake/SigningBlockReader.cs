using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The signature: every line above it, its innermost form, and the name.</summary>
/// <param name="Lines">The lines, as printed.</param>
/// <param name="Authority">TM., KT., TL., TUQ. or Q.</param>
/// <param name="OnBehalfOf">What stands behind it.</param>
/// <param name="Title">The title under it.</param>
/// <param name="Name">The name.</param>
/// <param name="IsJoint">Whether several signed; of those side by side the rightmost is read, where the body in charge of a joint document signs.</param>
internal sealed record SigningBlock(IReadOnlyList<string> Lines, string? Authority, string? OnBehalfOf, string? Title, string? Name, bool IsJoint = false)
{
    public static readonly SigningBlock None = new([], null, null, null, null);
}

/// <summary>Collects the lines of the right column of the foot.</summary>
internal sealed partial class SigningBlockReader
{
    /// <summary>Family names that cover nearly all Vietnamese people, bare.</summary>
    private static readonly HashSet<string> FamilyNames = new(StringComparer.Ordinal)
    {
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dao", "doan", "trinh", "dinh", "lam", "phung", "mai", "to", "truong", "cao", "ha", "luu", "luong", "thai", "ta", "quach", "chu",
        "tong", "van", "nong", "lo", "giang", "vuong", "kieu", "trieu", "than", "cu", "bach", "ma", "nghiem", "ninh", "dam", "tang", "la", "quan", "thach", "kim", "au", "y", "hua", "vi", "lai", "khuat", "khuc", "mac", "diep", "ong", "cam", "rcom", "ksor", "siu", "a", "sung", "lu", "lau", "vang", "ban", "phi", "uong", "thieu", "chau", "danh", "son", "dieu", "moong", "xong",
    };

    private readonly List<string> lines = [];
    private string? name;
    private int abreast = 1;
    private bool isNamedHere;
    private string? rightmost;

    public SigningBlock Block
    {
        get
        {
            var last = lines.FindLastIndex(l => SigningTitles.Capacity(l) is not null);
            var capacity = last >= 0 ? SigningTitles.Capacity(lines[last]) : null;
            if (capacity is (['K', ..] mark, var head) && last + 2 < lines.Count && abreast == 1 && SigningTitles.IsDeputyOf(lines[last + 2], lines[last + 1]))
            {
                // "KT. BỘ TRƯỞNG", "CHỦ NHIỆM VĂN PHÒNG …", "PHÓ CHỦ NHIỆM": one person held both offices.
                return new SigningBlock(lines, mark, head + " " + lines[last + 1], lines[last + 2], name);
            }

            var title = last + 1 < lines.Count ? lines[Math.Min(last + abreast, lines.Count - 1)] : null;
            return new SigningBlock(lines, capacity?.Authority, capacity?.OnBehalfOf, title, name, abreast > 1);
        }
    }

    /// <summary>A line of the foot begins; where several capacities stand in one, so many people sign side by side.</summary>
    public void Begin(TextLine line)
    {
        abreast = Math.Max(abreast, line.Pieces.Count(piece => SigningTitles.Capacity(piece) is not null || SigningTitles.IsTitleLine(piece)));
        isNamedHere = false;
        rightmost = line.Pieces.LastOrDefault(IsCapitals);
    }

    /// <summary>Whether a piece is the name of somebody who signs under one who has been read.</summary>
    public bool IsAnother(string piece) => name is not null && !isNamedHere && !IsCapitals(piece) && AsName(piece) is { } person && HasFamilyName(person);

    /// <summary>Whether a piece of the foot belongs to the signature.</summary>
    public bool Takes(string piece) => IsSignatureMark(piece) || IsCapitals(piece) || ((name is null || IsBesideName) && (AsName(piece) is not null || EndsCutLine(piece)));

    /// <summary>"TM. ỦY BAN NHÂN" and "DÂN" on the next line.</summary>
    private bool EndsCutLine(string piece) => lines.Count > 0 && Plain.CapitalShare(piece) == 1 && Plain.Letters(piece) is >= 2 and < 6 && !piece.Any(char.IsDigit)
        && SigningTitles.IsIncomplete(SigningTitles.Capacity(lines[^1])?.OnBehalfOf ?? lines[^1]);

    /// <summary>Whether the next name of this line is that of somebody who signs further to the right.</summary>
    private bool IsBesideName => abreast > 1 && isNamedHere;

    /// <summary>Whether a capacity has been read and the title under it has not.</summary>
    public bool AwaitsTitle => Block is { OnBehalfOf: not null, Title: null, Name: null };

    /// <summary>Where the capitals begin that end a line of small letters; -1 where none do.</summary>
    public static int CapitalsAtEnd(string piece)
    {
        var at = piece.Length;
        for (var space = piece.LastIndexOf(' '); space > 0 && Plain.CapitalShare(piece[(space + 1)..at]) >= 0.99; space = piece.LastIndexOf(' ', space - 1))
        {
            at = space + 1;
        }

        return at < piece.Length && Plain.Letters(piece[at..]) >= 10 ? at : -1;
    }

    public void Add(string piece)
    {
        if (IsSignatureMark(piece))
        {
            return;
        }

        if (lines.Count > 0 && name is null && IsNameInCapitals(piece))
        {
            name = SourceLines.Fold(piece);
            return;
        }

        if (AsName(piece) is { } person && !IsCapitals(piece))
        {
            name = name is null || IsBesideName ? person : name;
            isNamedHere = true;
            return;
        }

        // After the name nothing more is signed: a seal's or an annex's capitals are no title. What goes on a capacity further left is not the rightmost's.
        if (name is null && !(abreast > 1 && rightmost is not null && piece != rightmost && lines.Count > 0 && GoesOn(Tidy(piece))))
        {
            AddLine(Tidy(piece));
        }
    }

    /// <summary>The name a piece holds, without "(đã ký)" and the strokes a scan makes of a signature.</summary>
    public static string? AsName(string piece)
    {
        var text = SourceLines.Fold(Rank().Replace(SignedMark().Replace(piece, " "), "")).Trim(' ', '.', ',', ';', ':', '-', '–', '—', '_', '=', '<', '>', '~', '\'', '"', '*', '(', ')', '/', '\\');
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 6 || !words.Skip(1).All(IsNameWord) || !(IsNameWord(words[0]) || IsCutNameWord(words)))
        {
            return null;
        }

        return IssuerLines.StartsBody(text) && !FamilyNames.Contains(Plain.Of(words[0])) || NoName().IsMatch(Plain.Of(text)) || SigningTitles.IsPlainTitle(text) ? null : text;
    }

    /// <summary>Whether a name begins with a family name, as a name at an unlikely place must.</summary>
    public static bool HasFamilyName(string person) => FamilyNames.Contains(Plain.Of(person.Split(' ')[0]));

    /// <summary>"GIÁM ĐỐC Nguyễn Văn An": title and name that came as one piece, with or without a blank between them.</summary>
    public static IEnumerable<string> Parted(string piece)
    {
        var match = piece.Length < 120 ? TitleWithName().Match(piece) : Match.Empty;
        var (title, person) = (match.Groups["title"].Value, match.Groups["name"].Value);
        return match.Success && HasFamilyName(person) && AsName(person) is not null && (SigningTitles.StartsTitle(title) || SigningTitles.Capacity(title) is not null) ? [title, person] : [piece];
    }

    private void AddLine(string line)
    {
        if (SigningTitles.DeputyWithin(line) is > 0 and var deputy)
        {
            AddLine(line[..deputy].TrimEnd());
            AddLine(line[deputy..]);
            return;
        }

        if (lines.Count > 0 && GoesOn(line))
        {
            lines[^1] += " " + line;
            return;
        }

        // Without a capacity and without a title word the capitals are a seal or a heading.
        if (lines.Count > 0 || SigningTitles.Capacity(line) is not null || SigningTitles.StartsTitle(line))
        {
            lines.Add(line);
        }
    }

    private bool GoesOn(string line) => SigningTitles.Capacity(line) is null && JoinsPrevious(lines[^1], line);

    private static bool JoinsPrevious(string previous, string line)
    {
        var rest = SigningTitles.Capacity(previous)?.OnBehalfOf ?? previous;
        var plain = Plain.Of(line);
        return previous.TrimEnd().EndsWith(',') || SigningTitles.IsIncomplete(rest) || plain.StartsWith("va ", StringComparison.Ordinal) || NamesBody(previous, line) || (SigningTitles.Capacity(previous) is null && !SigningTitles.StartsTitle(line));
    }

    /// <summary>"KT. BỘ TRƯỞNG" and "BỘ TÀI CHÍNH" under it: the head of which body.</summary>
    private static bool NamesBody(string previous, string line) => SigningTitles.Capacity(previous) is { } capacity && SigningTitles.StartsTitle(capacity.OnBehalfOf) && IssuerLines.StartsBody(line) && !SigningTitles.StartsTitle(line);

    private static bool IsCapitals(string piece)
    {
        if (piece.Length > 120)
        {
            return false;
        }

        return SigningTitles.Capacity(piece) is not null || SigningTitles.IsPlainTitle(piece) || (Plain.CapitalShare(piece) > 0.75 && Plain.Letters(piece) >= 5 && piece.Contains(' ', StringComparison.Ordinal) && !piece.Any(char.IsDigit) && !piece.Split(' ').Any(w => w.Length >= 3 && w.All(char.IsLower)));
    }

    private static bool IsNameInCapitals(string piece)
    {
        var words = piece.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 3 or 4 && words[0] is not "TỔ" && words.All(w => w.Length > 1 && w.All(char.IsUpper)) && HasFamilyName(words[0]) && (words[0] is "TRƯƠNG" or "VŨ" || (!SigningTitles.StartsTitle(piece) && !IssuerLines.StartsBody(piece))) && !SigningTitles.IsIncomplete(piece);
    }

    private static bool IsNameWord(string word) =>
        char.IsUpper(word[0]) && word.Length <= 8 && word.Skip(1).All(c => char.IsLower(c) || c == '.' || c == '\'') && (word.Length > 1 || word is "Y" or "Ý" or "A" or "Á");

    /// <summary>The first letter of the name was lost in the signature.</summary>
    private static bool IsCutNameWord(string[] words) => words.Length >= 3 && words[0].Length is >= 2 and <= 6 && words[0].All(char.IsLower);

    private static bool IsSignatureMark(string piece) => Mark().IsMatch(Plain.Of(piece));

    private static string Tidy(string text) => SourceLines.Fold(text).Trim(' ', '.', ';', ':', '-', '–', '—', '_', '=', '<', '>', '~', '\'', '/', '\\', '⁄');

    /// <summary>Ranks and degrees before a name; they are no part of it.</summary>
    [GeneratedRegex(@"^\s*((Đại|Thượng|Trung|Thiếu) (tướng|tá|úy)\s+|((GS|PGS|TS|ThS|BS|CKI|CKII|BSCKII|BSCKI|KS|LS|CN|NGƯT|NGND|TTUT)[.,]?\s*)+[.\s])", Linear.Time)]
    private static partial Regex Rank();

    [GeneratedRegex(@"^(noi nhan|nhu tren|nhu kinh|ha noi|viet nam|trung uong)\b", Linear.Time)]
    private static partial Regex NoName();

    [GeneratedRegex(@"^(?<title>\p{Lu}[\p{Lu}\s,./–-]*\p{Lu}{2})\s*(?<name>\p{Lu}\p{Ll}+(\s\p{Lu}\p{Ll}*){1,4})$", Linear.Time)]
    private static partial Regex TitleWithName();

    [GeneratedRegex(@"^\s*[Đđ]ã ký\s*:?\s+|[\[(]\s*(\p{L}\p{L}\s+\p{L}\p{L}|[Ss]ignature|ký)\s*[\])]", Linear.Time)]
    private static partial Regex SignedMark();

    [GeneratedRegex(@"^\W*(signature|da ky|ky ten[^\n]*|ky, ghi ro[^\n]*|da ky va dong dau|ky ten va dong dau)\W*$", Linear.Time)]
    private static partial Regex Mark();
}
