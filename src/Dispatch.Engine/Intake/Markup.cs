using System.Net;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>What a web page leaves in a copied text: elements and entities. Signs a scan misread as brackets are no elements and stay.</summary>
internal static partial class Markup
{
    /// <summary>The text without elements; what a block element parted stands on lines of its own.</summary>
    public static string Strip(string text)
    {
        var bare = text.Contains('<', StringComparison.Ordinal) ? Inline().Replace(Block().Replace(text, "\n"), "") : text;
        return bare.Contains('&', StringComparison.Ordinal) && Entity().IsMatch(bare) ? WebUtility.HtmlDecode(bare) : bare;
    }

    /// <summary>br stays: inside a row of a Markdown table it parts the lines of one cell.</summary>
    [GeneratedRegex(@"</?(p|div|tr|td|th|table|tbody|thead|li|ul|ol|h[1-6]|center|section|article|html|body|head|hr)(\s[^<>]{0,300})?/?>", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"</?(b|i|u|em|strong|span|font|a|sup|sub|o:p|img|s|small)(\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"&(nbsp|amp|quot|lt|gt|ndash|mdash|#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{1,2}(grave|acute|circ|tilde|uml|horn));", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Entity();
}
