using System.Net;
using System.Text;

namespace Dispatch.Api.Components;

/// <summary>Exchanges the sentences of one page: texts between tags, and the few attributes people read or hear. What stands in <c>translate="no"</c>, and what a person typed, is left alone.</summary>
internal sealed class EnglishMarkup(EnglishTable table)
{
    private static readonly string[] Read = [" title=\"", " placeholder=\"", " aria-label=\"", " alt=\"", " data-head=\""];
    private static readonly string[] Untouched = ["script", "style", "textarea", "pre", "code"];

    private readonly StringBuilder page = new();

    /// <summary>The page in English.</summary>
    public string Translate(string html)
    {
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            Text(html[at..(open < 0 ? html.Length : open)]);
            if (open < 0)
            {
                break;
            }

            var close = End(html, open);
            var tag = html[open..close];
            var name = Name(tag);
            Tag(tag, name);
            at = close;
            if (IsLeftAlone(tag, name))
            {
                var after = AfterElement(html, close, name);
                page.Append(html, close, after - close);
                at = after;
            }
        }

        return page.ToString();
    }

    private void Text(string raw)
    {
        var words = WebUtility.HtmlDecode(raw);
        var trimmed = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (trimmed.Length == 0 || table.Find(trimmed) is not { } english)
        {
            page.Append(raw);
            return;
        }

        page.Append(char.IsWhiteSpace(words[0]) ? " " : "").Append(WebUtility.HtmlEncode(english)).Append(char.IsWhiteSpace(words[^1]) ? " " : "");
    }

    private void Tag(string tag, string name)
    {
        if (name == "html")
        {
            page.Append(tag.Replace("lang=\"vi\"", "lang=\"en\"", StringComparison.Ordinal));
            return;
        }

        foreach (var attribute in Read)
        {
            var start = tag.IndexOf(attribute, StringComparison.Ordinal);
            if (start >= 0 && tag.IndexOf('"', start + attribute.Length) is var end and > 0 && table.Find(WebUtility.HtmlDecode(tag[(start + attribute.Length)..end])) is { } english)
            {
                tag = tag[..(start + attribute.Length)] + WebUtility.HtmlEncode(english) + tag[end..];
            }
        }

        page.Append(tag);
    }

    /// <summary>Where a tag ends; a quoted ">" does not end it.</summary>
    private static int End(string html, int open)
    {
        var isQuoted = false;
        for (var i = open; i < html.Length; i++)
        {
            if (html[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (html[i] == '>' && !isQuoted)
            {
                return i + 1;
            }
        }

        return html.Length;
    }

    private static string Name(string tag) => new([.. tag.Skip(1).TakeWhile(char.IsLetterOrDigit)]);

    private static bool IsLeftAlone(string tag, string name) =>
        name.Length > 0 && !tag.EndsWith("/>", StringComparison.Ordinal) && (Untouched.Contains(name, StringComparer.Ordinal) || tag.Contains(" translate=\"no\"", StringComparison.Ordinal));

    /// <summary>Where the element whose tag was just read is over, elements of its own name inside it counted.</summary>
    private static int AfterElement(string html, int from, string name)
    {
        var depth = 1;
        var at = from;
        while (depth > 0 && (at = html.IndexOf('<', at)) >= 0)
        {
            var isEnd = at + 1 < html.Length && html[at + 1] == '/';
            if (string.CompareOrdinal(html, at + (isEnd ? 2 : 1), name, 0, name.Length) == 0 && !char.IsLetterOrDigit(html, Math.Min(at + (isEnd ? 2 : 1) + name.Length, html.Length - 1)))
            {
                depth += isEnd ? -1 : 1;
            }

            if (depth > 0)
            {
                at++;
            }
        }

        return at < 0 ? html.Length : at;
    }
}
