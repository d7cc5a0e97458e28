using System.Text;
using Dispatch.Engine.Intake;
using Dispatch.Templates.Bodies;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>Texts typed for the fonts of before Unicode: known by the whole of them, turned without a loss, and nothing else taken for one.</summary>
public sealed class LegacyTextTests
{
    private const string Tcvn3Signs = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    private const string Tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    /// <summary>The letters of VNI, written as its manual lists them.</summary>
    private const string VniTable =
        "à=aø á=aù ả=aû ã=aõ ạ=aï â=aâ ầ=aà ấ=aá ẩ=aå ẫ=aã ậ=aä ă=aê ằ=aè ắ=aé ẳ=aú ẵ=aü ặ=aë è=eø é=eù ẻ=eû ẽ=eõ ẹ=eï ê=eâ ề=eà ế=eá ể=eå ễ=eã ệ=eä ì=ì í=í ỉ=æ ĩ=ó ị=ò "
        + "ò=oø ó=où ỏ=oû õ=oõ ọ=oï ô=oâ ồ=oà ố=oá ổ=oå ỗ=oã ộ=oä ơ=ô ờ=ôø ớ=ôù ở=ôû ỡ=ôõ ợ=ôï ù=uø ú=uù ủ=uû ũ=uõ ụ=uï ư=ö ừ=öø ứ=öù ử=öû ữ=öõ ự=öï ỳ=yø ý=yù ỷ=yû ỹ=yõ ỵ=î đ=ñ";

    private static readonly DateOnly Today = new(2025, 7, 1);
    /// <summary>A capital with a mark TCVN 3 has not: people set the mark on the next letter.</summary>
    private static readonly ADispatchText Paper = new() { Addressee = "Kính gửi: Văn phòng Uỷ ban nhân dân tỉnh Lam Sơn", Body = new ADispatchText().Body.Replace("Ủy", "Uỷ", StringComparison.Ordinal) };

    private static readonly string[] Tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
    private static readonly Dictionary<string, string> Vni = VniTable.Split(' ').SelectMany(pair => new[] { pair, pair.ToUpperInvariant() }).ToDictionary(pair => pair[..1], pair => pair[2..], StringComparer.Ordinal);

    /// <summary>As people typed with ABC fonts: capitals with marks are small letters between plain capitals.</summary>
    private static string InTcvn3(string text) => string.Concat(text.Select(c => Sign(c) ?? Sign(char.ToLowerInvariant(c)) ?? c));

    private static char? Sign(char c) => Tcvn3Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Tcvn3Signs[at] : null;

    private static string InVni(string text) => string.Concat(text.Select(c => Vni.GetValueOrDefault(c.ToString(), c.ToString())));

    private static IEnumerable<string> Syllables() => Engine.Intake.Syllables.All.SelectMany(bare => Tones.Select(tone => Toned(bare, tone)).OfType<string>());

    private static string? Toned(string bare, string tone)
    {
        var at = bare.LastIndexOfAny([.. "ăâêôơư"]) is >= 0 and var marked ? marked : bare.LastIndexOfAny([.. "aeiouy"]);
        return (bare[..(at + 1)] + tone + bare[(at + 1)..]).Normalize(NormalizationForm.FormC);
    }

    /// <summary>As a Vietnamese Windows writes it: the letter, and its tone as a sign of its own where the code page has none for both.</summary>
    private static byte[] InCodePage1258(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1258, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetBytes(string.Concat(text.Select(Parted)));

    private static string Parted(char c)
    {
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        var tone = string.Concat(parts.Where(part => string.Concat(Tones).Contains(part, StringComparison.Ordinal)));
        return string.Concat(parts.Where(part => !tone.Contains(part, StringComparison.Ordinal))).Normalize(NormalizationForm.FormC) + tone;
    }

    [Test]
    public void A_text_in_the_code_page_of_a_vietnamese_windows_is_read_as_it_was_typed()
    {
        var text = new ADispatchText().Text().Normalize(NormalizationForm.FormC);

        Assert.That(DocumentWords.OfBytes(InCodePage1258(text)), Is.EqualTo(new DocumentWords(text, null)));
    }

    [TestCase("Le ministère a été informé où né à Hué, après les élèves, naïf, déjà très âgé")]
    [TestCase("Für größere Städte müssen schöne Straßen übrig bleiben, während Bäume blühen")]
    [TestCase("Sở Xây dựng tỉnh Lam Sơn")]
    public void Bytes_of_other_languages_and_too_few_words_are_none(string text) => Assert.That(DocumentWords.OfBytes(InCodePage1258(text)), Is.Null);

    [Test]
    public void Every_syllable_comes_back_from_either_alphabet_as_it_went()
    {
        var all = string.Join(' ', Syllables());

        Assert.That(all.Split(' '), Has.Length.GreaterThan(20_000));
        Assert.That(LegacyFonts.Convert(InTcvn3(all), LegacyEncoding.Tcvn3), Is.EqualTo(all));
        Assert.That(LegacyFonts.Convert(InVni(all), LegacyEncoding.Vni), Is.EqualTo(all));
        Assert.That(LegacyFonts.Convert(InVni(all.ToUpperInvariant()), LegacyEncoding.Vni), Is.EqualTo(all.ToUpperInvariant()));
        Assert.That(LegacyFonts.Convert(InTcvn3(all), new LegacyFont(LegacyEncoding.Tcvn3, IsCapital: true)), Is.EqualTo(all.ToUpperInvariant()));
    }

    [Test]
    public void A_syllable_is_known_and_a_word_of_another_alphabet_or_language_is_not()
    {
        Assert.That(Syllables().Where(word => !Engine.Intake.Syllables.Has(word)), Is.Empty);
        Assert.That(new[] { "Céng", "NGHÓA", "NGHĨA", "giếng", "quyền", "ủy", "nghiệp" }.Where(word => !Engine.Intake.Syllables.Has(word)), Is.Empty);
        Assert.That(new[] { "hoµ", "ViÖt", "HOØA", "VIEÄT", "été", "für", "garçon", "straße", "", "nghiêngx" }.Where(Engine.Intake.Syllables.Has), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Typed()
    {
        yield return new TestCaseData(InTcvn3(Paper.Text()), LegacyEncoding.Tcvn3).SetArgDisplayNames("TCVN 3");
        yield return new TestCaseData(InTcvn3(Paper.TwoColumns()), LegacyEncoding.Tcvn3).SetArgDisplayNames("TCVN 3 in columns");
        yield return new TestCaseData(InTcvn3(Paper.Text()).Replace('\u00ad', '-'), LegacyEncoding.Tcvn3).SetArgDisplayNames("TCVN 3 out of a PDF");
        yield return new TestCaseData(InVni(Paper.TwoColumns()), LegacyEncoding.Vni).SetArgDisplayNames("VNI");
        yield return new TestCaseData(WithoutCapitals(Paper.Text()), LegacyEncoding.Tcvn3).SetArgDisplayNames("TCVN 3 whose capital fonts are lost");
    }

    private static string WithoutCapitals(string text) => InTcvn3(string.Join('\n', text.Split('\n').Select(line => Plain.CapitalShare(line) > 0.9 ? line.ToLowerInvariant() : line)));

    [TestCaseSource(nameof(Typed))]
    public void A_dispatch_is_read_as_if_it_were_typed_in_Unicode_and_the_clerk_is_told(string text, LegacyEncoding legacy)
    {
        var (reading, expected) = (IntakeReader.Read(text, Today), IntakeReader.Read(Paper.Text(), Today));

        Assert.That(DocumentWords.Of(text).Legacy, Is.EqualTo(legacy));
        Assert.That((reading.Kind, reading.Issuer, reading.Parent, reading.NumberAndSymbol, reading.Place, reading.Date, reading.Subject), Is.EqualTo((expected.Kind, expected.Issuer, expected.Parent, expected.NumberAndSymbol, expected.Place, expected.Date, expected.Subject)));
        Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo((expected.Authority, expected.OnBehalfOf, expected.SignerTitle, expected.SignerName)));
        Assert.That((reading.Recipients, reading.Archive, reading.Addressees, reading.References.Count), Is.EqualTo((expected.Recipients, expected.Archive, expected.Addressees, 1)));
        Assert.That(reading.Findings.Select(finding => finding.Code), Has.Member("intake.legacy-font"));
        Assert.That(reading.Confidence.Values, Has.All.LessThan(0.9));
    }

    [Test]
    public void A_state_secret_is_refused_whatever_it_was_typed_in([Values("MẬT", "TỐI MẬT", "TUYỆT MẬT")] string stamp)
    {
        var text = new ADispatchText { Stamp = stamp }.Text();

        Assert.That(IntakeReader.Read(InTcvn3(text), Today).Secrecy, Is.EqualTo(stamp));
        Assert.That(IntakeReader.Read(InVni(text), Today).Secrecy, Is.EqualTo(stamp));
    }

    [Test]
    public void A_column_in_Unicode_beside_one_that_is_not_stays_as_it_is()
    {
        var text = Paper.Text();
        var head = text.IndexOf("Kính gửi", StringComparison.Ordinal);

        var mixed = DocumentWords.Of(text[..head] + InTcvn3(text[head..]));

        Assert.That(mixed.Text, Is.EqualTo(text));
    }

    private static readonly string[] OfOthers =
    [
        "Le ministère des affaires étrangères a été informé que la délégation vietnamienne arrivera à Genève le 5 mai. Où les négociations ont-elles lieu? L'hôtel a été réservé près du siège. Né à Hué, le thé, la fête, le blé, l'été.",
        "Das Ministerium für auswärtige Angelegenheiten übermittelt der Botschaft höfliche Grüße und bestätigt, daß die Gespräche über künftige Verträge nächste Woche geführt werden können. Größe, Straße, Bär, Tür, Öl, Mühe, fünf, zwölf.",
        "Việc có thể là và có, cà, đã; Hà Nam, Hà Giang, Lào Cai, Lai Châu. Nhà, là, và, có, bà, cô, cô, bé, cá, hè, mà, tù, và, là, có.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Ha Noi, ngay 05 thang 6 nam 2025. Kinh gui: So Ngoai vu.",
        "x² + y² = 4·µ ½ ¼ © ® § ¶ « » £ ¥ ¢ ¬ × ÷ ° ± 5 µm, 3 µs, 20 µl · 4 µm · 5 µm · 6 µg © 2024 ® ® ® § 12 § 13 § 14 § 15 § 16",
    ];

    [TestCaseSource(nameof(OfOthers))]
    public void What_was_typed_in_Unicode_or_another_language_is_left_alone(string text) => Assert.That(DocumentWords.Of(text), Is.EqualTo(new DocumentWords(text, null)));

    [Test]
    public void No_dispatch_of_the_tests_is_taken_for_a_text_of_old_fonts()
    {
        string[] texts = [SeedDispatches.CopiedByDienBien, SeedDispatches.Original, new ADispatchText().Tables(), .. IntakePaperTests.Texts];

        Assert.That(texts, Has.Length.GreaterThan(30));
        Assert.That(texts.Where(text => DocumentWords.Of(text).Legacy is not null), Is.Empty);
    }

    [TestCase(".VnTimeH", LegacyEncoding.Tcvn3, true)]
    [TestCase("ABCDEF+.VnArialH,Bold", LegacyEncoding.Tcvn3, true)]
    [TestCase(".VnTime", LegacyEncoding.Tcvn3, false)]
    [TestCase(".vntime-Italic", LegacyEncoding.Tcvn3, false)]
    [TestCase("VNI-Times", LegacyEncoding.Vni, false)]
    public void A_font_tells_its_alphabet(string name, LegacyEncoding encoding, bool isCapital) => Assert.That(LegacyFonts.Of(name), Is.EqualTo(new LegacyFont(encoding, isCapital)));

    [TestCase("Times New Roman")]
    [TestCase("ABCDEF+TimesNewRomanPSMT")]
    [TestCase("")]
    [TestCase(null)]
    public void A_font_of_Unicode_has_none(string? name) => Assert.That(LegacyFonts.Of(name), Is.Null);

    [TestCase("tr-êng", "trường")]
    [TestCase("- L-u: VT", "- Lưu: VT")]
    [TestCase("- Nh- trªn;", "- Như trên;")]
    [TestCase("TR-êNG", "TRƯờNG")]
    [TestCase("-u tiªn", "ưu tiên")]
    [TestCase("12/UBND-VX", "12/UBND-VX")]
    [TestCase("2004-2005", "2004-2005")]
    [TestCase("Hµ Néi - HuÕ", "Hà Nội - Huế")]
    public void The_hyphen_that_was_a_letter_is_a_letter_again(string printed, string read) => Assert.That(LegacyFonts.Convert(printed, LegacyEncoding.Tcvn3), Is.EqualTo(read));

    [Test]
    public void A_long_text_is_known_in_time_that_grows_with_its_length()
    {
        var text = InTcvn3(string.Join('\n', Enumerable.Repeat(new ADispatchText().Text(), 700)));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(DocumentWords.Of(text).Legacy, Is.EqualTo(LegacyEncoding.Tcvn3));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)));
    }
}
