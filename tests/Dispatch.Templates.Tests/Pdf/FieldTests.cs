using System.Text.Json;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>Fields kept free for what is signed and filled in later.</summary>
public sealed class FieldTests
{
    private static readonly SignatureField Leader = new("KyLanhDao", "Chữ ký của người có thẩm quyền");
    private static readonly TextField Number = new("So", "Số của văn bản", new TextStyle(13));

    private static byte[] Paper => Drawing.Of(
        new FieldPlace(Number, 60, 16), Drawing.Words("Nội dung."), new FieldPlace(Leader, 120, 60));

    [Test]
    public void The_file_has_the_fields_empty_and_in_order()
    {
        var form = Form(Paper);

        Assert.Multiple(() =>
        {
            Assert.That(form.Select(field => field.GetProperty("fullname").GetString()), Is.EqualTo(new[] { "So", "KyLanhDao" }));
            Assert.That(form.Select(field => field.GetProperty("fieldtype").GetString()), Is.EqualTo(new[] { "/Tx", "/Sig" }));
            Assert.That(form.Select(field => field.GetProperty("alternativename").GetString()), Is.EqualTo(new[] { Number.Tooltip, Leader.Tooltip }));
            Assert.That(form.Select(field => field.GetProperty("value").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
            Assert.That(PdfTool.Run("qpdf", Paper, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
        });
    }

    [Test]
    public void A_field_is_an_element_of_the_document_at_its_place_in_the_reading_order()
    {
        var objects = PdfObjects.Of(Paper);
        var elements = objects.Values.Where(value => value.TryGetProperty("/P", out _) && value.TryGetProperty("/S", out _)).ToList();
        var root = elements.Single(element => element.GetProperty("/S").GetString() == "/Document");
        var order = root.GetProperty("/K").EnumerateArray().Select(kid => objects[kid.GetString()!].GetProperty("/S").GetString());
        var forms = elements.Where(element => element.GetProperty("/S").GetString() == "/Form").ToList();

        Assert.That(order, Is.EqualTo(new[] { "/Form", "/P", "/Form" }));
        Assert.That(forms.Select(form => form.GetProperty("/K").ValueKind), Is.All.EqualTo(JsonValueKind.Object), "one reference, not a list of one");
        Assert.That(forms.Select(form => form.GetProperty("/K").GetProperty("/Type").GetString()), Is.All.EqualTo("/OBJR"));
    }

    [Test]
    public void A_field_knows_its_element_and_the_element_its_field()
    {
        var objects = PdfObjects.Of(Paper);
        var tree = objects.Values.Single(value => value.TryGetProperty("/ParentTree", out _));
        var numbers = tree.GetProperty("/ParentTree").GetProperty("/Nums").EnumerateArray().ToList();
        var parents = Enumerable.Range(0, numbers.Count / 2).ToDictionary(i => numbers[2 * i].GetInt32(), i => numbers[(2 * i) + 1]);
        var widgets = objects.Where(pair => pair.Value.TryGetProperty("/FT", out _)).ToList();

        Assert.That(widgets, Has.Count.EqualTo(2));
        foreach (var (name, widget) in widgets)
        {
            var element = objects[parents[widget.GetProperty("/StructParent").GetInt32()].GetString()!];
            Assert.That(element.GetProperty("/K").GetProperty("/Obj").GetString(), Is.EqualTo(name));
        }

        Assert.That(tree.GetProperty("/ParentTreeNextKey").GetInt32(), Is.EqualTo(parents.Keys.Max() + 1));
    }

    [Test]
    public void A_field_stands_where_the_layout_put_it_on_the_page_it_moved_to()
    {
        var first = Widget(Drawing.Of(new FieldPlace(Leader, 120, 60)));
        var moved = Drawing.Of(Drawing.Words(string.Join(' ', Enumerable.Repeat("chữ", 100))), Drawing.Words("và"), new FieldPlace(Leader, 120, 60));
        var second = Widget(moved);

        Assert.Multiple(() =>
        {
            Assert.That(Rectangle(first), Is.EqualTo(new[] { 10.0, 130, 130, 190 }).Within(0.01));
            Assert.That(PdfTool.PageCount(moved), Is.EqualTo(2));
            Assert.That(second.GetProperty("/P").GetString(), Is.Not.EqualTo(first.GetProperty("/P").GetString()));
            Assert.That(Rectangle(second)[3], Is.LessThan(190));
        });
        Assert.That(PdfObjects.Of(moved)[second.GetProperty("/P").GetString()!].GetProperty("/Annots").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void A_field_has_an_empty_look_and_is_printed() => Assert.Multiple(() =>
    {
        var widget = Widget(Drawing.Of(new FieldPlace(Leader, 120, 60)));

        Assert.That(widget.GetProperty("/F").GetInt32(), Is.EqualTo(4));
        Assert.That(widget.GetProperty("/AP").GetProperty("/N").GetString(), Does.EndWith(" R"));
        Assert.That(Painted.Of(Drawing.Of(new FieldPlace(Leader, 120, 60))).At(50, 50), Is.EqualTo(new[] { 255, 255, 255 }));
    });

    [Test]
    public void The_font_of_a_text_field_is_in_the_file_with_the_letters_that_will_be_written()
    {
        var objects = PdfObjects.Of(Drawing.Of(new FieldPlace(Number with { Letters = "0123456789/Đ" }, 60, 16)));
        var form = objects.Values.Single(value => value.TryGetProperty("/Fields", out _));
        var fonts = objects[form.GetProperty("/DR").GetProperty("/Font").GetString()!];
        var font = objects[fonts.GetProperty("/F1").GetString()!];
        var widget = objects.Values.Single(value => value.TryGetProperty("/FT", out _));

        Assert.Multiple(() =>
        {
            Assert.That(widget.GetProperty("/DA").GetString(), Is.EqualTo("u:/F1 13 Tf 0 g"));
            Assert.That(font.GetProperty("/Subtype").GetString(), Is.EqualTo("/Type0"));
            Assert.That(objects[font.GetProperty("/DescendantFonts")[0].GetString()!].GetProperty("/W")[1].GetArrayLength(), Is.EqualTo(12));
            Assert.That(form.TryGetProperty("/NeedAppearances", out _), Is.False);
        });
    }

    [TestCase("")]
    [TestCase("So.Den")]
    public void A_name_no_reader_would_understand_is_refused(string name) =>
        Assert.That(() => Drawing.Of(new FieldPlace(Leader with { Name = name }, 10, 10)), Throws.ArgumentException);

    [Test]
    public void Two_fields_of_one_name_are_refused() =>
        Assert.That(() => Drawing.Of(new FieldPlace(Leader, 10, 10), new FieldPlace(Leader, 10, 10)), Throws.ArgumentException.With.Message.Contains("KyLanhDao"));

    [Test]
    public void A_field_in_decoration_is_refused()
    {
        var document = new PdfDocument(100, 100, "Thử", date: null);
        var canvas = document.NewPage();
        canvas.Enter(Element.Artifact);

        Assert.That(() => canvas.Place(new Area(0, 0, 10, 10), Leader), Throws.InvalidOperationException);
    }

    [Test]
    public void A_letter_the_font_lacks_is_refused_when_the_paper_is_made() =>
        Assert.That(() => Drawing.Of(new FieldPlace(Number with { Letters = "😀" }, 10, 10)), Throws.InstanceOf<MissingGlyphException>());

    private static List<JsonElement> Form(byte[] pdf) =>
        [.. JsonDocument.Parse(PdfTool.Run("qpdf", pdf, "--json=2", "--json-key=acroform", "{pdf}")).RootElement.GetProperty("acroform").GetProperty("fields").EnumerateArray()];

    private static JsonElement Widget(byte[] pdf) => PdfObjects.Of(pdf).Values.Single(value => value.TryGetProperty("/FT", out _));

    private static double[] Rectangle(JsonElement widget) => [.. widget.GetProperty("/Rect").EnumerateArray().Select(number => number.GetDouble())];
}
