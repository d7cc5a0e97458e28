using System.IO.Compression;
using System.Text;
using Dispatch.Templates.Bodies;
using static Dispatch.Templates.Tests.Bodies.WordFile;

namespace Dispatch.Templates.Tests.Bodies;

public sealed class WordBodyTests
{
    private const string Numbered = """
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
        """;

    [Test]
    public void Looks_are_read_from_letters_and_styles()
    {
        const string Styles = """
            <w:style w:type="paragraph" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="DamNghieng"><w:basedOn w:val="Dam"/><w:rPr><w:i/></w:rPr></w:style>
            """;
        var read = WordBody.Read(Of(
            "<w:p><w:r><w:t xml:space=\"preserve\">Thực hiện </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Điều 5</w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t xml:space=\"preserve\"> và khoản 2</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:pStyle w:val=\"DamNghieng\"/></w:pPr><w:r><w:t>cả hai</w:t></w:r><w:r><w:rPr><w:b w:val=\"false\"/></w:rPr><w:t xml:space=\"preserve\"> nghiêng</w:t></w:r></w:p>"
            + "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>chữ hoa</w:t></w:r></w:p>", styles: Styles));

        Assert.Multiple(() =>
        {
            Assert.That(MarkdownBody.Write(read.Body), Is.EqualTo(new[] { "Thực hiện **Điều 5** *và khoản 2*", "***cả hai*** *nghiêng*", "CHỮ HOA" }));
            Assert.That(read.Losses, Is.Empty);
        });
    }

    [Test]
    public void Numbers_that_Word_makes_become_text()
    {
        static string N(int list, int level, string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

        var read = WordBody.Read(Of(
            N(1, 0, "Phạm vi") + N(1, 1, "khoản") + N(1, 2, "điểm") + N(1, 2, "điểm") + N(1, 1, "khoản") + N(1, 2, "điểm") + N(1, 0, "Đối tượng") + N(1, 1, "khoản")
            + N(2, 0, "KẾT QUẢ") + N(2, 0, "TỒN TẠI") + N(3, 0, "gạch") + N(4, 0, "bắt đầu lại") + N(1, 0, "tiếp"), Numbered));

        Assert.That(read.Body.Blocks.Cast<BodyParagraph>().Select(paragraph => (paragraph.Text, paragraph.Part)), Is.EqualTo(new[]
        {
            ("Điều 1. Phạm vi", BodyPart.Article), ("1. khoản", BodyPart.Clause), ("a) điểm", BodyPart.Point), ("b) điểm", BodyPart.Point), ("2. khoản", BodyPart.Clause),
            ("a) điểm", BodyPart.Point), ("Điều 2. Đối tượng", BodyPart.Article), ("1. khoản", BodyPart.Clause), ("III. KẾT QUẢ", BodyPart.NumberedTitle),
            ("IV. TỒN TẠI", BodyPart.NumberedTitle), ("- gạch", BodyPart.Plain), ("Điều 7. bắt đầu lại", BodyPart.Article), ("Điều 8. tiếp", BodyPart.Article),
        }));
    }

    [Test]
    public void Tables_keep_widths_heading_and_spans()
    {
        var read = WordBody.Read(Of(
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid>"
            + "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>" + P("STT") + "</w:tc><w:tc>" + P("Tên") + "</w:tc></w:tr>"
            + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + P("Chung") + P("hai dòng") + "</w:tc></w:tr></w:tbl>"));
        var table = (BodyTable)read.Body.Blocks.Single();

        Assert.Multiple(() =>
        {
            Assert.That(table.Columns.Select(column => column.Share), Is.EqualTo(new[] { 25.0, 75.0 }));
            Assert.That(table.Heading.Single().Cells.Select(cell => cell.Paragraphs.Single().Text), Is.EqualTo(new[] { "STT", "Tên" }));
            Assert.That(table.Rows.Single().Cells.Single(), Is.EqualTo(new BodyCell([Plain("Chung"), Plain("hai dòng")], 2)));
        });
    }

    [TestCase("word.inserted", "<w:ins w:id=\"1\"><w:r><w:t>mới</w:t></w:r></w:ins>", "trước mới")]
    [TestCase("word.deleted", "<w:del w:id=\"1\"><w:r><w:delText>cũ</w:delText></w:r></w:del>", "trước")]
    [TestCase("word.footnote", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "trước")]
    [TestCase("word.comment", "<w:r><w:commentReference w:id=\"2\"/></w:r>", "trước")]
    [TestCase("word.image", "<w:r><w:drawing/></w:r>", "trước")]
    [TestCase("word.image", "<w:r><w:pict/></w:r>", "trước")]
    [TestCase("word.object", "<w:r><w:object/></w:r>", "trước")]
    [TestCase("word.formula", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "trước")]
    [TestCase("word.text-box", "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>", "trước")]
    [TestCase("word.symbol", "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>", "trước")]
    [TestCase("word.legacy-font", "<w:r><w:rPr><w:rFonts w:hAnsi=\".VnTimeH\"/></w:rPr><w:t>nh©n th</w:t><w:softHyphen/></w:r>", "trước NHÂN THƯ")]
    [TestCase("word.struck", "<w:r><w:rPr><w:strike/></w:rPr><w:t>bỏ</w:t></w:r>", "trước bỏ")]
    [TestCase("word.raised", "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>th</w:t></w:r>", "trước th")]
    [TestCase("word.underlined", "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>kẻ</w:t></w:r>", "trước kẻ")]
    [TestCase("word.coloured", "<w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>đỏ</w:t></w:r>", "trước đỏ")]
    [TestCase("word.coloured", "<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>nền</w:t></w:r>", "trước nền")]
    [TestCase("word.small-caps", "<w:r><w:rPr><w:smallCaps/></w:rPr><w:t>Nhỏ</w:t></w:r>", "trước Nhỏ")]
    [TestCase("word.hidden", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", "trước")]
    public void What_a_text_cannot_hold_is_named_with_its_place(string code, string part, string text)
    {
        var read = WordBody.Read(Of(P("đoạn đầu") + $"<w:p><w:r><w:t xml:space=\"preserve\">trước </w:t></w:r>{part}</w:p>"));

        Assert.Multiple(() =>
        {
            Assert.That(((BodyParagraph)read.Body.Blocks[1]).Text, Is.EqualTo(text));
            Assert.That(read.Losses.Select(loss => loss.Code), Is.EqualTo(new[] { code }));
            Assert.That(read.Losses[0].Place, Does.StartWith("đoạn 2 (“trước"));
        });
    }

    [Test]
    public void How_letters_look_is_told_once_where_it_is_first_and_sizes_against_the_files_own()
    {
        static string Sized(string text, int size, string more = "") => $"<w:p><w:r><w:rPr>{more}<w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>";
        var cell = "<w:tc>" + Sized("Độc lập", 52, "<w:u w:val=\"single\"/>") + "</w:tc>";
        var read = WordBody.Read(Of(
            $"<w:tbl><w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/></w:tblGrid><w:tr>{cell}{cell}</w:tr></w:tbl>"
            + Sized("lời văn thường của cả văn bản", 28) + Sized("gần như thế", 26) + Sized("to hẳn", 40, "<w:u w:val=\"single\"/>") + Sized("to nữa", 60, "<w:u w:val=\"double\"/><w:color w:val=\"000000\"/>")
            + "<w:p><w:hyperlink><w:r><w:rPr><w:color w:val=\"0000FF\"/><w:u w:val=\"single\"/></w:rPr><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>"));

        Assert.That(read.Losses.Select(loss => (loss.Code, loss.Place)), Is.EqualTo(new[] { ("word.underlined", "đoạn 5 (“to hẳn”)"), ("word.sized", "đoạn 5 (“to hẳn”)") }));
        Assert.That(read.Losses[1].Message, Is.EqualTo("Chữ cỡ 20 (phần lớn là cỡ 14), chỗ đầu tiên là “to hẳn”, được in theo cỡ chữ chung của thể thức."));
    }

    [Test]
    public void Figures_above_and_below_the_line_stay_there()
    {
        const string Formula = "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>-3</w:t></w:r><w:r><w:t xml:space=\"preserve\"> tấn CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>";

        var reading = WordBody.Read(WordFile.Of(Formula));

        Assert.That(((BodyParagraph)reading.Body.Blocks.Single()).Text, Is.EqualTo("10⁻³ tấn CO₂."));
        Assert.That(reading.Losses, Is.Empty);
    }

    [Test]
    public void Headers_nested_tables_and_merged_rows_are_named_too()
    {
        var read = WordBody.Read(Of(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl><w:tr><w:tc>" + P("bên trong") + "</w:tc></w:tr></w:tbl>" + P("ngoài") + "</w:tc></w:tr></w:tbl>", header: P("MẬT THƯ")));

        Assert.Multiple(() =>
        {
            Assert.That(read.Losses.Select(loss => loss.Code), Is.EqualTo(new[] { "word.merged-rows", "word.nested-table", "word.header" }));
            Assert.That(((BodyTable)read.Body.Blocks.Single()).Rows[0].Cells[0].Paragraphs.Select(paragraph => paragraph.Text), Is.EqualTo(new[] { "bên trong", "ngoài" }));
        });
    }

    [Test]
    public void Fields_give_what_they_show_and_line_breaks_begin_a_line()
    {
        var read = WordBody.Read(Of(
            "<w:p><w:r><w:t xml:space=\"preserve\">Trang </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>ẩn</w:t></w:r>"
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:br/><w:t>dòng hai</w:t></w:r>"
            + "<w:hyperlink><w:r><w:t xml:space=\"preserve\"> liên kết</w:t></w:r></w:hyperlink></w:p>"));

        Assert.That(read.Body.Blocks.Cast<BodyParagraph>().Select(paragraph => paragraph.Text), Is.EqualTo(new[] { "Trang 5", "dòng hai liên kết" }));
    }

    [Test]
    public void What_is_no_Word_file_is_refused()
    {
        Refused("word.not-a-word-file", "chữ thường"u8.ToArray());
        Refused("word.not-a-word-file", Zip(("a.txt", "không phải Word"u8.ToArray())));
        Refused("word.not-a-word-file", []);
    }

    [Test]
    public void A_file_cut_short_or_of_broken_xml_is_refused()
    {
        var good = Of(P("đoạn"));

        Refused("word.not-a-word-file", good[..(good.Length / 2)]);
        Refused("word.damaged", Of("<w:p><w:r></w:p>"));
    }

    [Test]
    public void External_entities_are_refused_unread() =>
        Refused("word.damaged", Replaced(Of(P("đoạn")), "word/document.xml", $"<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><w:document {Namespaces}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"));

    [Test]
    public void A_file_that_unpacks_without_measure_is_refused() =>
        Refused("word.too-large", Zip(("word/document.xml", new byte[60_000_000])));

    [Test]
    public void Thousands_of_parts_are_refused() =>
        Refused("word.too-large", Zip([.. Enumerable.Range(0, 2_001).Select(number => ($"part{number}.xml", Array.Empty<byte>()))]));

    [Test]
    public void Macros_are_refused() => Refused("word.macros", Zip(("word/vbaProject.bin", [1])));

    [Test]
    public void Content_nested_without_measure_is_refused() =>
        Refused("word.damaged", Of(string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 40)) + P("sâu") + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 40))));

    private static BodyParagraph Plain(string text) => new(BodyPart.Plain, [new BodyRun(text)]);

    private static void Refused(string code, byte[] file) => Assert.That(() => WordBody.Read(file), Throws.InstanceOf<UnreadableWordException>().With.Property("Code").EqualTo(code));

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Replaced(byte[] file, string name, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        return stream.ToArray();
    }
}
