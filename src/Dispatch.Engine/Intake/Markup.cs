using System.Net;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>What a web page leaves in a copied text: elements and entities. Signs a scan misread as brackets are no elements and stay.</summary>
internal static partial class Markup
{
    /// <summary>The text without elements; what a block element parted stands on lines of its own.</summary>
    public static string Strip(string text)
    {
        var bare = text.Contains('<', StringComparison.Ordinal) ? Inline().Replace(Block().Replace(Hidden().Replace(text, "\n"), "\n"), "") : text;

        // A page that was copied twice has its entities written twice: "&amp;nbsp;".
        for (var round = 0; round < 2 && bare.Contains('&', StringComparison.Ordinal) && Entity().IsMatch(bare); round++)
        {
            bare = WebUtility.HtmlDecode(bare);
        }

        return bare.Contains("connector", StringComparison.OrdinalIgnoreCase) ? Shape().Replace(bare, "") : bare;
    }

    /// <summary>What a converter writes for a rule somebody drew.</summary>
    [GeneratedRegex(@"\bstraight (arrow )?connector \d{1,3}", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Shape();

    /// <summary>What a page never shows: style sheets, programs, its name, and what is set aside for a word processor.</summary>
    [GeneratedRegex(@"<style[\s>].*?</style>|<script[\s>].*?</script>|<title>[^<>]*</title>|<!--.*?-->", Linear.Time | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();

    /// <summary>br stays: inside a row of a Markdown table it parts the lines of one cell.</summary>
    [GeneratedRegex(@"</?(p|div|tr|td|th|table|tbody|thead|li|ul|ol|h[1-6]|center|section|article|html|body|head|hr)(\s[^<>]{0,300})?/?>", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"</?(b|i|u|em|strong|span|font|a|sup|sub|o:p|img|s|small|meta|link|label|nobr|st1:\w+)(\s[^<>]{0,300})?/?>|<!DOCTYPE[^<>]{0,300}>|<!\[[^<>]{0,60}\]>", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    /// <summary>Names are small letters but for those of capitals; what no page knows stays as it is.</summary>
    [GeneratedRegex(@"&(#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][a-z]{1,9}\d?|ETH);", Linear.Time)]
    private static partial Regex Entity();
}
