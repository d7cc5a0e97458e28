using System.Text;
using System.Text.Json;
using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>What holds for every text, tried on a few hundred made ones.</summary>
public sealed class IntakePropertyTests
{
    private const string Signs = "SỐố:/-.;,|<>&* \n\t\fĐđÂấu0123456789ABCngàytháng năm Kính gửi Nơi nhận Lưu VT KT. TM. MẬT <p> &nbsp; ## > ";
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static string Json(string text) => JsonSerializer.Serialize(IntakeReader.Read(text, Today), IntakeJson.Options);

    private static string Made(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        var dispatch = new ADispatchText().TwoColumns();
        for (var i = 0; i < 40; i++)
        {
            text.Append(random.Next(3) == 0 ? dispatch.Substring(random.Next(dispatch.Length - 60), random.Next(60)) : Signs.Substring(random.Next(Signs.Length - 12), random.Next(12)));
        }

        return text.ToString();
    }

    [Test]
    public void No_text_throws_and_its_composition_does_not_matter([Range(1, 200)] int seed)
    {
        var text = Made(seed);

        Assert.That(Json(text.Normalize(NormalizationForm.FormD)), Is.EqualTo(Json(text.Normalize(NormalizationForm.FormC))));
        Assert.That(() => ReadingPlaces.Of(ReadingPlaces.Shown(text), IntakeReader.Read(text, Today)), Throws.Nothing);
    }

    [Test]
    public void A_value_stands_in_the_text_it_was_read_from([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var lines = new ADispatchText().Text().Split('\n');
        (lines[random.Next(lines.Length)], lines[random.Next(lines.Length)]) = (lines[random.Next(lines.Length)], lines[random.Next(lines.Length)]);
        var text = string.Join('\n', lines);

        var reading = IntakeReader.Read(text, Today);

        var all = Letters(text);
        foreach (var value in new[] { reading.Number, reading.Symbol, reading.Place, reading.SignerName, reading.SignerTitle }.OfType<string>())
        {
            Assert.That(all, Does.Contain(Letters(value)), text);
        }
    }

    [Test]
    public void Every_confidence_is_a_share_of_one([Range(1, 60)] int seed) =>
        Assert.That(IntakeReader.Read(Made(seed) + new ADispatchText().Text(), Today).Confidence.Values, Has.All.InRange(0.0, 1.0));

    [Test]
    public void Of_two_flattenings_the_one_that_says_more_is_better()
    {
        var good = DocumentWords.Of(new ADispatchText().TwoColumns());
        var bad = DocumentWords.Of("Trang 1\n" + new ADispatchText().Body);

        Assert.That((IntakeReader.Better(good, bad, Today), IntakeReader.Better(bad, good, Today)), Is.EqualTo((good, good)));
    }

    [Test]
    public void A_flattening_that_shows_a_secret_is_never_passed_over()
    {
        var good = DocumentWords.Of(new ADispatchText().TwoColumns());
        var secret = DocumentWords.Of("TỐI MẬT\nSố: 1/BTN");

        Assert.That((IntakeReader.Better(good, secret, Today), IntakeReader.Better(secret, good, Today)), Is.EqualTo((secret, secret)));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
