using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Reads the trích yếu: after V/v for a công văn, under the name of the kind for the others.</summary>
internal static partial class SubjectReader
{
    private const int MostLines = 12;

    /// <summary>A line that somebody broke by hand to set it in the middle.</summary>
    private const int LongestCentred = 100;

    /// <summary>What is longer under the name of a kind is text; amended papers cite much in a subject of capitals.</summary>
    private const int LongestParagraph = 300;

    private const int LongestInCapitals = 700;

    /// <summary>The letters two lines must share at their beginning to speak of one thing.</summary>
    private const int ShortestRepeated = 12;

    /// <summary>What is longer and has no mark is text.</summary>
    private const int LongestSubjectLine = 250;

    /// <summary>The subject of a công văn, pieced together from the left column.</summary>
    public static string? OfLetter(HeadFragments head)
    {
        var at = head.All.ToList().FindIndex(f => f.Part == HeadPart.Subject);
        if (at < 0)
        {
            at = Unmarked(head.All);
        }

        if (at < 0)
        {
            return null;
        }

        var first = head.All[at];
        var mark = first.Part == HeadPart.Subject ? HeadFragments.SubjectMark() : About();
        var parts = new List<string> { first.Text[mark.Match(first.Text).Length..] };
        for (var i = at + 1; i < head.All.Count && parts.Count < MostLines; i++)
        {
            var fragment = head.All[i];
            if (fragment.Part != HeadPart.Other || HeadMarks.Urgency(fragment.Text) is not null)
            {
                continue;
            }

            // "V/v" alone on its line: what follows is the subject, whatever it begins with.
            if (Plain.Letters(parts[^1]) > 0 && Ends(fragment, parts[^1]))
            {
                break;
            }

            parts.Add(fragment.Text);
        }

        return Tidy(string.Join(' ', parts));
    }

    /// <summary>A subject whose lines stand together, its mark in front.</summary>
    public static string OfStray(IReadOnlyList<string> lines) => Tidy(string.Join(' ', lines)[HeadFragments.SubjectMark().Match(lines[0]).Length..]);

    /// <summary>The mark was lost: what stands in small letters under the number, before the text begins, can be nothing else.</summary>
    private static int Unmarked(IReadOnlyList<Fragment> all)
    {
        var number = all.ToList().FindIndex(f => f.Part == HeadPart.Number);
        for (var i = number + 1; number >= 0 && i < all.Count; i++)
        {
            var text = all[i].Text;
            if (all[i].Part == HeadPart.Other && (text.Length > LongestSubjectLine || Opener().IsMatch(Plain.Of(text))))
            {
                break;
            }

            if (all[i].Part == HeadPart.Other && Plain.CapitalShare(text) < 0.4 && Plain.Letters(text) > 10)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where the name of the kind was lost, with the cell it stood in, the capitals under number and date are still the subject.</summary>
    public static string? OfUntitled(IReadOnlyList<TextLine> lines, HeadFragments head)
    {
        var from = Math.Max(head.First(HeadPart.Number)?.Line ?? lines.Count, head.First(HeadPart.Date)?.Line ?? -1) + 1;
        var parts = lines.Skip(from).Take(MostLines).TakeWhile(line => Plain.CapitalShare(line.Text) > 0.8 && !IssuerLines.StartsBody(line.Text) && !SigningTitles.StartsTitle(line.Text)).Select(line => line.Flat).ToList();
        return Plain.Letters(string.Concat(parts)) < 15 ? null : Tidy(AboutInCapitals().Replace(string.Join(' ', parts), string.Empty, 1));
    }

    /// <summary>"Về việc …" between Kính gửi and the text, where offices set it until about 2005: broken off on both sides and ended by no mark, as no paragraph is.</summary>
    public static (string? Subject, int End) UnderAddressee(IReadOnlyList<TextLine> lines, int at)
    {
        if (at >= lines.Count || !lines[at].AfterBreak || !UnderLetter().IsMatch(lines[at].Flat))
        {
            return (null, at);
        }

        var end = at + 1;
        while (end < lines.Count && !lines[end].AfterBreak)
        {
            end++;
        }

        var text = string.Join(' ', lines.Skip(at).Take(end - at).Select(line => line.Flat));
        return end < lines.Count && text.Length < LongestSubjectLine && IsOpen(text) ? (Tidy(text), end) : (null, at);
    }

    /// <summary>The lines under the name of a kind, and the line behind them.</summary>
    public static (string? Subject, int End) OfNamedKind(IReadOnlyList<TextLine> lines, int title, string opening, string? issuer)
    {
        var parts = new List<string>();
        if (opening.Length > 0)
        {
            parts.Add(opening);
        }

        var at = title + 1;
        for (; at < lines.Count && parts.Count < MostLines; at++)
        {
            if (parts.Count == 0 && DispatchKinds.FromTitle(lines[at].Text) is not null)
            {
                // A page may print the name of the kind twice.
                continue;
            }

            if (EndsNamed(lines, at, parts, issuer))
            {
                break;
            }

            parts.Add(lines[at].Flat);
        }

        return (parts.Count == 0 ? null : Tidy(string.Join(' ', parts)), at);
    }

    private static bool Ends(Fragment fragment, string last)
    {
        var text = fragment.Text;
        var goesOn = text.Length > 0 && (char.IsLower(text[0]) || char.IsDigit(text[0]) || last.TrimEnd().EndsWith(',')) && !last.TrimEnd().EndsWith('.');
        return text.Length > 110 || Opener().IsMatch(Plain.Of(text)) && !goesOn || (fragment.AfterBreak && !goesOn);
    }

    private static bool EndsNamed(IReadOnlyList<TextLine> lines, int at, List<string> parts, string? issuer)
    {
        var line = lines[at];
        var plain = Plain.Of(line.Text);
        if (HeadAnchors.IsAddressee(line.Text) || Greeting().IsMatch(plain) || FirstPart().IsMatch(line.Text))
        {
            return true;
        }

        if (parts.Count == 0)
        {
            return line.Flat.Length > (Plain.CapitalShare(line.Text) > 0.9 ? LongestInCapitals : LongestParagraph) || plain.StartsWith("can cu ", StringComparison.Ordinal) || IsIssuer(line.Text, issuer);
        }

        var goesOn = char.IsLower(line.Text[0]) || Plain.Letters(line.Text) == 0 || plain.StartsWith("ve ", StringComparison.Ordinal) || parts[^1].TrimEnd().EndsWith(',') || Term().IsMatch(plain) || IsQuotedName(line.Text) || GoesOnInCapitals(parts[^1], line);
        var isWhole = parts[^1].TrimEnd().EndsWith('.') && parts[^1].Length > 40 && char.IsUpper(line.Text[0]);
        return isWhole || Repeats(parts[0], line.Text) || (Opener().IsMatch(plain) && !goesOn) || Invitation().IsMatch(plain) || plain.EndsWith("nhu sau:", StringComparison.Ordinal) || (line.AfterBreak && !goesOn && !GoesOnInParagraphs(lines, at, parts[^1])) || IsAuthorityLine(lines, at, issuer) || (Plain.CapitalShare(parts[^1]) > 0.8 && Plain.CapitalShare(line.Text) < 0.5 && !goesOn) || parts[^1].EndsWith("./.", StringComparison.Ordinal);
    }

    /// <summary>A subject set in capitals goes on in capitals, whatever stands between its lines.</summary>
    private static bool GoesOnInCapitals(string last, TextLine line) =>
        last.Length > 25 && Plain.CapitalShare(last) > 0.9 && Plain.CapitalShare(line.Text) > 0.9 && !IssuerLines.StartsBody(line.Text) && !SigningTitles.StartsTitle(line.Text);

    /// <summary>A page that makes a paragraph of every line: what is short, ends in no mark and stands before the first Căn cứ is still the subject.</summary>
    private static bool GoesOnInParagraphs(IReadOnlyList<TextLine> lines, int at, string last) =>
        lines[at].Text.Length < LongestCentred && IsOpen(last) && IsOpen(lines[at].Text) && Plain.CapitalShare(last) < 0.5 && Plain.CapitalShare(lines[at].Text) < 0.5
        && at + 1 < lines.Count && lines[at + 1].AfterBreak && Plain.Of(lines[at + 1].Text) is var next && (next.StartsWith("can cu ", StringComparison.Ordinal) || Plain.CapitalShare(lines[at + 1].Text) > 0.8 || (lines[at + 1].Text.Length < LongestCentred && char.IsLower(lines[at + 1].Text[0])));

    /// <summary>A sentence that begins with the words in which the capitals of the subject began: the text says what took place.</summary>
    private static bool Repeats(string opening, string line) =>
        Plain.CapitalShare(opening) > 0.8 && Plain.CapitalShare(line) < 0.5 && Plain.Compact(opening) is { Length: >= ShortestRepeated } words && Plain.Compact(line).StartsWith(words[..ShortestRepeated], StringComparison.Ordinal);

    private static bool IsOpen(string text) => text.TrimEnd() is [.., var end] && char.IsLetterOrDigit(end);

    /// <summary>"ỦY BAN NHÂN DÂN TỈNH …" or "BỘ TRƯỞNG …" over the first Căn cứ: who decides, no part of the subject.</summary>
    private static bool IsAuthorityLine(IReadOnlyList<TextLine> lines, int at, string? issuer)
    {
        var text = lines[at].Text;
        if (Plain.CapitalShare(text) < 0.8)
        {
            return false;
        }

        // In a narrow cell the name of who decides takes two lines; no deputy decides, and PHỐ is no deputy.
        var behind = at + 2 < lines.Count && !Plain.Of(text).StartsWith("pho ", StringComparison.Ordinal) && Plain.CapitalShare(lines[at + 1].Text) > 0.8 && !SigningTitles.StartsTitle(lines[at + 1].Text) ? at + 2 : at + 1;
        var next = behind < lines.Count ? Plain.Of(lines[behind].Text) : "";
        return IsIssuer(text, issuer) || (SigningTitles.StartsTitle(text) && (lines[at].Bold || Opener().IsMatch(next)));
    }

    /// <summary>The name of a movement or project in quotes, alone on its line.</summary>
    private static bool IsQuotedName(string text) => text.Length < LongestCentred && text[0] is '“' or '"' && text[^1] is '”' or '"';

    private static bool IsIssuer(string text, string? issuer) => issuer is not null && Plain.CapitalShare(text) > 0.8 && Plain.Compact(text) == Plain.Compact(issuer);

    private static string Tidy(string text) => SourceLines.Fold(text).Trim(' ', '.', ',', ';', ':', '-', '–', '—', '_', '/');

    /// <summary>"Về việc" under the number says no more than V/v.</summary>
    [GeneratedRegex(@"^\s*(Công văn )?[Vv]ề (việc )?", Linear.Time)]
    private static partial Regex About();

    [GeneratedRegex(@"^\s*(VỀ VIỆC|V/V)[\s:]+", Linear.Time)]
    private static partial Regex AboutInCapitals();

    [GeneratedRegex(@"^\W*(Về việc|V/v)\s", Linear.Time)]
    private static partial Regex UnderLetter();

    /// <summary>First words of a body on the bare form.</summary>
    [GeneratedRegex(@"^\W*(c[a]n cu |thuc hien |thi hanh |xet |theo de nghi|theo |nhan dip|duoc su (dong y|nhat tri|phan cong|uy quyen|chi dao|cho phep|quan tam)|phuc dap|tra loi |tiep theo|hien nay|thoi gian qua|sau khi|(chieu |sang |toi )?ngay \d|trong |de |de nghi |kinh thua|dieu 1|i[.] |1[.] )", Linear.Time)]
    public static partial Regex Opener();

    /// <summary>For which time, in brackets under the subject.</summary>
    [GeneratedRegex(@"^\((giai doan|nhiem ky|nam hoc|nam|khoa|dot)\b", Linear.Time)]
    private static partial Regex Term();

    /// <summary>The heading of the first part of the text.</summary>
    [GeneratedRegex(@"^(I|A|PHẦN (I|THỨ NHẤT|MỘT))\s?[.\-:/]", Linear.Time)]
    private static partial Regex FirstPart();

    /// <summary>How the text of an invitation begins.</summary>
    [GeneratedRegex(@"\b(kinh moi|tran trong moi|moi (cac )?(ong|ba|dong chi))\b|^\W*(thoi gian|dia diem|thanh phan|noi dung)\s*(hop\s*)?:", Linear.Time)]
    private static partial Regex Invitation();

    [GeneratedRegex(@"dien\s*:\s*($|-)|^\W*dien\s*:|^\W*\(?(kem theo|ban hanh kem)", Linear.Time)]
    public static partial Regex Greeting();
}
