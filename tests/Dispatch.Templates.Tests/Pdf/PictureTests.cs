using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Tests.Images;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>Pictures as another program paints them.</summary>
public sealed class PictureTests
{
    private static readonly byte[] Palette = [200, 30, 30, 30, 200, 30, 30, 30, 200];

    private static Picture Seal => Picture.Read(new PngMaker(16, 16, 8, 6).Make());

    [TestCase(0, 102, 102, 102)]
    [TestCase(1, 200, 30, 30)]
    [TestCase(2, 30, 30, 200)]
    [TestCase(3, 200, 30, 30)]
    public void A_photograph_has_its_own_colour(int which, int red, int green, int blue)
    {
        var picture = Picture.Read(new[] { Photographs.Grey, Photographs.Red, Photographs.Progressive, Photographs.FourInks }[which]);

        var page = Painted.Of(Drawing.Of(new PictureBlock(picture, 50, 50, "ảnh")));

        // Ten points of margin; the lower right corner of the page stays paper.
        Assert.That(page.At(35, 35), Is.EqualTo(new[] { red, green, blue }).Within(which == 3 ? 45 : 8));
        Assert.That(page.At(150, 150), Is.EqualTo(new[] { 255, 255, 255 }));
    }

    [Test]
    public void A_palette_and_a_plain_image_are_painted_pixel_by_pixel([Values(2, 4, 8)] int depth, [Values] bool isInterlaced)
    {
        var made = new PngMaker(5, 5, depth, 3) { Palette = Palette, IsInterlaced = isInterlaced };

        var page = Painted.Of(Drawing.Of(new PictureBlock(Picture.Read(made.Make()), 100, 100, "ảnh")));

        Assert.Multiple(() =>
        {
            for (var at = 0; at < 25; at++)
            {
                var index = 3 * made.Number(at % 5, at / 5, 0);
                Assert.That(page.At(20 + (20 * (at % 5)), 20 + (20 * (at / 5))), Is.EqualTo(Palette[index..(index + 3)].Select(value => (int)value)).Within(2), $"pixel {at}");
            }
        });
    }

    [Test]
    public void Where_a_picture_is_clear_the_paper_shows()
    {
        var made = new PngMaker(4, 4, 8, 0);
        var picture = Picture.Read((made with { Transparency = [0, (byte)made.Number(1, 1, 0)] }).Make());

        var page = Painted.Of(Drawing.Of(new PictureBlock(picture, 80, 80, "dấu")));

        Assert.Multiple(() =>
        {
            Assert.That(page.At(40, 40), Is.EqualTo(new[] { 255, 255, 255 }));
            Assert.That(page.At(60, 40)[0], Is.EqualTo(made.Number(2, 1, 0)).Within(2));
        });
    }

    [Test]
    public void A_picture_drawn_twice_is_stored_once()
    {
        var file = new PngMaker(40, 40, 8, 2).Make();

        var images = PdfTool.Run("pdfimages", Drawing.Of(new PictureBlock(Picture.Read(file), 20, 20, "a"), new PictureBlock(Picture.Read(file), 40, 40, "b")), "-list", "{pdf}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => Regex.Split(line.Trim(), " +", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).ToList();

        Assert.That(images, Has.Count.EqualTo(2));
        Assert.That(images.Select(columns => columns[10]).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1), "one object");
    }

    [Test]
    public void What_a_figure_shows_is_said_and_decoration_says_nothing()
    {
        var said = PdfObjects.Of(Drawing.Of(new PictureBlock(Seal, 20, 20, "Dấu của cơ quan"))).Values.Where(IsFigure).ToList();
        var silent = PdfObjects.Of(Drawing.Of(new PictureBlock(Seal, 20, 20, altText: null))).Values.Where(IsFigure).ToList();

        Assert.That(said, Has.Count.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(said[0].GetProperty("/Alt").GetString(), Is.EqualTo("u:Dấu của cơ quan"));
            Assert.That(said[0].GetProperty("/A").GetProperty("/BBox").EnumerateArray().Select(number => number.GetDouble()), Is.EqualTo(new[] { 10.0, 170, 30, 190 }));
            Assert.That(silent, Is.Empty);
        });
    }

    [Test]
    public void Files_with_pictures_are_clean([Values(0, 1, 2, 3)] int which)
    {
        var pictures = new[] { Photographs.FourInks, Photographs.Progressive, new PngMaker(9, 9, 16, 6).Make(), new PngMaker(9, 9, 2, 3) { Palette = Palette }.Make() };

        var pdf = Drawing.Of(new PictureBlock(Picture.Read(pictures[which]), 20, 20, "ảnh"), Drawing.Words("chữ"));

        Assert.That(PdfTool.Run("qpdf", pdf, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
    }

    [Test]
    public void Neighbouring_squares_have_no_seam()
    {
        var squares = Enumerable.Range(0, 12).Select(i => new Area(20 + (i * 7.3), 20, 7.3, 7.3)).ToList();

        var page = Painted.Of(Drawing.Of(new Squares(squares)));

        Assert.That(Enumerable.Range(31, 80).Select(x => page.At(x, 33)[0]), Is.All.Zero);
    }

    private static bool IsFigure(JsonElement value) => value.TryGetProperty("/S", out var role) && role.ValueEquals("/Figure");

    private sealed class Squares(IReadOnlyList<Area> areas) : IBlock
    {
        public Plan PlanFor(Room room) => Plan.Of(50, rest: null, (canvas, x, y) =>
        {
            canvas.Enter(new Element("Figure") { AltText = "mã vuông" });
            canvas.Fill([.. areas.Select(area => area with { X = area.X + x, Y = area.Y + y })], Ink.Black);
            canvas.Leave();
        });
    }
}
