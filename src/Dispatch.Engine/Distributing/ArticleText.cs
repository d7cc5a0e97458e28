using System.Text.RegularExpressions;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Whom "Như Điều 3" means: those whom that article of the text makes answerable for carrying it out. Of the article only the words before "chịu trách nhiệm" (or what offices write for it) name
/// recipients; an article that makes nobody answerable says nothing, and the clerk names each.
/// </summary>
internal static partial class ArticleText
{
    private const string People = "các ông bà";

    /// <summary>What the articles say that the recipient lines refer to; empty for nearly every paper, which has no such line.</summary>
    /// <param name="recipients">The printed lines.</param>
    /// <param name="body">The paragraphs of the text.</param>
    public static IReadOnlyDictionary<string, string> CitedIn(IReadOnlyList<string> recipients, IReadOnlyList<string> body)
    {
        var cited = recipients.SelectMany(line => line.Split('\n')).Select(RecipientText.Bare).Where(RecipientText.SaysSameAsArticle).SelectMany(NumbersIn).Distinct(StringComparer.Ordinal).ToList();
        return cited.Select(number => (Number: number, Answerable: AnswerableIn(number, body))).Where(article => article.Answerable is not null)
            .ToDictionary(article => article.Number, article => article.Answerable!, StringComparer.Ordinal);
    }

    /// <summary>The numbers of the articles that a line refers to: "Như Điều 3", "Như các Điều 2, 3".</summary>
    public static IEnumerable<string> NumbersIn(string bare) => Numbers().Match(bare) is { Success: true } found ? found.Groups["number"].Captures.Select(number => number.Value) : [];

    /// <summary>The words as a list of bodies: "Vụ trưởng Vụ Tổ chức cán bộ" is that unit, and whoever has no body stays as printed.</summary>
    public static string ListOf(string answerable)
    {
        // "các ông, bà có tên tại Điều 1" are one.
        var listed = Joined().Replace(MenAndWomen().Replace(answerable, People), joint => IsNext(joint.Groups["rest"].Value) ? "; " : joint.Value);
        return Segment().Replace(listed, segment => BodyOf(segment.Value.Trim()) is { } body ? " " + body : segment.Value).Trim();
    }

    private static string? BodyOf(string words) =>
        !words.StartsWith(People, StringComparison.OrdinalIgnoreCase) && OfficeText.Read(words) is { Role: not null, Person: null, Body.Length: > 0 } office ? office.Body : null;

    private static bool IsNext(string words) => words.StartsWith("các ", StringComparison.OrdinalIgnoreCase) || OfficeText.Read(words.Trim()).Role is not null;

    private static string? AnswerableIn(string number, IReadOnlyList<string> body)
    {
        var paragraphs = body.SelectMany(text => text.Split('\n')).Select(Plain).Where(text => text.Length > 0).ToList();
        var first = paragraphs.FindIndex(text => Heading().Match(text) is { Success: true } heading && heading.Groups["number"].Value == number);
        if (first < 0)
        {
            return null;
        }

        // An article may charge several, each in a sentence of its own: who is left out here gets no paper.
        var charged = paragraphs.Skip(first).TakeWhile((text, at) => at == 0 || !Heading().IsMatch(text))
            .SelectMany(text => SentenceEnd().Split(Heading().Replace(text, string.Empty)))
            .Select(sentence => Duty().Match(sentence)).Where(duty => duty.Success).Select(duty => Courtesy().Replace(duty.Groups["who"].Value.Trim(), string.Empty)).ToList();
        return charged.Count == 0 ? null : string.Join("; ", charged);
    }

    /// <summary>A paragraph without the marks of Markdown and in single spaces.</summary>
    private static string Plain(string text) => RecipientText.Bare(NameFolding.Compose(text).Replace("*", string.Empty, StringComparison.Ordinal).TrimStart('#', ' '));

    [GeneratedRegex(@"^như\s+(tại\s+)?((các\s+)?khoản\s+[\d,\s]+)?(các\s+)?điều\s+(?<number>\d{1,3})((\s*,\s*|\s+và\s+)(điều\s+)?(?<number>\d{1,3}))*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^Điều\s+(?<number>\d{1,3})(\s*[.:]\s*|\s+(?=\p{Lu})|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    // A short form before the stop ("TP. Huế") ends no sentence.
    [GeneratedRegex(@"(?<=\p{Ll}{2,}|\d|[)”""])\.\s+(?=\p{Lu})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(
        @"^(\d{1,2}[.)]\s*)?(?<who>\p{Lu}.{3,1500}?)\s*,?\s+((và\s+)?(chịu|có)\s+trách\s+nhiệm\b|căn\s+cứ\s+(Quyết|Nghị|nội|chức|nhiệm)|(tổ\s+chức\s+)?(thi\s+hành|thực\s+hiện)\s+(Quyết|Nghị|Chỉ)|theo\s+chức\s+năng)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duty();

    // "Các ông (bà): Chánh Văn phòng …" addresses the offices behind it.
    [GeneratedRegex(@"^(Các\s+)?(đồng\s+chí|ông|bà)(\s*[,/(]?\s*(bà|ông)\s*\)?)?\s*(có\s+tên\s+[^:]{1,40})?:\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"\bcác\s+ông\s*[,/]\s*bà\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MenAndWomen();

    [GeneratedRegex(@"\s+và\s+(?=(?<rest>[^,;]+))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"[^,;]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Segment();
}
