using System.Text;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>Any text of Vietnamese letters, many times over: seeded, so that a failure comes again.</summary>
public sealed class AnyTextTests
{
    private const string Vowels = "aăâeêioôơuưy";
    private const string Consonants = "bcdđghklmnpqrstvx";
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    [Test]
    public void No_line_is_wider_than_its_column_and_no_word_is_lost([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var width = 60 + random.Next(400);
        var height = 60 + random.Next(700);
        var texts = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Text(random, 1 + random.Next(300))).ToList();
        var style = new ParagraphStyle { Alignment = (Alignment)random.Next(4), FirstLineIndent = random.Next(30), IsBalanced = random.Next(4) == 0 };
        var size = new TextStyle(11 + random.Next(4), (Dispatch.Templates.Fonts.FontStyle)random.Next(4));

        var pages = Notebook.PagesOf(new Column([.. texts.Select(text => new Item(new Paragraph(style, new Span(text, size)), 6))]), width, height);

        Assert.That(pages, Has.Count.InRange(1, 2000));
        Assert.Multiple(() =>
        {
            foreach (var piece in pages.SelectMany(page => page.Texts))
            {
                var drawn = piece.Text.TrimEnd(' ');
                var right = piece.X + piece.Style.WidthOf(drawn) + (piece.Stretch * drawn.Count(letter => letter == ' '));
                Assert.That(piece.X, Is.GreaterThanOrEqualTo(-0.01), piece.Text);
                Assert.That(right, Is.LessThanOrEqualTo(width + 0.01), piece.Text);
                Assert.That(piece.Baseline, Is.InRange(0, height + 0.01), piece.Text);
            }
        });
        Assert.That(Bare(string.Concat(pages.SelectMany(page => page.Texts).Select(piece => piece.Text))), Is.EqualTo(Bare(string.Concat(texts))));
    }

    [Test]
    public void Decomposed_letters_give_the_bytes_of_composed_ones([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var sheet = SeedSheets.LongLetter with { Subject = Text(random, 12), Body = [.. Enumerable.Range(0, 4).Select(_ => Text(random, 60))] };
        var decomposed = sheet with { Subject = sheet.Subject.Normalize(NormalizationForm.FormD), Body = [.. sheet.Body.Select(text => text.Normalize(NormalizationForm.FormD))] };

        Assert.That(decomposed.Subject, Is.Not.EqualTo(sheet.Subject));
        Assert.That(DispatchSheetPrinter.Print(decomposed), Is.EqualTo(DispatchSheetPrinter.Print(sheet)));
    }

    [Test]
    public void Another_reader_finds_every_word_in_order([Range(1, 10)] int seed)
    {
        var words = Text(new Random(seed), 400);

        var printed = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [words] }));

        // A page number may stand between two words.
        var found = printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("2" or "3" or "4")).ToList();
        Assert.That(Bare(string.Concat(found)), Does.Contain(Bare(words)));
    }

    private static string Text(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word(random)));

    private static string Word(Random random)
    {
        var word = new StringBuilder();
        for (var syllables = random.Next(20) == 0 ? 2 + random.Next(30) : 1; syllables > 0; syllables--)
        {
            word.Append(Consonants[random.Next(Consonants.Length)]).Append(Vowels[random.Next(Vowels.Length)]);
            _ = random.Next(3) > 0 ? word.Append(Tones[random.Next(Tones.Length)]) : word;
            _ = random.Next(2) > 0 ? word.Append(Consonants[random.Next(Consonants.Length)]) : word;
        }

        var text = word.ToString().Normalize();
        text = random.Next(6) == 0 ? text.ToUpperInvariant() : text;
        return random.Next(8) switch { 0 => text + ",", 1 => $"{random.Next(2000)}/{text}", 2 => "-", _ => text };
    }

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
