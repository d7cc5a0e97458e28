using System.Text;
using DocumentFormat.OpenXml;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Templates.Bodies;

/// <summary>The letters of one Word paragraph, and what in it is none.</summary>
internal sealed class WordRuns(WordFace usual, WordLook look)
{
    private const int MostNesting = 24;
    private const string Figures = "0123456789+-−=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    private readonly List<List<BodyRun>> lines = [[]];
    private readonly List<(string Code, string Message)> losses = [];
    private readonly HashSet<(string Code, string Message)> known = [];
    private readonly List<(string Text, WordFace Face)> faces = [];
    private int fieldDepth;
    private int instructionDepth;

    public IReadOnlyList<IReadOnlyList<BodyRun>> Lines => lines;

    public IReadOnlyList<(string Code, string Message)> Losses => losses;

    /// <summary>What its letters look like, in order.</summary>
    public IReadOnlyList<(string Text, WordFace Face)> Faces => faces;

    /// <summary>The alphabet of before Unicode in which some of it was typed; null when none was.</summary>
    public LegacyEncoding? Legacy { get; private set; }

    public string Text => string.Concat(lines.SelectMany(line => line).Select(run => run.Text));

    public void Read(OpenXmlElement parent) => Read(parent, 0);

    private void Read(OpenXmlElement parent, int depth)
    {
        if (depth > MostNesting)
        {
            throw new InvalidOperationException("Word text is nested too deeply.");
        }

        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case Word.Run run:
                    ReadRun(run);
                    break;
                case Word.InsertedRun or Word.MoveToRun:
                    Lose("word.inserted", $"Phần chèn đang chờ duyệt “{BodyLoss.Quote(child.InnerText)}” được lấy vào như chữ thường.");
                    Read(child, depth + 1);
                    break;
                case Word.DeletedRun or Word.MoveFromRun:
                    Lose("word.deleted", $"Phần đã xóa đang chờ duyệt “{BodyLoss.Quote(child.InnerText)}” không được lấy.");
                    break;
                case Word.CommentReference or Word.CommentRangeStart:
                    Lose("word.comment", "Ghi chú bên lề không được lấy.");
                    break;
                case Word.SimpleField or Word.Hyperlink or Word.SdtRun or Word.SdtContentRun or Word.CustomXmlRun or Word.BidirectionalOverride or Word.BidirectionalEmbedding:
                    Read(child, depth + 1);
                    break;
                case { LocalName: "oMath" or "oMathPara" }:
                    Lose("word.formula", $"Công thức “{BodyLoss.Quote(child.InnerText)}” không được lấy. Hãy viết thành chữ.");
                    break;
            }
        }
    }

    private void ReadRun(Word.Run run)
    {
        var face = look.Of(run, usual);
        if (face.IsHidden)
        {
            if (run.InnerText.Length > 0)
            {
                Lose("word.hidden", $"Chữ ẩn “{BodyLoss.Quote(run.InnerText)}” không được lấy.");
            }

            return;
        }

        var text = new StringBuilder();
        foreach (var child in run.ChildElements)
        {
            ReadPart(child, text, face);
        }

        if (text.ToString() is var letters && !string.IsNullOrWhiteSpace(letters))
        {
            // A link is blue and underlined by itself.
            faces.Add((letters, run.Parent is Word.Hyperlink ? face with { IsUnderlined = false, IsColoured = false } : face));
        }

        Add(text, face);
    }

    private string Letters(string text, WordFace face)
    {
        if (LegacyFonts.Of(face.Font) is { } legacy && !LegacyFonts.IsUnicode(text) && LegacyFonts.Convert(text, legacy) is var shown && shown != text)
        {
            Lose(BodyLoss.LegacyFont, $"Chữ gõ bằng phông cũ {BodyLoss.Quote(face.Font!)} được đổi sang Unicode. Hãy đọc lại.");
            text = shown;
            Legacy ??= legacy.Encoding;
        }

        if (face.IsStruck && !string.IsNullOrWhiteSpace(text))
        {
            Lose("word.struck", $"Chữ gạch ngang “{BodyLoss.Quote(text)}” được lấy vào như chữ thường. Không cần nữa thì xóa đi.");
        }

        return Levelled(face.IsUpper ? text.ToUpperInvariant() : text, face.Level);
    }

    // "10" and a raised "3" would else read 103.
    private string Levelled(string text, WordLevel level)
    {
        if (level == WordLevel.On || string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        var (plain, levelled, where) = level == WordLevel.Above ? (Figures, Raised, "trên") : (Figures, Lowered, "dưới");
        if (text.All(letter => plain.Contains(letter, StringComparison.Ordinal)))
        {
            return string.Concat(text.Select(letter => levelled[plain.IndexOf(letter, StringComparison.Ordinal)]));
        }

        Lose("word.raised", $"Chữ chỉ số {where} “{BodyLoss.Quote(text)}” được lấy vào như chữ thường. Hãy viết lại cho khỏi nhầm.");
        return text;
    }

    private void ReadPart(OpenXmlElement part, StringBuilder text, WordFace face)
    {
        switch (part)
        {
            case Word.FieldChar field:
                CountField(field);
                break;
            case { } when instructionDepth > 0:
                break;
            case Word.Text letters:
                text.Append(Letters(letters.Text, face));
                break;
            case Word.TabChar or Word.PositionalTab:
                text.Append('\t');
                break;
            case Word.SoftHyphen when LegacyFonts.Of(face.Font) is { Encoding: LegacyEncoding.Tcvn3 }:
                text.Append(Letters("\u00ad", face));
                break;
            case Word.NoBreakHyphen:
                text.Append('-');
                break;
            case Word.SymbolChar symbol:
                Lose("word.symbol", $"Ký hiệu của phông {BodyLoss.Quote(symbol.Font?.Value ?? "")} (mã {BodyLoss.Quote(symbol.Char?.Value ?? "")}) không được lấy. Hãy gõ ký tự thường.");
                break;
            case Word.Break or Word.CarriageReturn:
                Add(text, face);
                lines.Add([]);
                break;
            case Word.FootnoteReference or Word.EndnoteReference:
                Lose("word.footnote", "Chú thích cuối trang không được lấy. Hãy đưa vào lời văn hoặc phụ lục.");
                break;
            case Word.CommentReference:
                Lose("word.comment", "Ghi chú bên lề không được lấy.");
                break;
            case { } other:
                ReadObject(other);
                break;
        }
    }

    private void ReadObject(OpenXmlElement part)
    {
        switch (part)
        {
            case Word.Drawing or Word.Picture or { LocalName: "AlternateContent" } when part.Descendants<Word.TextBoxContent>().FirstOrDefault() is { } box:
                Lose("word.text-box", $"Khung chữ “{BodyLoss.Quote(box.InnerText)}” không được lấy. Hãy đưa chữ ra ngoài khung.");
                break;
            case Word.Drawing or Word.Picture or { LocalName: "AlternateContent" }:
                Lose("word.image", "Hình ảnh hoặc hình vẽ không được lấy. Hãy đưa vào tài liệu kèm theo.");
                break;
            case Word.EmbeddedObject:
                Lose("word.object", "Đối tượng nhúng không được lấy. Hãy đưa vào tài liệu kèm theo.");
                break;
        }
    }

    // Between "begin" and "separate" stands what computes the field, after it what the field shows.
    private void CountField(Word.FieldChar field)
    {
        var kind = field.FieldCharType?.Value;
        if (kind == Word.FieldCharValues.Begin)
        {
            fieldDepth++;
            instructionDepth++;
        }
        else if (kind == Word.FieldCharValues.Separate && instructionDepth > 0)
        {
            instructionDepth--;
        }
        else if (kind == Word.FieldCharValues.End && fieldDepth > 0)
        {
            fieldDepth--;
            instructionDepth = Math.Min(instructionDepth, fieldDepth);
        }
    }

    private void Add(StringBuilder text, WordFace face)
    {
        if (text.Length > 0)
        {
            lines[^1].Add(new BodyRun(text.ToString(), face.IsBold, face.IsItalic));
            text.Clear();
        }
    }

    private void Lose(string code, string message)
    {
        if (known.Add((code, message)))
        {
            losses.Add((code, message));
        }
    }
}
