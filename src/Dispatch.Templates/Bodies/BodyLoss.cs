using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Bodies;

/// <summary>Something a Word file holds that a dispatch's text cannot: it is named, never dropped in silence.</summary>
/// <param name="Code">A stable code: "word.image", "word.footnote", "word.text-box", "word.inserted", "word.deleted", "word.comment", "word.header",
/// "word.footer", "word.formula", "word.merged-rows", "word.nested-table", "word.object",
/// "word.symbol", "word.hidden", "word.struck", "word.raised", "word.legacy-font", "word.underlined", "word.coloured", "word.small-caps", "word.sized".</param>
/// <param name="Place">Where, as a clerk would find it: "đoạn 12 (“Căn cứ Nghị định…”)", "bảng 1, hàng 2".</param>
/// <param name="Message">What it is and what became of it.</param>
public sealed record BodyLoss(string Code, string Place, string Message)
{
    /// <summary>Letters of a font of before Unicode, which are taken as that font showed them.</summary>
    public const string LegacyFont = "word.legacy-font";

    private const int QuotedLetters = 40;

    /// <summary>The beginning of a text, enough to find it.</summary>
    internal static string Quote(string text)
    {
        var clean = Prose.Clean(text.Length > 4 * QuotedLetters ? text[..(4 * QuotedLetters)] : text);
        return clean.Length <= QuotedLetters ? clean : clean[..QuotedLetters].TrimEnd() + "…";
    }
}

/// <summary>What was read from a Word file.</summary>
/// <param name="Body">The text.</param>
/// <param name="Losses">What is not in the text, in the order of the file; empty when everything is.</param>
public sealed record WordReading(BodyText Body, IReadOnlyList<BodyLoss> Losses);

/// <summary>A Word file is not read: it is damaged, too large, or none.</summary>
public sealed class UnreadableWordException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="code">A stable code: "word.not-a-word-file", "word.damaged", "word.too-large", "word.macros".</param>
    /// <param name="message">A Vietnamese sentence that names the remedy.</param>
    public UnreadableWordException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Says what is wrong and what lies below it.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="message">A Vietnamese sentence that names the remedy.</param>
    /// <param name="cause">What failed.</param>
    public UnreadableWordException(string code, string message, Exception cause)
        : base(message, cause) => Code = code;

    /// <summary>A code that never changes.</summary>
    public string Code { get; }
}
